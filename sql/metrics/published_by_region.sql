-- title: 全省通报过的指标
-- about: 空白的全省通报表上列哪些指标、旁边印什么数：近一年各市通报过的，连同上月累计和上年同期累计。
-- grain: 每个地区每个指标一行
-- key: region, indicator
-- param period INTEGER: 通报的期间，如 202212
-- column region VARCHAR: 地区代码
-- column indicator VARCHAR: 指标代码
-- column before_ytd DECIMAL(18,6): 同年上月累计
-- column base_ytd DECIMAL(18,6): 上年同期累计
SELECT
    observation.region,
    observation.indicator,
    max(
        CASE WHEN observation.period = $period - 1 THEN observation.value END
    ) AS before_ytd,
    max(
        CASE WHEN observation.period = $period - 100 THEN observation.value END
    ) AS base_ytd
FROM observation
INNER JOIN indicator ON observation.indicator = indicator.code
WHERE
    observation.source = 'province'
    AND observation.basis <> 'month'
    AND observation.period >= $period - 100
    AND observation.period < $period
GROUP BY observation.region, observation.indicator, indicator.position
ORDER BY
    indicator.position NULLS LAST,
    observation.indicator NULLS LAST,
    observation.region NULLS LAST
