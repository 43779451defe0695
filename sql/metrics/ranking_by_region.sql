-- title: 各地名次
-- about: 按总量、进度、增速或到位率，在组内排名次，并给出上月的名次。比较的是准确数，不是印出来的数。
-- grain: 每个地区一行
-- key: region
-- param period INTEGER: 期间，如 202211
-- param previous INTEGER: 拿来比名次的上一期，没有或口径不同为 0
-- param indicator VARCHAR: 指标代码
-- param contract VARCHAR: 到位率的分母是哪个指标的累计，没有为空
-- param basis VARCHAR: total 总量，completion 进度，growth 增速，arrival 到位率；口径不同不能排的为空
-- param among VARCHAR: children 下级（县区报数），province 全省各市（通报数）
-- param level_1 VARCHAR: 首选的目标级别
-- param level_2 VARCHAR: 其次的目标级别，没有为空
-- param level_3 VARCHAR: 再次的目标级别，没有为空
-- param level_4 VARCHAR: 最后的目标级别，没有为空
-- rate value_pct %.1: numerator / denominator
-- column region VARCHAR: 地区代码
-- column name VARCHAR: 地区
-- column short VARCHAR: 简称
-- column panel VARCHAR: 组别
-- column ytd DECIMAL(18,6): 累计
-- column numerator DECIMAL(18,6): 分子
-- column denominator DECIMAL(18,6): 分母，总量为1
-- column rank INTEGER: 名次
-- column previous_rank INTEGER: 上一期的名次
WITH amount AS (
    SELECT
        region,
        indicator,
        period,
        -- The 本月 of a January that reported nothing else is its 累计.
        coalesce(max(CASE WHEN basis <> 'month' THEN value END), max(value)) AS ytd
    FROM observation
    WHERE
        period IN ($period, $period - 100, $previous, $previous - 100)
        AND indicator IN ($indicator, $contract)
        AND (basis <> 'month' OR period % 100 = 1)
        AND source = CASE WHEN $among = 'children' THEN 'county' ELSE 'province' END
    GROUP BY region, indicator, period
),

side AS (
    SELECT
        region,
        max(CASE WHEN indicator = $indicator AND period = $period THEN ytd END) AS ytd,
        max(CASE WHEN indicator = $indicator AND period = $period - 100 THEN ytd END)
            AS base_ytd,
        max(CASE WHEN indicator = $contract AND period = $period THEN ytd END) AS contract,
        max(CASE WHEN indicator = $indicator AND period = $previous THEN ytd END)
            AS previous_ytd,
        max(CASE WHEN indicator = $indicator AND period = $previous - 100 THEN ytd END)
            AS previous_base_ytd,
        max(CASE WHEN indicator = $contract AND period = $previous THEN ytd END)
            AS previous_contract
    FROM amount
    GROUP BY region
),

level_of_target AS (
    SELECT
        region,
        value,
        row_number() OVER (
            PARTITION BY region
            ORDER BY
                CASE level
                    WHEN $level_1 THEN 1
                    WHEN $level_2 THEN 2
                    WHEN $level_3 THEN 3
                    ELSE 4
                END,
                submission DESC
        ) AS preference
    FROM target
    WHERE
        $period > year * 100
        AND $period < year * 100 + 100
        AND indicator = $indicator
        AND level IN ($level_1, $level_2, $level_3, $level_4)
),

part AS (
    SELECT
        region.code,
        region.name,
        region.short,
        region.panel,
        region.position,
        side.ytd,
        CASE
            WHEN $basis = 'growth' THEN side.ytd - side.base_ytd
            ELSE side.ytd
        END AS numerator,
        CASE $basis
            WHEN 'total' THEN 1
            WHEN 'completion' THEN level_of_target.value
            WHEN 'growth' THEN side.base_ytd
            WHEN 'arrival' THEN side.contract
        END AS denominator,
        CASE
            WHEN $basis = 'growth' THEN side.previous_ytd - side.previous_base_ytd
            ELSE side.previous_ytd
        END AS previous_numerator,
        CASE $basis
            WHEN 'total' THEN 1
            WHEN 'completion' THEN level_of_target.value
            WHEN 'growth' THEN side.previous_base_ytd
            WHEN 'arrival' THEN side.previous_contract
        END AS previous_denominator
    FROM region
    LEFT JOIN side ON region.code = side.region
    LEFT JOIN level_of_target
        ON region.code = level_of_target.region AND level_of_target.preference = 1
    WHERE
        ($among = 'children' AND region.role = 'child')
        OR ($among = 'province' AND region.role IN ('own', 'peer'))
),

scaled AS (
    SELECT
        code,
        name,
        short,
        panel,
        position,
        ytd,
        numerator,
        denominator,
        cast(cast(numerator AS DECIMAL(32, 6)) * 1000000 AS BIGINT) AS top,
        cast(cast(denominator AS DECIMAL(32, 6)) * 1000000 AS BIGINT) AS bottom,
        cast(cast(previous_numerator AS DECIMAL(32, 6)) * 1000000 AS BIGINT) AS previous_top,
        cast(cast(previous_denominator AS DECIMAL(32, 6)) * 1000000 AS BIGINT) AS previous_bottom
    FROM part
),

-- Integers below 2^53: equal ratios give equal doubles, and a tie stays a tie.
compared AS (
    SELECT
        code,
        name,
        short,
        panel,
        position,
        ytd,
        numerator,
        denominator,
        CASE
            WHEN bottom > 0 THEN cast(top AS DOUBLE) / nullif(cast(bottom AS DOUBLE), 0)
        END AS ratio,
        CASE
            WHEN previous_bottom > 0
                THEN cast(previous_top AS DOUBLE) / nullif(cast(previous_bottom AS DOUBLE), 0)
        END AS previous_ratio
    FROM scaled
),

ranked AS (
    SELECT
        code,
        name,
        short,
        panel,
        position,
        ytd,
        numerator,
        denominator,
        ratio,
        previous_ratio,
        rank() OVER (PARTITION BY panel ORDER BY ratio DESC NULLS LAST) AS place,
        rank() OVER (PARTITION BY panel ORDER BY previous_ratio DESC NULLS LAST) AS previous_place
    FROM compared
)

SELECT
    code AS region,
    name,
    short,
    panel,
    cast(ytd AS DECIMAL(18, 6)) AS ytd,
    cast(numerator AS DECIMAL(18, 6)) AS numerator,
    cast(denominator AS DECIMAL(18, 6)) AS denominator,
    cast(CASE WHEN ratio IS NOT NULL THEN place END AS INTEGER) AS rank,
    cast(CASE WHEN previous_ratio IS NOT NULL THEN previous_place END AS INTEGER) AS previous_rank
FROM ranked
ORDER BY position NULLS LAST, code NULLS LAST
