-- Every value that was known and not yet replaced at the vintage asked for, as confirmed (认定数):
-- the reported value and the adjustments that stood.
WITH adjusted AS (
    SELECT
        region,
        period,
        indicator,
        basis,
        source,
        sum(amount) AS amount
    FROM ledger.adjustment
    WHERE
        submission <= (SELECT as_of FROM vintage)
        AND (retired_by IS NULL OR retired_by > (SELECT as_of FROM vintage))
    GROUP BY region, period, indicator, basis, source
)

SELECT
    reported.submission,
    reported.region,
    reported.period,
    reported.indicator,
    reported.basis,
    reported.source,
    cast(reported.value + coalesce(adjusted.amount, 0) AS DECIMAL(18, 6)) AS value, -- noqa: RF04
    reported.raw,
    reported.sheet,
    reported.cell
FROM ledger.observation AS reported
LEFT JOIN adjusted
    ON
        reported.region = adjusted.region
        AND reported.period = adjusted.period
        AND reported.indicator = adjusted.indicator
        AND reported.basis = adjusted.basis
        AND reported.source = adjusted.source
WHERE
    reported.submission <= (SELECT as_of FROM vintage)
    AND (reported.retired_by IS NULL OR reported.retired_by > (SELECT as_of FROM vintage))
    AND reported.value IS NOT NULL
