-- title: 核减和补报
-- about: 一个期间的数里有哪些核减、补报和更正还算数：多少，依据什么文件，谁批准的。
-- grain: 每个数每次调整一行
-- key: region, indicator, basis, submission
-- param period INTEGER: 期间，如 202211
-- column region VARCHAR: 地区代码
-- column indicator VARCHAR: 指标代码
-- column basis VARCHAR: ytd 累计，month 本月，stock 期末数
-- column submission INTEGER: 记为第几次
-- column amount DECIMAL(18,6): 调整的数
-- column decided_for INTEGER: 从哪一期起
-- column kind VARCHAR: 核减、补报、更正
-- column reason VARCHAR: 原因
-- column document VARCHAR: 文号
-- column approver VARCHAR: 谁批准的
-- column actor VARCHAR: 谁记的
-- column recorded_at VARCHAR: 记录时间
SELECT
    adjustment.region,
    adjustment.indicator,
    adjustment.basis,
    adjustment.submission,
    adjustment.amount,
    adjustment.decided_for,
    adjustment.kind,
    adjustment.reason,
    adjustment.document,
    adjustment.approver,
    submission.actor,
    submission.recorded_at
FROM adjustment
INNER JOIN submission ON adjustment.submission = submission.id
WHERE adjustment.period = $period AND adjustment.retired_by IS NULL
ORDER BY
    adjustment.region NULLS LAST,
    adjustment.indicator NULLS LAST,
    adjustment.basis NULLS LAST,
    adjustment.submission NULLS LAST
