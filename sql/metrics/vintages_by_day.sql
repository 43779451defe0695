-- title: 某日的时点
-- about: 共有几次报送，某日以后收到的第一次是第几次；--as-of 日期 用它换成第几次报送。
-- grain: 一行
-- key: submissions
-- param day DATE: 日期
-- column submissions INTEGER: 最后一次是第几次，没有为 0
-- column first_later INTEGER: 某日以后收到的第一次是第几次，没有为空
-- column first_received_on DATE: 最早收到的日子
-- column last_received_on DATE: 最近收到的日子
SELECT
    cast(coalesce(max(id), 0) AS INTEGER) AS submissions,
    min(CASE WHEN received_on > $day THEN id END) AS first_later,
    min(received_on) AS first_received_on,
    max(received_on) AS last_received_on
FROM submission
ORDER BY submissions NULLS LAST
