-- title: 隔离的格子
-- about: 读不了或放不下的格子，还没有被后来的报送补上的。
-- grain: 一个格子一行，先收的在前
-- key: submission, sheet, cell, code
-- column submission INTEGER: 第几次报送
-- column file VARCHAR: 文件
-- column received_on DATE: 收到日期
-- column code VARCHAR: 代码
-- column message VARCHAR: 问题
-- column hint VARCHAR: 办法
-- column sheet VARCHAR: 工作表
-- column cell VARCHAR: 单元格
-- column raw VARCHAR: 原文
-- column region VARCHAR: 地区代码，看不出时为空
-- column period INTEGER: 期间，看不出时为空
-- column indicator VARCHAR: 指标代码，看不出时为空
-- column basis VARCHAR: 累计或本月，看不出时为空
SELECT
    finding.submission,
    submission.file,
    submission.received_on,
    finding.code,
    finding.message,
    finding.hint,
    finding.sheet,
    finding.cell,
    finding.raw,
    finding.region,
    finding.period,
    finding.indicator,
    finding.basis
FROM finding
INNER JOIN submission ON finding.submission = submission.id
WHERE
    finding.severity = 'error'
    -- A file sent again under its own name says everything it has to say anew.
    AND NOT EXISTS (
        SELECT 1
        FROM submission AS again
        WHERE
            again.file = submission.file
            AND again.id > finding.submission
            AND again.kind NOT IN ('withdrawal', 'restoration')
    )
    -- What was taken back waits for nothing.
    AND NOT EXISTS (
        SELECT 1
        FROM withdrawal
        WHERE withdrawal.withdrawn = finding.submission
    )
    -- Under another name, it is the value that mends the cell.
    AND NOT EXISTS (
        SELECT 1
        FROM observation
        WHERE
            observation.region = finding.region
            AND observation.period = finding.period
            AND observation.indicator = finding.indicator
            AND observation.basis = finding.basis
            AND observation.submission > finding.submission
    )
ORDER BY
    finding.submission NULLS LAST,
    finding.sheet NULLS LAST,
    finding.cell NULLS LAST,
    finding.code NULLS LAST
