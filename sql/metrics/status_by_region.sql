-- title: 报送情况
-- about: 每个下级地区这一期报了没有、报了几次、改没改过、有几个问题；没有下级的是本级自己。
-- grain: 每个下级地区一行
-- key: region
-- param period INTEGER: 期间，如 202211
-- column region VARCHAR: 地区代码
-- column name VARCHAR: 地区
-- column short VARCHAR: 简称
-- column panel VARCHAR: 组别
-- column first_received_on DATE: 第一次收到的日子
-- column last_received_on DATE: 最近一次收到的日子
-- column submissions INTEGER: 报送次数
-- column findings INTEGER: 还没有由后来的报送了结的问题个数
-- column known BOOLEAN: 现有这一期的数
-- column revised BOOLEAN: 有数改过
WITH below AS (
    SELECT count(*) AS members
    FROM region
    WHERE role = 'child'
),

came AS (
    SELECT
        region,
        submission,
        indicator,
        basis
    FROM arrival
    WHERE period = $period AND source = 'county'
),

cell AS (
    SELECT
        region,
        indicator,
        basis,
        count(*) AS versions
    FROM came
    GROUP BY region, indicator, basis
),

revision AS (
    SELECT
        region,
        max(versions) AS versions
    FROM cell
    GROUP BY region
),

receipt AS (
    SELECT
        came.region,
        count(DISTINCT came.submission) AS submissions,
        min(submission.received_on) AS first_received_on,
        max(submission.received_on) AS last_received_on
    FROM came
    INNER JOIN submission ON came.submission = submission.id
    GROUP BY came.region
),

present AS (
    SELECT
        region,
        count(*) AS cells
    FROM observation
    WHERE period = $period AND source = 'county'
    GROUP BY region
),

-- Few of the files that brought the period have a finding about the whole file. Only for those does
-- it matter what else they brought: to look it up for all would read the whole history.
unplaced AS (
    SELECT finding.submission
    FROM finding
    INNER JOIN came ON finding.submission = came.submission
    WHERE finding.region IS NULL OR finding.period IS NULL
    GROUP BY finding.submission
),

-- A finding about a whole file is about its region where it speaks of one region and period only.
sole AS (
    SELECT
        submission,
        min(region) AS region
    FROM arrival
    WHERE
        source = 'county'
        AND submission IN (SELECT submission FROM unplaced)
    GROUP BY submission
    HAVING
        count(DISTINCT region) = 1
        AND min(period) = $period
        AND max(period) = $period
),

-- A finding about one cell is settled once a later file brought that cell; one about a whole file,
-- once a later file brought anything.
trouble AS (
    SELECT
        coalesce(finding.region, sole.region) AS region,
        count(*) AS findings
    FROM finding
    LEFT JOIN sole ON finding.submission = sole.submission
    WHERE
        (finding.period = $period OR (finding.period IS NULL AND sole.region IS NOT NULL))
        AND NOT EXISTS (
            SELECT 1
            FROM came
            WHERE
                came.region = coalesce(finding.region, sole.region)
                AND came.submission > finding.submission
                AND (finding.indicator IS NULL OR came.indicator = finding.indicator)
                AND (finding.basis IS NULL OR came.basis = finding.basis)
        )
    GROUP BY coalesce(finding.region, sole.region)
)

SELECT
    region.code AS region,
    region.name,
    region.short,
    region.panel,
    receipt.first_received_on,
    receipt.last_received_on,
    cast(coalesce(receipt.submissions, 0) AS INTEGER) AS submissions,
    cast(coalesce(trouble.findings, 0) AS INTEGER) AS findings,
    coalesce(present.cells, 0) > 0 AS known,
    coalesce(revision.versions, 0) > 1 AS revised
FROM region
LEFT JOIN present ON region.code = present.region
LEFT JOIN revision ON region.code = revision.region
LEFT JOIN receipt ON region.code = receipt.region
LEFT JOIN trouble ON region.code = trouble.region
-- A region with nothing below it reports for itself.
WHERE region.role = 'child' OR (region.role = 'own' AND (SELECT members FROM below) = 0)
ORDER BY region.position NULLS LAST, region.code NULLS LAST
