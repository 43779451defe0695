-- title: 某日以后的报送
-- about: 某日以后才收到的各次报送，最早的在前；--as-of 日期 只用到其中第一次之前。
-- grain: 每次报送一行
-- key: submission
-- param day DATE: 日期
-- column submission INTEGER: 第几次报送
-- column received_on DATE: 收到日期
SELECT
    id AS submission,
    received_on
FROM submission
WHERE received_on > $day
ORDER BY submission NULLS LAST
