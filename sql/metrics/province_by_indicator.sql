-- title: 省通报的本级数
-- about: 省通报里本级的累计，用来与下级之和核对。
-- grain: 每个指标一行
-- key: indicator
-- param period INTEGER: 期间，如 202211
-- column indicator VARCHAR: 指标代码
-- column ytd DECIMAL(18,6): 累计
-- column printed VARCHAR: 通报上印的字
SELECT
    observation.indicator,
    cast(max(observation.value) AS DECIMAL(18, 6)) AS ytd,
    max(observation.raw) AS printed
FROM observation
INNER JOIN region ON observation.region = region.code AND region.role = 'own'
WHERE
    observation.period = $period
    AND observation.source = 'province'
    AND observation.basis <> 'month'
GROUP BY observation.indicator
ORDER BY observation.indicator NULLS LAST
