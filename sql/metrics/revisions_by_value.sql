-- title: 改报
-- about: 报过不止一次、数有变化的累计和期末数：第一次报多少，以后各次报多少。撤回的不算。
-- grain: 每个数每次报送一行
-- key: indicator, region, period, edition
-- param indicator VARCHAR: 只要这个指标，空为全部
-- param region VARCHAR: 只要这个地区，空为全部
-- column indicator VARCHAR: 指标代码
-- column region VARCHAR: 地区代码
-- column period INTEGER: 期间，如 202211
-- column edition INTEGER: 第几个数，第一次报的是 1
-- column submission INTEGER: 第几次报送
-- column received_on DATE: 收到日期
-- column value DECIMAL(18,6): 报的数
WITH replaced AS (
    -- What was never replaced was never revised: only the others are numbered.
    SELECT DISTINCT
        indicator,
        region,
        period
    FROM version
    WHERE
        retired_by IS NOT NULL
        AND source = 'county'
        AND basis <> 'month'
        AND ($indicator = '' OR indicator = $indicator)
        AND ($region = '' OR region = $region)
),

came AS (
    SELECT
        arrival.indicator,
        arrival.region,
        arrival.period,
        arrival.submission,
        arrival.value,
        row_number() OVER (
            PARTITION BY arrival.indicator, arrival.region, arrival.period
            ORDER BY arrival.submission
        ) AS edition,
        count(*) OVER (
            PARTITION BY arrival.indicator, arrival.region, arrival.period
        ) AS versions
    FROM arrival
    INNER JOIN replaced
        ON
            arrival.period = replaced.period
            AND arrival.region = replaced.region
            AND arrival.indicator = replaced.indicator
    WHERE
        arrival.source = 'county'
        AND arrival.basis <> 'month'
        AND arrival.value IS NOT NULL
)

SELECT
    came.indicator,
    came.region,
    came.period,
    cast(came.edition AS INTEGER) AS edition,
    came.submission,
    submission.received_on,
    came.value
FROM came
INNER JOIN submission ON came.submission = submission.id
WHERE came.versions > 1
ORDER BY
    came.indicator NULLS LAST,
    came.region NULLS LAST,
    came.period NULLS LAST,
    edition NULLS LAST
