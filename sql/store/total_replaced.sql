-- How many values were replaced or taken back, and what they add up to.
WITH past AS (
    SELECT
        indicator,
        basis,
        source,
        value
    FROM ledger.observation
    WHERE retired_by IS NOT NULL OR value IS NULL
    UNION ALL
    SELECT
        indicator,
        level AS basis,
        'target' AS source,
        value
    FROM ledger.target
    WHERE retired_by IS NOT NULL OR value IS NULL
    UNION ALL
    SELECT
        indicator,
        basis,
        'adjustment' AS source,
        amount AS value
    FROM ledger.adjustment
    WHERE retired_by IS NOT NULL
)

SELECT
    indicator,
    basis,
    source,
    count(*) AS values,
    coalesce(sum(value), 0) AS total
FROM past
GROUP BY indicator, basis, source
ORDER BY ALL
