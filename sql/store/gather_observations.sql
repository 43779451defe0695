-- Keep one value a cell and day: where files disagree, those known before stand back. What then
-- still disagrees is apart.
-- A hash a row tells that nearly all cells stand alone, and takes little room.
CREATE OR REPLACE TEMP TABLE repeated_observation AS
WITH marked AS (
    SELECT
        *,
        hash(region, period, indicator, basis, source, received_on) AS mark
    FROM came_observation
),

suspect AS (
    SELECT mark
    FROM marked
    GROUP BY mark
    HAVING count(*) > 1
)

SELECT
    region,
    period,
    indicator,
    basis,
    source,
    received_on,
    min(value) <> max(value) AS disagree
FROM marked
SEMI JOIN suspect USING (mark)
GROUP BY
    region,
    period,
    indicator,
    basis,
    source,
    received_on
HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE met_observation AS
WITH kept AS (
    SELECT came.*
    FROM came_observation AS came
    INNER JOIN repeated_observation AS repeated
        USING (region, period, indicator, basis, source, received_on)
    WHERE NOT (repeated.disagree AND came.known)
    QUALIFY row_number() OVER (
        PARTITION BY
            came.region,
            came.period,
            came.indicator,
            came.basis,
            came.source,
            came.received_on,
            came.value
        ORDER BY came.file, came.line
    ) = 1
)

SELECT
    *,
    count(*) OVER cell AS places,
    first_value(file) OVER cell AS first_file,
    first_value(line) OVER cell AS first_line
FROM kept
WINDOW cell AS (
    PARTITION BY
        region,
        period,
        indicator,
        basis,
        source,
        received_on
    ORDER BY file, line
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

CREATE OR REPLACE TEMP VIEW staged_observation AS
SELECT came.* EXCLUDE (known, line)
FROM came_observation AS came
ANTI JOIN repeated_observation
    USING (region, period, indicator, basis, source, received_on)
UNION ALL
SELECT * EXCLUDE (known, line, places, first_file, first_line)
FROM met_observation
WHERE places = 1
