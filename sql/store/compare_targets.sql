-- Set every staged target against the one it follows: of an earlier day of this run, or the one
-- that stands. Overtaken is a dated file's target where what stands came on a later day.
WITH met AS (
    SELECT
        staged.*,
        standing.value AS standing_value,
        standing.submission AS followed,
        behind.received_on AS standing_since,
        coalesce(
            standing.value IS NOT NULL
            AND staged.dated
            AND staged.received_on < behind.received_on,
            FALSE
        ) AS late
    FROM staged_target AS staged
    LEFT JOIN ledger.target AS standing
        ON
            staged.region = standing.region
            AND staged.year = standing.year
            AND staged.indicator = standing.indicator
            AND staged.level = standing.level
            AND standing.retired_by IS NULL
    LEFT JOIN ledger.submission AS behind ON standing.submission = behind.id
),

chained AS (
    SELECT
        *,
        CASE
            WHEN late THEN standing_value
            ELSE lag(value, 1, standing_value) OVER (
                PARTITION BY region, year, indicator, level, late
                ORDER BY received_on
            )
        END AS previous
    FROM met
)

SELECT
    * EXCLUDE (standing_value, late),
    CASE
        WHEN value = previous THEN 'unchanged'
        WHEN late THEN 'overtaken'
        WHEN previous IS NULL THEN 'added'
        ELSE 'changed'
    END AS change
FROM chained
