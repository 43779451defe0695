-- Rows whose retired_by is not the submission of the next version.
WITH versions AS (
    SELECT
        submission,
        region,
        period,
        indicator,
        basis,
        source,
        sheet,
        cell,
        retired_by,
        lead(submission) OVER (
            PARTITION BY region, period, indicator, basis, source
            ORDER BY submission
        ) AS expected
    FROM store.ledger.observation
)

SELECT * FROM versions
WHERE retired_by IS DISTINCT FROM expected
ORDER BY submission, region, period, indicator, basis, source
LIMIT 1000
