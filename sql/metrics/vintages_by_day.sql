-- title: 某日的时点
-- about: 共有几次报送，某日以后收到的第一次是第几次；--as-of 日期 用它换成第几次报送。先后只看第几次：排在那一次后面的，收到日期再早也不算在内。
-- grain: 一行
-- key: submissions
-- param day DATE: 日期
-- column submissions INTEGER: 最后一次是第几次，没有为 0
-- column passed_over INTEGER: 收到日期不晚于某日、却排在某日以后收到的第一次后面的有几次
-- column first_later INTEGER: 某日以后收到的第一次是第几次，没有为空
-- column first_received_on DATE: 最早收到的日子
-- column last_received_on DATE: 最近收到的日子
WITH marked AS (
    SELECT
        id,
        received_on,
        min(CASE WHEN received_on > $day THEN id END) OVER () AS first_later
    FROM submission
)

SELECT
    cast(coalesce(max(id), 0) AS INTEGER) AS submissions,
    cast(
        count(CASE WHEN received_on <= $day AND id > first_later THEN id END) AS INTEGER
    ) AS passed_over,
    min(first_later) AS first_later,
    min(received_on) AS first_received_on,
    max(received_on) AS last_received_on
FROM marked
ORDER BY submissions NULLS LAST
