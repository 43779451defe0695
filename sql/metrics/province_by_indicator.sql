-- title: 省通报的本级数
-- about: 省通报里本级的累计和它印在哪里，用来与下级之和核对。
-- grain: 每个指标一行
-- key: indicator
-- param period INTEGER: 期间，如 202211
-- column indicator VARCHAR: 指标代码
-- column ytd DECIMAL(18,6): 累计
-- column printed VARCHAR: 通报上印的字
-- column file VARCHAR: 文件
-- column sheet VARCHAR: 工作表
-- column cell VARCHAR: 单元格
SELECT
    observation.indicator,
    observation.value AS ytd,
    observation.raw AS printed,
    submission.file,
    observation.sheet,
    observation.cell
FROM observation
INNER JOIN region ON observation.region = region.code AND region.role = 'own'
INNER JOIN submission ON observation.submission = submission.id
WHERE
    observation.period = $period
    AND observation.source = 'province'
    AND observation.basis <> 'month'
ORDER BY observation.indicator NULLS LAST
