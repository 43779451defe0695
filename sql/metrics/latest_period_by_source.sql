-- title: 最新的期间
-- about: 某个来源最新的一期；问到某一期时，说明它有没有数。
-- grain: 有数则一行，没有则没有行
-- key: source
-- param source VARCHAR: county 县区报数，province 省通报
-- param period INTEGER: 只看这一期，0 为任何一期
-- column source VARCHAR: 来源
-- column period INTEGER: 期间，如 202211
SELECT
    source,
    max(period) AS period
FROM observation
WHERE source = $source AND ($period = 0 OR period = $period)
GROUP BY source
ORDER BY source NULLS LAST
