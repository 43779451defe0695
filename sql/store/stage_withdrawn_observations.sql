-- What takes a submission back, value by value: the value that stood before it, of a submission
-- that was not itself taken back, or none.
CREATE OR REPLACE TEMP TABLE plan_observation AS
WITH standing AS (
    SELECT
        region,
        period,
        indicator,
        basis,
        source,
        raw,
        sheet,
        cell
    FROM ledger.observation
    WHERE
        list_contains($standing, submission)
        AND retired_by IS NULL
        AND value IS NOT NULL
),

earlier AS (
    SELECT
        earlier_version.*,
        row_number() OVER (
            PARTITION BY region, period, indicator, basis, source
            ORDER BY submission DESC
        ) AS age
    FROM ledger.observation AS earlier_version
    SEMI JOIN standing USING (region, period, indicator, basis, source)
    ANTI JOIN ledger.withdrawal AS back ON earlier_version.submission = back.withdrawn
    INNER JOIN ledger.submission AS behind ON earlier_version.submission = behind.id
    WHERE
        earlier_version.submission < $withdrawn
        AND behind.kind NOT IN ('withdrawal', 'restoration')
)

SELECT
    earlier.submission AS origin,
    standing.region,
    standing.period,
    standing.indicator,
    standing.basis,
    standing.source,
    earlier.value,
    coalesce(earlier.raw, standing.raw) AS raw, -- noqa: RF04
    coalesce(earlier.sheet, standing.sheet) AS sheet,
    coalesce(earlier.cell, standing.cell) AS cell
FROM standing
LEFT JOIN earlier
    ON
        earlier.age = 1
        AND standing.region = earlier.region
        AND standing.period = earlier.period
        AND standing.indicator = earlier.indicator
        AND standing.basis = earlier.basis
        AND standing.source = earlier.source
