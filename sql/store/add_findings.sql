-- Append what was found in the files of a run.
INSERT INTO ledger.finding BY NAME
SELECT
    submission,
    code,
    severity,
    message,
    hint,
    sheet,
    cell,
    raw,
    region,
    period,
    indicator,
    basis
FROM incoming_finding
ORDER BY submission, sheet, cell, code
