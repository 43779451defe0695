-- title: 各地名次
-- about: 按总量、进度、增速或到位率，在组内排名次，并给出上月的名次。比较的是准确数，不是印出来的数。
-- grain: 每个地区一行
-- key: region
-- param period INTEGER: 期间，如 202211
-- param indicator VARCHAR: 指标代码
-- param basis VARCHAR: total 总量，completion 进度，growth 增速，arrival 到位率
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
-- column comparable BOOLEAN: 分子分母口径相同
-- column rank INTEGER: 名次
-- column previous_rank INTEGER: 同年上月的名次，口径有变的没有
WITH place AS (
    SELECT
        code,
        name,
        short,
        panel,
        position
    FROM region
    WHERE
        ($among = 'children' AND role = 'child')
        OR ($among = 'province' AND role IN ('own', 'peer'))
),

-- Ranks restart with the year, and no rank is set against one of another caliber.
moment AS (
    SELECT $period AS ending
    UNION ALL
    SELECT $period - 1 AS ending
    WHERE
        $period % 100 > 1
        AND NOT EXISTS (
            SELECT 1
            FROM caliber
            WHERE caliber.indicator = $indicator AND caliber.since = $period
        )
),

-- Growth needs one caliber over the year behind, completion over the rest of the year: a target
-- has the caliber of its year's end.
comparison AS (
    SELECT
        moment.ending AS period,
        count(caliber.since) = 0 AS comparable
    FROM moment
    LEFT JOIN caliber
        ON
            caliber.indicator = $indicator
            AND (
                (
                    $basis = 'growth'
                    AND caliber.since > moment.ending - 100
                    AND moment.ending >= caliber.since
                )
                OR (
                    $basis = 'completion'
                    AND moment.ending < caliber.since
                    AND caliber.since <= moment.ending - moment.ending % 100 + 12
                )
            )
    GROUP BY moment.ending
),

amount AS (
    SELECT
        moment.ending AS period,
        observation.region,
        max(
            CASE
                WHEN
                    observation.indicator = $indicator AND observation.period = moment.ending
                    THEN observation.value
            END
        ) AS ytd,
        max(
            CASE
                WHEN
                    observation.indicator = $indicator AND observation.period = moment.ending - 100
                    THEN observation.value
            END
        ) AS base_ytd,
        max(
            CASE
                WHEN
                    observation.indicator = indicator.contract
                    AND observation.period = moment.ending
                    THEN observation.value
            END
        ) AS contract
    FROM moment
    INNER JOIN observation
        ON moment.ending = observation.period OR observation.period = moment.ending - 100
    INNER JOIN indicator ON indicator.code = $indicator
    WHERE
        observation.period IN ($period, $period - 1, $period - 100, $period - 101)
        AND observation.indicator IN ($indicator, indicator.contract)
        AND observation.basis <> 'month'
        AND observation.source = CASE WHEN $among = 'children' THEN 'county' ELSE 'province' END
    GROUP BY moment.ending, observation.region
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
        comparison.period,
        comparison.comparable,
        place.code,
        place.panel,
        amount.ytd,
        CASE
            WHEN $basis = 'growth' THEN amount.ytd - amount.base_ytd
            ELSE amount.ytd
        END AS numerator,
        CASE
            WHEN $basis = 'total' THEN 1
            WHEN $basis = 'completion' THEN level_of_target.value
            WHEN $basis = 'growth' THEN amount.base_ytd
            WHEN $basis = 'arrival' THEN amount.contract
        END AS denominator
    FROM place
    CROSS JOIN comparison
    LEFT JOIN amount ON place.code = amount.region AND comparison.period = amount.period
    LEFT JOIN level_of_target
        ON place.code = level_of_target.region AND level_of_target.preference = 1
),

-- Scaled to integers below 2^53, so that equal ratios give equal doubles and a tie stays a tie.
compared AS (
    SELECT
        period,
        comparable,
        code,
        panel,
        ytd,
        numerator,
        denominator,
        CASE
            WHEN comparable AND denominator > 0
                THEN
                    cast(
                        cast(cast(numerator AS DECIMAL(32, 6)) * 1000000 AS BIGINT) AS DOUBLE
                    )
                    / nullif(
                        cast(
                            cast(cast(denominator AS DECIMAL(32, 6)) * 1000000 AS BIGINT) AS DOUBLE
                        ),
                        0
                    )
        END AS ratio
    FROM part
),

ranked AS (
    SELECT
        period,
        comparable,
        code,
        ytd,
        numerator,
        denominator,
        CASE
            WHEN ratio IS NOT NULL
                THEN rank() OVER (PARTITION BY period, panel ORDER BY ratio DESC NULLS LAST)
        END AS rank
    FROM compared
)

SELECT
    place.code AS region,
    place.name,
    place.short,
    place.panel,
    cast(present.ytd AS DECIMAL(18, 6)) AS ytd,
    cast(present.numerator AS DECIMAL(18, 6)) AS numerator,
    cast(present.denominator AS DECIMAL(18, 6)) AS denominator,
    present.comparable,
    cast(present.rank AS INTEGER) AS rank,
    cast(previous.rank AS INTEGER) AS previous_rank
FROM place
INNER JOIN ranked AS present ON place.code = present.code AND present.period = $period
LEFT JOIN ranked AS previous ON place.code = previous.code AND previous.period = $period - 1
ORDER BY place.position NULLS LAST, place.code NULLS LAST
