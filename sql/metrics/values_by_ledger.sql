-- title: 台账里有多少数
-- about: 这个时点上现有的数和目标各有多少个。
-- grain: 一行
-- key: observations
-- column observations INTEGER: 现有的数
-- column targets INTEGER: 现有的目标
WITH standing AS (
    SELECT
        1 AS observations,
        0 AS targets
    FROM reported
    UNION ALL
    SELECT
        0 AS observations,
        1 AS targets
    FROM target
)

SELECT
    cast(coalesce(sum(observations), 0) AS INTEGER) AS observations,
    cast(coalesce(sum(targets), 0) AS INTEGER) AS targets
FROM standing
ORDER BY observations NULLS LAST
