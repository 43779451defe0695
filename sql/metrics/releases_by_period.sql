-- title: 各期发布
-- about: 哪些期间发布过，用的是第几次报送时的数，谁定的，附了哪些文件。
-- grain: 每个期间每次发布一行
-- key: period, edition
-- column period INTEGER: 期间，如 202211
-- column edition INTEGER: 这一期的第几次发布
-- column run INTEGER: 第几批
-- column vintage INTEGER: 用到第几次报送
-- column released_on DATE: 发布日期
-- column approver VARCHAR: 谁定的
-- column actor VARCHAR: 谁操作的
-- column recorded_at VARCHAR: 记录时间
-- column command VARCHAR: 命令
-- column version VARCHAR: zs 的版本
-- column documents VARCHAR: 各文件的 SHA-256，JSON
-- column journal_hash VARCHAR: 流水哈希
SELECT
    period,
    edition,
    run,
    vintage,
    released_on,
    approver,
    actor,
    recorded_at,
    command,
    version,
    documents,
    journal_hash
FROM release
ORDER BY period NULLS LAST, edition NULLS LAST
