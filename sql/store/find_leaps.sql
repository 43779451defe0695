-- New year-to-date values that are less than the month before's although nothing was adjusted, or
-- ten times as much and more.
WITH fresh AS (
    SELECT *
    FROM plan_observation
    WHERE basis = 'ytd' AND change IN ('added', 'changed')
    QUALIFY row_number() OVER (
        PARTITION BY region, period, indicator, source
        ORDER BY received_on DESC
    ) = 1
),

-- What stands once the run counts, in the months before those that are new.
before AS (
    SELECT
        region,
        period,
        indicator,
        source,
        value
    FROM fresh
    UNION ALL
    SELECT
        standing.region,
        standing.period,
        standing.indicator,
        standing.source,
        standing.value
    FROM ledger.observation AS standing
    ANTI JOIN fresh USING (region, period, indicator, source)
    WHERE
        standing.basis = 'ytd'
        AND standing.retired_by IS NULL
        AND standing.period IN (SELECT later.period - 1 FROM fresh AS later)
),

adjusted AS (
    SELECT DISTINCT
        region,
        period,
        indicator,
        source
    FROM ledger.adjustment
    WHERE basis = 'ytd' AND retired_by IS NULL
)

SELECT
    fresh.*,
    before.value AS before_value
FROM fresh
INNER JOIN before
    ON
        fresh.region = before.region
        AND fresh.period - 1 = before.period
        AND fresh.indicator = before.indicator
        AND fresh.source = before.source
LEFT JOIN adjusted
    ON
        fresh.region = adjusted.region
        AND fresh.period = adjusted.period
        AND fresh.indicator = adjusted.indicator
        AND fresh.source = adjusted.source
WHERE
    (fresh.value < before.value AND adjusted.region IS NULL)
    OR (before.value >= 10 AND fresh.value >= 10 * before.value)
ORDER BY
    fresh.file,
    fresh.sheet,
    fresh.cell,
    fresh.region,
    fresh.period,
    fresh.indicator,
    fresh.source
