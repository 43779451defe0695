-- What takes a submission back, target by target: the one that stood before it, of a submission
-- that was not itself taken back, or none.
CREATE OR REPLACE TEMP TABLE plan_target AS
WITH standing AS (
    SELECT
        region,
        year,
        indicator,
        level,
        raw,
        sheet,
        cell
    FROM ledger.target
    WHERE
        list_contains($standing, submission)
        AND retired_by IS NULL
        AND value IS NOT NULL
),

earlier AS (
    SELECT
        earlier_version.*,
        row_number() OVER (
            PARTITION BY region, year, indicator, level
            ORDER BY submission DESC
        ) AS age
    FROM ledger.target AS earlier_version
    SEMI JOIN standing USING (region, year, indicator, level)
    ANTI JOIN ledger.withdrawal AS back ON earlier_version.submission = back.withdrawn
    INNER JOIN ledger.submission AS behind ON earlier_version.submission = behind.id
    WHERE
        earlier_version.submission < $withdrawn
        AND behind.kind NOT IN ('withdrawal', 'restoration')
)

SELECT
    earlier.submission AS origin,
    standing.region,
    standing.year,
    standing.indicator,
    standing.level,
    earlier.value,
    coalesce(earlier.raw, standing.raw) AS raw, -- noqa: RF04
    coalesce(earlier.sheet, standing.sheet) AS sheet,
    coalesce(earlier.cell, standing.cell) AS cell
FROM standing
LEFT JOIN earlier
    ON
        earlier.age = 1
        AND standing.region = earlier.region
        AND standing.year = earlier.year
        AND standing.indicator = earlier.indicator
        AND standing.level = earlier.level
