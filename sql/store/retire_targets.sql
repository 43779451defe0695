-- Every version of a value is retired by the next one; recomputed for the values just touched.
UPDATE ledger.target AS standing
SET retired_by = versions.next_submission
FROM (
    SELECT
        submission,
        region,
        year,
        indicator,
        level,
        lead(submission) OVER (
            PARTITION BY region, year, indicator, level
            ORDER BY submission
        ) AS next_submission
    FROM ledger.target
    SEMI JOIN touched_target USING (region, year, indicator, level)
) AS versions
WHERE
    standing.submission = versions.submission
    AND standing.region = versions.region
    AND standing.year = versions.year
    AND standing.indicator = versions.indicator
    AND standing.level = versions.level
    AND standing.retired_by IS DISTINCT FROM versions.next_submission
