-- title: 某日以前的报送
-- about: 某日以前（含当日）收到的各次报送，最近的在前；--as-of 日期 用它换成第几次报送。
-- grain: 每次报送一行
-- key: submission
-- param day DATE: 日期
-- column submission INTEGER: 第几次报送
-- column received_on DATE: 收到日期
SELECT
    id AS submission,
    received_on
FROM submission
WHERE received_on <= $day
ORDER BY submission DESC NULLS LAST
