-- Everything that was found in the files up to the vintage asked for.
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
FROM ledger.finding
WHERE submission <= (SELECT as_of FROM vintage)
