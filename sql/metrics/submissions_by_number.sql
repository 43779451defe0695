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
WITH touching AS (
    -- Which regions, apart from how many values: millions of rows are grouped by names in
    -- half the time when nothing is counted on the way.
    SELECT
        submission,
        region
    FROM version
    WHERE
        ($region = '' OR region = $region)
        AND ($period = 0 OR (period = $period AND source <> 'target'))
    UNION
    SELECT
        submission,
        region
    FROM adjustment
    WHERE ($region = '' OR region = $region) AND ($period = 0 OR period = $period)
),

whose AS (
    SELECT
        submission,
        count(*) AS regions,
        min(region) AS region
    FROM touching
    GROUP BY submission
),

given AS (
    SELECT
        submission,
        min(CASE WHEN source <> 'target' THEN period END) AS first_period,
        max(CASE WHEN source <> 'target' THEN period END) AS last_period,
        count(value) AS present,
        count(*) - count(value) AS withdrawn
    FROM version
    WHERE
        ($region = '' OR region = $region)
        AND ($period = 0 OR (period = $period AND source <> 'target'))
    GROUP BY submission
),

adjusted AS (
    SELECT
        submission,
        min(period) AS first_period,
        max(period) AS last_period,
        count(*) AS adjusted
    FROM adjustment
    WHERE ($region = '' OR region = $region) AND ($period = 0 OR period = $period)
    GROUP BY submission
),

summed AS (
    SELECT
        whose.submission,
        whose.regions,
        whose.region,
        coalesce(given.first_period, adjusted.first_period) AS first_period,
        coalesce(given.last_period, adjusted.last_period) AS last_period,
        coalesce(given.present, 0) AS present,
        coalesce(given.withdrawn, 0) AS withdrawn,
        coalesce(adjusted.adjusted, 0) AS adjusted
    FROM whose
    LEFT JOIN given ON whose.submission = given.submission
    LEFT JOIN adjusted ON whose.submission = adjusted.submission
),

-- The values that a submission took the place of say how many it changed: nothing needs to be set
-- against what came before it. Only a value that stood is ever withdrawn.
replaced AS (
    SELECT
        retired_by AS submission,
        count(*) AS versions
    FROM version
    WHERE
        retired_by IS NOT NULL
        AND value IS NOT NULL
        AND ($region = '' OR region = $region)
        AND ($period = 0 OR (period = $period AND source <> 'target'))
    GROUP BY retired_by
),

counted AS (
    SELECT
        summed.submission,
        summed.regions,
        summed.region,
        summed.first_period,
        summed.last_period,
        summed.withdrawn,
        summed.adjusted,
        coalesce(replaced.versions, 0) - summed.withdrawn AS changed,
        summed.present - (coalesce(replaced.versions, 0) - summed.withdrawn) AS added
    FROM summed
    LEFT JOIN replaced ON summed.submission = replaced.submission
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
