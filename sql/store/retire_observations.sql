-- Every version of a value is retired by the next one; recomputed for the values just touched.
UPDATE ledger.observation AS standing
SET retired_by = versions.next_submission
FROM (
    SELECT
        submission,
        region,
        period,
        indicator,
        basis,
        source,
        lead(submission) OVER (
            PARTITION BY region, period, indicator, basis, source
            ORDER BY submission
        ) AS next_submission
    FROM ledger.observation
    SEMI JOIN touched_observation USING (region, period, indicator, basis, source)
) AS versions
WHERE
    standing.submission = versions.submission
    AND standing.region = versions.region
    AND standing.period = versions.period
    AND standing.indicator = versions.indicator
    AND standing.basis = versions.basis
    AND standing.source = versions.source
    AND standing.retired_by IS DISTINCT FROM versions.next_submission
