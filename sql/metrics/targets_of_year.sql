-- title: 一年的目标
-- about: 某一年各地各指标各级的年度目标，做下一年的空白目标表时印在旁边。
-- grain: 每个地区每个指标每级一行
-- key: region, indicator, level
-- param year INTEGER: 年度，如 2022
-- column region VARCHAR: 地区代码
-- column indicator VARCHAR: 指标代码
-- column level VARCHAR: 目标级别
-- column annual_target DECIMAL(18,6): 年度目标
SELECT
    region,
    indicator,
    level,
    value AS annual_target
FROM target
WHERE year = $year
ORDER BY
    region NULLS LAST,
    indicator NULLS LAST,
    level NULLS LAST
