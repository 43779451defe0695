-- title: 报数和认定数
-- about: 一个地区一个指标的每个数：报的是多少，核减、补报以后认定多少。
-- grain: 每个期间每种累计方式一行
-- key: period, basis
-- param region VARCHAR: 地区代码
-- param indicator VARCHAR: 指标代码
-- column period INTEGER: 期间，如 202211
-- column basis VARCHAR: ytd 累计，month 本月，stock 期末数
-- column reported DECIMAL(18,6): 报数
-- column confirmed DECIMAL(18,6): 认定数
SELECT
    reported.period,
    reported.basis,
    reported.value AS reported,
    observation.value AS confirmed
FROM reported
INNER JOIN observation
    ON
        reported.region = observation.region
        AND reported.period = observation.period
        AND reported.indicator = observation.indicator
        AND reported.basis = observation.basis
        AND reported.source = observation.source
WHERE
    reported.region = $region
    AND reported.indicator = $indicator
    AND reported.source = 'county'
ORDER BY reported.period NULLS LAST, reported.basis NULLS LAST
