-- title: 数的来历
-- about: 一个期间和它的上月、上年同期、当年目标的每个数：报数和认定数，来自哪个文件哪个格子，谁什么时候收的，流水哈希。
-- grain: 每个数一行
-- key: region, period, indicator, basis, source
-- param period INTEGER: 期间，如 202211
-- column region VARCHAR: 地区代码
-- column period INTEGER: 期间；目标为年度和 00
-- column indicator VARCHAR: 指标代码
-- column basis VARCHAR: ytd 累计，month 本月，stock 期末数；目标为级别
-- column source VARCHAR: county 县区报数，province 省通报，target 目标
-- column confirmed DECIMAL(18,6): 认定数，含核减和补报
-- column reported DECIMAL(18,6): 报数
-- column raw VARCHAR: 原文
-- column sheet VARCHAR: 工作表
-- column cell VARCHAR: 单元格
-- column submission INTEGER: 第几次报送
-- column kind VARCHAR: 种类
-- column file VARCHAR: 文件
-- column sha256 VARCHAR: 文件的 SHA-256
-- column kept_in INTEGER: 原件在第几批的归档里
-- column actor VARCHAR: 谁收的
-- column received_on DATE: 收到日期
-- column recorded_at VARCHAR: 记录时间
-- column command VARCHAR: 命令
-- column journal_hash VARCHAR: 流水哈希
WITH original AS (
    SELECT
        sha256,
        min(run) AS run
    FROM submission
    WHERE kind NOT IN ('withdrawal', 'restoration', 'adjustment')
    GROUP BY sha256
),

standing AS (
    SELECT
        observation.submission,
        observation.region,
        observation.period,
        observation.indicator,
        observation.basis,
        observation.source,
        observation.value AS confirmed,
        reported.value AS reported,
        observation.raw,
        observation.sheet,
        observation.cell
    FROM observation
    INNER JOIN reported
        ON
            observation.region = reported.region
            AND observation.period = reported.period
            AND observation.indicator = reported.indicator
            AND observation.basis = reported.basis
            AND observation.source = reported.source
    WHERE
        observation.period IN ($period, $period - 1, $period - 100)
        AND reported.period IN ($period, $period - 1, $period - 100)
    UNION ALL
    SELECT
        submission,
        region,
        year * 100 AS period,
        indicator,
        level AS basis,
        'target' AS source,
        value AS confirmed,
        value AS reported,
        raw,
        sheet,
        cell
    FROM target
    WHERE year * 100 = $period - $period % 100
)

SELECT
    standing.region,
    standing.period,
    standing.indicator,
    standing.basis,
    standing.source,
    standing.confirmed,
    standing.reported,
    standing.raw,
    standing.sheet,
    standing.cell,
    standing.submission,
    submission.kind,
    submission.file,
    submission.sha256,
    original.run AS kept_in,
    submission.actor,
    submission.received_on,
    submission.recorded_at,
    submission.command,
    submission.journal_hash
FROM standing
INNER JOIN submission ON standing.submission = submission.id
LEFT JOIN original ON submission.sha256 = original.sha256
ORDER BY
    standing.region NULLS LAST,
    standing.period NULLS LAST,
    standing.indicator NULLS LAST,
    standing.basis NULLS LAST,
    standing.source NULLS LAST
