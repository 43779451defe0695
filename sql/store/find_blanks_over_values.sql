-- Blank cells of a new file where a value stands, from before or of an earlier day of this run:
-- the value stays, and somebody should say why.
WITH stood AS (
    SELECT
        region,
        period,
        indicator,
        basis,
        source,
        value,
        DATE '0001-01-01' AS since
    FROM ledger.observation
    WHERE retired_by IS NULL AND value IS NOT NULL
    UNION ALL
    SELECT
        region,
        period,
        indicator,
        basis,
        source,
        value,
        received_on AS since
    FROM plan_observation
    WHERE change IN ('added', 'changed')
)

SELECT
    blank.file,
    blank.region,
    blank.period,
    blank.indicator,
    blank.basis,
    blank.raw,
    blank.sheet,
    blank.cell,
    max_by(stood.value, stood.since) AS value
FROM came_blank AS blank
INNER JOIN stood
    ON
        blank.region = stood.region
        AND blank.period = stood.period
        AND blank.indicator = stood.indicator
        AND blank.basis = stood.basis
        AND blank.source = stood.source
        AND blank.received_on > stood.since
WHERE NOT blank.known
GROUP BY
    blank.file,
    blank.region,
    blank.period,
    blank.indicator,
    blank.basis,
    blank.raw,
    blank.sheet,
    blank.cell
ORDER BY blank.file, blank.sheet, blank.cell
