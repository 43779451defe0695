-- Append what a run brings, in the order that keeps a question about one span cheap.
INSERT INTO ledger.target BY NAME
SELECT
    submission,
    region,
    year,
    indicator,
    level,
    value,
    raw,
    sheet,
    cell
FROM incoming_target
ORDER BY year, indicator, region, level, submission
