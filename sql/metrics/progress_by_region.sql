-- title: 各地进度
-- about: 本期累计、本月、上年同期、年度目标和合同额的准确数，以及各合计由几个县区组成。
-- grain: 每个指标每个地区一行；本级一行是计入合计的下级之和
-- key: indicator, region
-- param period INTEGER: 期间，如 202211
-- param indicator VARCHAR: 只要这个指标，空为全部
-- param among VARCHAR: children 本级和下级（县区报数），province 全省各市（通报数）
-- param level_1 VARCHAR: 首选的目标级别
-- param level_2 VARCHAR: 其次的目标级别，没有为空
-- param level_3 VARCHAR: 再次的目标级别，没有为空
-- param level_4 VARCHAR: 最后的目标级别，没有为空
-- rate yoy_pct %.1: ytd - base_ytd / base_ytd
-- rate completion_pct %.1: ytd / annual_target
-- rate arrival_rate_pct %.1: ytd / contract
-- column region VARCHAR: 地区代码
-- column name VARCHAR: 地区
-- column short VARCHAR: 简称
-- column panel VARCHAR: 组别
-- column role VARCHAR: own 本级，child 下级，peer 同级，province 全省
-- column counted BOOLEAN: 是否计入合计
-- column indicator VARCHAR: 指标代码
-- column ytd DECIMAL(18,6): 累计
-- column this_month DECIMAL(18,6): 本月，报了的用报数，没报的用两个累计相减
-- column before_ytd DECIMAL(18,6): 同年上月累计
-- column base_ytd DECIMAL(18,6): 上年同期累计
-- column annual_target DECIMAL(18,6): 年度目标
-- column target_level VARCHAR: 目标级别，合计用下级目标之和时为空
-- column contract DECIMAL(18,6): 合同额累计
-- column members INTEGER: 应有几个
-- column reported INTEGER: 有累计的几个
-- column months INTEGER: 其中有本月的几个
-- column bases INTEGER: 其中有上年同期的几个
-- column contracts INTEGER: 其中有合同额的几个
-- column month_comparable BOOLEAN: 与上月口径相同
-- column base_comparable BOOLEAN: 与上年同期口径相同
-- column target_comparable BOOLEAN: 与年度目标口径相同
WITH below AS (
    SELECT count(*) AS members
    FROM region
    WHERE role = 'child'
),

-- A region with nothing below it reports for itself.
place AS (
    SELECT
        code,
        name,
        short,
        panel,
        role,
        position,
        counts_in_total
    FROM region
    WHERE
        ($among = 'children' AND role = 'child')
        OR ($among = 'children' AND role = 'own' AND (SELECT members FROM below) = 0)
        OR ($among = 'province' AND role IN ('own', 'peer', 'province'))
),

-- Values are comparable when no change of caliber lies between their periods. A target has the
-- caliber of its year's end.
measure AS (
    SELECT
        indicator.code,
        indicator.contract,
        indicator.position,
        count(CASE WHEN caliber.since = $period THEN 1 END) = 0 AS month_comparable,
        count(CASE WHEN caliber.since > $period - 100 AND caliber.since <= $period THEN 1 END)
        = 0 AS base_comparable,
        count(
            CASE
                WHEN caliber.since > $period AND caliber.since <= $period - $period % 100 + 12
                    THEN 1
            END
        ) = 0 AS target_comparable
    FROM indicator
    LEFT JOIN caliber ON indicator.code = caliber.indicator
    WHERE $indicator = '' OR indicator.code = $indicator
    GROUP BY indicator.code, indicator.contract, indicator.position
),

-- The 本月 of a January that reported nothing else is its 累计.
amount AS (
    SELECT
        region,
        indicator,
        coalesce(
            max(CASE WHEN period = $period AND basis <> 'month' THEN value END),
            max(CASE WHEN period = $period AND $period % 100 = 1 THEN value END)
        ) AS ytd,
        max(CASE WHEN period = $period AND basis = 'month' THEN value END) AS month_reported,
        coalesce(
            max(CASE WHEN period = $period - 1 AND basis <> 'month' THEN value END),
            max(CASE WHEN period = $period - 1 AND $period % 100 = 2 THEN value END)
        ) AS before_ytd,
        coalesce(
            max(CASE WHEN period = $period - 100 AND basis <> 'month' THEN value END),
            max(CASE WHEN period = $period - 100 AND $period % 100 = 1 THEN value END)
        ) AS base_ytd
    FROM observation
    WHERE
        period IN ($period, $period - 1, $period - 100)
        AND source = CASE WHEN $among = 'children' THEN 'county' ELSE 'province' END
        AND indicator IN (
            SELECT code FROM measure
            UNION
            SELECT contract FROM measure
        )
    GROUP BY region, indicator
),

