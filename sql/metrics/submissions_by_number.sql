-- title: 报送流水
-- about: 每一次报送、撤回和调整：什么时候收到和记下的，谁，哪个文件，新增、更正、撤去了几个数。
-- grain: 每次报送一行
-- key: submission
-- param region VARCHAR: 只要涉及这个地区的，空为全部
-- param period INTEGER: 只要涉及这个期间的，0 为全部
-- column submission INTEGER: 第几次报送
-- column run INTEGER: 第几批
-- column kind VARCHAR: 种类
-- column file VARCHAR: 文件，调整为文号
-- column sha256 VARCHAR: 文件的 SHA-256
-- column actor VARCHAR: 谁记的
-- column received_on DATE: 收到日期
-- column recorded_at VARCHAR: 记录时间
-- column command VARCHAR: 命令
-- column journal_hash VARCHAR: 流水哈希
-- column regions INTEGER: 涉及几个地区
-- column region VARCHAR: 其中代码最小的一个
-- column first_period INTEGER: 最早的期间，目标没有
-- column last_period INTEGER: 最晚的期间，目标没有
-- column added INTEGER: 新增的数
-- column changed INTEGER: 更正的数
-- column withdrawn INTEGER: 撤去的数
-- column adjusted INTEGER: 调整的数
-- column withdrawn_by INTEGER: 后来被第几次撤回
WITH aged AS (
    SELECT
        submission,
        region,
        value,
        CASE WHEN source <> 'target' THEN period END AS period,
        lag(value) OVER (
            PARTITION BY region, period, indicator, basis, source
            ORDER BY submission
        ) AS previous
    FROM version
),

touched AS (
    SELECT
        submission,
        region,
        period,
        CASE WHEN value IS NOT NULL AND previous IS NULL THEN 1 ELSE 0 END AS added,
        CASE WHEN value IS NOT NULL AND previous IS NOT NULL THEN 1 ELSE 0 END AS changed,
        CASE WHEN value IS NULL THEN 1 ELSE 0 END AS withdrawn,
        0 AS adjusted
    FROM aged
    UNION ALL
    SELECT
        submission,
        region,
        period,
        0 AS added,
        0 AS changed,
        0 AS withdrawn,
        1 AS adjusted
    FROM adjustment
),

counted AS (
    SELECT
        submission,
        count(DISTINCT region) AS regions,
        min(region) AS region,
        min(period) AS first_period,
        max(period) AS last_period,
        sum(added) AS added,
        sum(changed) AS changed,
        sum(withdrawn) AS withdrawn,
        sum(adjusted) AS adjusted
    FROM touched
    WHERE ($region = '' OR region = $region) AND ($period = 0 OR period = $period)
    GROUP BY submission
)

SELECT
    submission.id AS submission,
    submission.run,
    submission.kind,
    submission.file,
    submission.sha256,
    submission.actor,
    submission.received_on,
    submission.recorded_at,
    submission.command,
    submission.journal_hash,
    cast(coalesce(counted.regions, 0) AS INTEGER) AS regions,
    counted.region,
    cast(counted.first_period AS INTEGER) AS first_period,
    cast(counted.last_period AS INTEGER) AS last_period,
    cast(coalesce(counted.added, 0) AS INTEGER) AS added,
    cast(coalesce(counted.changed, 0) AS INTEGER) AS changed,
    cast(coalesce(counted.withdrawn, 0) AS INTEGER) AS withdrawn,
    cast(coalesce(counted.adjusted, 0) AS INTEGER) AS adjusted,
    withdrawal.submission AS withdrawn_by
FROM submission
LEFT JOIN counted ON submission.id = counted.submission
LEFT JOIN withdrawal ON submission.id = withdrawal.withdrawn
WHERE counted.submission IS NOT NULL OR ($region = '' AND $period = 0)
ORDER BY submission NULLS LAST
