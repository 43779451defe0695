-- title: 有数的期间
-- about: 台账里有哪些期间的数，县区报的和省里通报的分开。
-- grain: 每个来源每个期间一行，最近的在前
-- key: source, period
-- column source VARCHAR: county 县区报数，province 省通报
-- column period INTEGER: 期间，如 202211
SELECT DISTINCT
    source,
    period
FROM reported
ORDER BY source NULLS LAST, period DESC NULLS LAST
