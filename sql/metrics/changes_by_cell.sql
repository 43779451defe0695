-- title: 两个时点之间的变化
-- about: 从第几次报送时到现在（或 --as-of 的时点），每个数从多少变成多少；数是认定数，含核减和补报。
-- grain: 每个变了的数一行
-- key: region, period, indicator, basis, source
-- param earlier INTEGER: 较早的时点是第几次报送
-- column region VARCHAR: 地区代码
-- column period INTEGER: 期间，如 202211；目标为年度和 00
-- column indicator VARCHAR: 指标代码
-- column basis VARCHAR: ytd 累计，month 本月，stock 期末数；目标为级别
-- column source VARCHAR: county 县区报数，province 省通报，target 目标
-- column before_value DECIMAL(18,6): 原来的数，没有为空
-- column after_value DECIMAL(18,6): 后来的数，没有为空
-- column before_submission INTEGER: 原来的数来自第几次报送
-- column after_submission INTEGER: 后来的数来自第几次报送
WITH touched AS (
    SELECT
        region,
        period,
        indicator,
        basis,
        source
    FROM version
    WHERE submission > $earlier
    UNION
    SELECT
        region,
        period,
        indicator,
        basis,
        source
    FROM adjustment
    WHERE submission > $earlier OR retired_by > $earlier
),

aged AS (
    SELECT
        version.submission,
        version.region,
        version.period,
        version.indicator,
        version.basis,
        version.source,
        version.value,
        row_number() OVER (
            PARTITION BY
                version.region,
                version.period,
                version.indicator,
                version.basis,
                version.source,
                CASE WHEN version.submission > $earlier THEN 1 ELSE 0 END
            ORDER BY version.submission DESC
        ) AS age
    FROM version
    INNER JOIN touched
        ON
            version.region = touched.region
            AND version.period = touched.period
            AND version.indicator = touched.indicator
            AND version.basis = touched.basis
            AND version.source = touched.source
),

amount AS (
    SELECT
        region,
        period,
        indicator,
        basis,
        source,
        sum(
            CASE
                WHEN
                    submission <= $earlier AND (retired_by IS NULL OR retired_by > $earlier)
                    THEN amount
            END
        ) AS before_value,
        sum(CASE WHEN retired_by IS NULL THEN amount END) AS after_value,
        max(greatest(submission, coalesce(retired_by, 0))) AS submission
    FROM adjustment
    GROUP BY region, period, indicator, basis, source
),

compared AS (
    SELECT
        touched.region,
        touched.period,
        touched.indicator,
        touched.basis,
        touched.source,
        older.value + coalesce(amount.before_value, 0) AS before_value,
        CASE
            WHEN newer.submission IS NULL THEN older.value ELSE newer.value
        END + coalesce(amount.after_value, 0) AS after_value,
        CASE WHEN older.value IS NOT NULL THEN older.submission END AS before_submission,
        greatest(
            coalesce(newer.submission, older.submission),
            CASE WHEN amount.submission > $earlier THEN amount.submission ELSE 0 END
        ) AS after_submission
    FROM touched
    LEFT JOIN aged AS older
        ON
            touched.region = older.region
            AND touched.period = older.period
            AND touched.indicator = older.indicator
            AND touched.basis = older.basis
            AND touched.source = older.source
            AND older.age = 1
            AND older.submission <= $earlier
    LEFT JOIN aged AS newer
        ON
            touched.region = newer.region
            AND touched.period = newer.period
            AND touched.indicator = newer.indicator
            AND touched.basis = newer.basis
            AND touched.source = newer.source
            AND newer.age = 1
            AND newer.submission > $earlier
    LEFT JOIN amount
        ON
            touched.region = amount.region
            AND touched.period = amount.period
            AND touched.indicator = amount.indicator
            AND touched.basis = amount.basis
            AND touched.source = amount.source
)

SELECT
    region,
    period,
    indicator,
    basis,
    source,
    cast(before_value AS DECIMAL(18, 6)) AS before_value,
    cast(after_value AS DECIMAL(18, 6)) AS after_value,
    before_submission,
    after_submission
FROM compared
WHERE
    before_value <> after_value
    OR (before_value IS NULL AND after_value IS NOT NULL)
    OR (before_value IS NOT NULL AND after_value IS NULL)
ORDER BY
    region NULLS LAST,
    period DESC NULLS LAST,
    indicator NULLS LAST,
    basis NULLS LAST,
    source NULLS LAST
