-- Every yearly target that was known and not yet replaced at the vintage asked for.
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
FROM ledger.target
WHERE
    submission <= (SELECT as_of FROM vintage)
    AND (retired_by IS NULL OR retired_by > (SELECT as_of FROM vintage))
    AND value IS NOT NULL
