-- Append what a run brings, in the order that keeps a question about one span cheap.
INSERT INTO ledger.observation BY NAME
SELECT
    submission,
    region,
    period,
    indicator,
    basis,
    source,
    value,
    raw,
    sheet,
    cell
FROM incoming_observation
ORDER BY period, indicator, region, basis, source, submission
