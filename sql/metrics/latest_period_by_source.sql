-- title: 最新的期间
-- about: 某个来源最新的一期；问到某一期时，说明它有没有数。
-- grain: 有数则一行，没有则没有行
-- key: period
-- param source VARCHAR: county 县区报数，province 省通报
-- param period INTEGER: 只看这一期，0 为任何一期
-- column period INTEGER: 期间，如 202211
SELECT period
FROM reported
WHERE source = $source AND ($period = 0 OR period = $period)
-- Sorting down to one row skips every block of earlier periods; a maximum reads them all.
ORDER BY period DESC NULLS LAST
LIMIT 1
