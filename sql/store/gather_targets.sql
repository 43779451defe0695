-- Keep one target a cell and day: where files disagree, those known before stand back. What then
-- still disagrees is apart.
-- A hash a row tells that nearly all cells stand alone, and takes little room.
CREATE OR REPLACE TEMP TABLE repeated_target AS
WITH marked AS (
    SELECT
        *,
        hash(region, year, indicator, level, received_on) AS mark
    FROM came_target
),

suspect AS (
    SELECT mark
    FROM marked
    GROUP BY mark
    HAVING count(*) > 1
)

SELECT
    region,
    year,
    indicator,
    level,
    received_on,
    min(value) <> max(value) AS disagree
FROM marked
SEMI JOIN suspect USING (mark)
GROUP BY
    region,
    year,
    indicator,
    level,
    received_on
HAVING count(*) > 1;

CREATE OR REPLACE TEMP TABLE met_target AS
WITH kept AS (
    SELECT came.*
    FROM came_target AS came
    INNER JOIN repeated_target AS repeated
        USING (region, year, indicator, level, received_on)
    WHERE NOT (repeated.disagree AND came.known)
    QUALIFY row_number() OVER (
        PARTITION BY
            came.region,
            came.year,
            came.indicator,
            came.level,
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
        year,
        indicator,
        level,
        received_on
    ORDER BY file, line
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);

CREATE OR REPLACE TEMP VIEW staged_target AS
SELECT came.* EXCLUDE (known, line)
FROM came_target AS came
ANTI JOIN repeated_target
    USING (region, year, indicator, level, received_on)
UNION ALL
SELECT * EXCLUDE (known, line, places, first_file, first_line)
FROM met_target
WHERE places = 1
