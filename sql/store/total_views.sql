-- How many values stand, and what they add up to: as answers are given them.
WITH standing AS (
    SELECT
        indicator,
        basis,
        source,
        value
    FROM reported
    UNION ALL
    SELECT
        indicator,
        level AS basis,
        'target' AS source,
        value
    FROM target
    UNION ALL
    SELECT
        indicator,
        basis,
        'adjustment' AS source,
        amount AS value
    FROM adjustment
    WHERE retired_by IS NULL
)

SELECT
    indicator,
    basis,
    source,
    count(*) AS values,
    coalesce(sum(value), 0) AS total
FROM standing
GROUP BY indicator, basis, source
ORDER BY ALL
