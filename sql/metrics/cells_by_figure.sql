-- title: 数的出处
-- about: 一个期间的每个数在哪个文件的哪张表、哪个格子里。
-- grain: 每个地区每个指标每种累计方式每个来源一行
-- key: region, indicator, basis, source
-- param period INTEGER: 期间，如 202211
-- column region VARCHAR: 地区代码
-- column indicator VARCHAR: 指标代码
-- column basis VARCHAR: ytd 累计，month 本月，stock 期末数
-- column source VARCHAR: county 县区报数，province 省通报
-- column file VARCHAR: 文件
-- column sheet VARCHAR: 工作表
-- column cell VARCHAR: 格子
SELECT
    observation.region,
    observation.indicator,
    observation.basis,
    observation.source,
    submission.file,
    observation.sheet,
    observation.cell
FROM observation
INNER JOIN submission ON observation.submission = submission.id
WHERE observation.period = $period
ORDER BY
    observation.region NULLS LAST,
    observation.indicator NULLS LAST,
    observation.basis NULLS LAST,
    observation.source NULLS LAST
