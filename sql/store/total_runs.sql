-- How many values every run brought, and what they add up to: as the store holds them.
WITH brought AS (
    SELECT
        submission,
        indicator,
        basis,
        source,
        value
    FROM ledger.observation
    UNION ALL
    SELECT
        submission,
        indicator,
        level AS basis,
        'target' AS source,
        value
    FROM ledger.target
    UNION ALL
    SELECT
        submission,
        indicator,
        basis,
        'adjustment' AS source,
        amount AS value
    FROM ledger.adjustment
)

SELECT
    submission.run,
    brought.indicator,
    brought.basis,
    brought.source,
    count(*) AS values,
    coalesce(sum(brought.value), 0) AS total
FROM brought
LEFT JOIN ledger.submission AS submission ON brought.submission = submission.id
GROUP BY submission.run, brought.indicator, brought.basis, brought.source
ORDER BY ALL
