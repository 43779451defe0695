-- title: 目标的出处
-- about: 一年的每个目标在哪个文件的哪张表、哪个格子里。
-- grain: 每个地区每个指标每个级别一行
-- key: region, indicator, level
-- param year INTEGER: 年度，如 2022
-- column region VARCHAR: 地区代码
-- column indicator VARCHAR: 指标代码
-- column level VARCHAR: 省定、市定、自报
-- column file VARCHAR: 文件
-- column sheet VARCHAR: 工作表
-- column cell VARCHAR: 格子
SELECT
    target.region,
    target.indicator,
    target.level,
    submission.file,
    target.sheet,
    target.cell
FROM target
INNER JOIN submission ON target.submission = submission.id
WHERE target.year = $year
ORDER BY
    target.region NULLS LAST,
    target.indicator NULLS LAST,
    target.level NULLS LAST
