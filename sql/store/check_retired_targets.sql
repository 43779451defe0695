-- Rows whose retired_by is not the submission of the next version.
WITH versions AS (
    SELECT
        submission,
        region,
        year,
        indicator,
        level,
        sheet,
        cell,
        retired_by,
        lead(submission) OVER (
            PARTITION BY region, year, indicator, level
            ORDER BY submission
        ) AS expected
    FROM store.ledger.target
)

SELECT * FROM versions
WHERE retired_by IS DISTINCT FROM expected
ORDER BY submission, region, year, indicator, level
LIMIT 1000