level_of_target AS (
    SELECT
        region,
        indicator,
        level,
        value,
        row_number() OVER (
            PARTITION BY region, indicator
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
        AND level IN ($level_1, $level_2, $level_3, $level_4)
),

one AS (
    SELECT
        place.code AS region,
        place.name,
        place.short,
        place.panel,
        place.role,
        place.position AS region_position,
        place.counts_in_total AS counted,
        measure.code AS indicator,
        measure.position AS indicator_position,
        measure.month_comparable,
        measure.base_comparable,
        measure.target_comparable,
        amount.ytd,
        amount.before_ytd,
        amount.base_ytd,
        level_of_target.value AS annual_target,
        level_of_target.level AS target_level,
        agreed.ytd AS contract,
        CASE
            WHEN amount.month_reported IS NOT NULL THEN amount.month_reported
            WHEN $period % 100 = 1 THEN amount.ytd
            WHEN measure.month_comparable THEN amount.ytd - amount.before_ytd
        END AS this_month
    FROM place
    CROSS JOIN measure
    LEFT JOIN amount ON place.code = amount.region AND measure.code = amount.indicator
    LEFT JOIN amount AS agreed
        ON place.code = agreed.region AND measure.contract = agreed.indicator
    LEFT JOIN level_of_target
        ON
            place.code = level_of_target.region
            AND measure.code = level_of_target.indicator
            AND level_of_target.preference = 1
),

-- Every part of a total is summed over the children that have a 累计, so that a numerator and its
-- denominator cover the same children.
total AS (
    SELECT
        indicator,
        sum(ytd) AS ytd,
        sum(CASE WHEN ytd IS NOT NULL THEN this_month END) AS this_month,
        sum(CASE WHEN ytd IS NOT NULL THEN before_ytd END) AS before_ytd,
        sum(CASE WHEN ytd IS NOT NULL THEN base_ytd END) AS base_ytd,
        CASE
            WHEN count(annual_target) = count(*) THEN sum(annual_target)
        END AS annual_target,
        sum(CASE WHEN ytd IS NOT NULL THEN contract END) AS contract,
        count(*) AS members,
        count(ytd) AS reported,
        count(CASE WHEN ytd IS NOT NULL THEN this_month END) AS months,
        count(CASE WHEN ytd IS NOT NULL THEN base_ytd END) AS bases,
        count(CASE WHEN ytd IS NOT NULL THEN contract END) AS contracts
    FROM one
    WHERE $among = 'children' AND counted
    GROUP BY indicator
),

answer AS (
    SELECT
        own.code AS region,
        own.name,
        own.short,
        own.panel,
        own.role,
        0 AS region_position,
        own.counts_in_total AS counted,
        measure.code AS indicator,
        measure.position AS indicator_position,
        total.ytd,
        total.this_month,
        total.before_ytd,
        total.base_ytd,
        coalesce(level_of_target.value, total.annual_target) AS annual_target,
        level_of_target.level AS target_level,
        total.contract,
        total.members,
        total.reported,
        total.months,
        total.bases,
        total.contracts,
        measure.month_comparable,
        measure.base_comparable,
        measure.target_comparable
    FROM total
    INNER JOIN measure ON total.indicator = measure.code
    INNER JOIN region AS own ON own.role = 'own'
    LEFT JOIN level_of_target
        ON
            own.code = level_of_target.region
            AND measure.code = level_of_target.indicator
            AND level_of_target.preference = 1
    UNION ALL
    SELECT
        region,
        name,
        short,
        panel,
        role,
        region_position + 1 AS region_position,
        counted,
        indicator,
        indicator_position,
        ytd,
        this_month,
        before_ytd,
        base_ytd,
        annual_target,
        target_level,
        contract,
        1 AS members,
        CASE WHEN ytd IS NOT NULL THEN 1 ELSE 0 END AS reported,
        CASE WHEN this_month IS NOT NULL THEN 1 ELSE 0 END AS months,
        CASE WHEN base_ytd IS NOT NULL THEN 1 ELSE 0 END AS bases,
        CASE WHEN contract IS NOT NULL THEN 1 ELSE 0 END AS contracts,
        month_comparable,
        base_comparable,
        target_comparable
    FROM one
    WHERE role <> 'own' OR $among = 'province'
)

SELECT
    region,
    name,
    short,
    panel,
    role,
    counted,
    indicator,
    cast(ytd AS DECIMAL(18, 6)) AS ytd,
    cast(this_month AS DECIMAL(18, 6)) AS this_month,
    cast(before_ytd AS DECIMAL(18, 6)) AS before_ytd,
    cast(base_ytd AS DECIMAL(18, 6)) AS base_ytd,
    cast(annual_target AS DECIMAL(18, 6)) AS annual_target,
    target_level,
    cast(contract AS DECIMAL(18, 6)) AS contract,
    cast(members AS INTEGER) AS members,
    cast(reported AS INTEGER) AS reported,
    cast(months AS INTEGER) AS months,
    cast(bases AS INTEGER) AS bases,
    cast(contracts AS INTEGER) AS contracts,
    month_comparable,
    base_comparable,
    target_comparable
FROM answer
ORDER BY
    indicator_position NULLS LAST,
    indicator NULLS LAST,
    region_position NULLS LAST,
    region NULLS LAST
