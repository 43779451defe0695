-- Every value that was known and not yet replaced at the vintage asked for, as it was reported.
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
FROM ledger.observation
WHERE
    submission <= (SELECT as_of FROM vintage)
    AND (retired_by IS NULL OR retired_by > (SELECT as_of FROM vintage))
    AND value IS NOT NULL
