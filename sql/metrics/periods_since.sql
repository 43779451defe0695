-- title: 受影响的期间
-- about: 某次报送之后来的数动了哪些期间；改了年度目标的，算那一年最近的一期。
-- grain: 每个来源每个期间一行，最近的在前
-- key: period, source
-- param after INTEGER: 这次报送之后
-- column period INTEGER: 期间，如 202211
-- column source VARCHAR: county 县区报数，province 省通报
SELECT
    period,
    source
FROM arrival
WHERE submission > $after
UNION
SELECT
    max(arrival.period) AS period,
    arrival.source
FROM target
INNER JOIN arrival
    ON
        arrival.period > target.year * 100
        AND arrival.period < target.year * 100 + 100
WHERE target.submission > $after
GROUP BY target.year, arrival.source
ORDER BY period DESC NULLS LAST, source NULLS LAST
