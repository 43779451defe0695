-- Adjustments whose retired_by is not the submission that took theirs back.
SELECT
    made.submission,
    made.region,
    made.period,
    made.indicator,
    made.basis,
    made.source,
    made.retired_by,
    back.submission AS expected
FROM store.ledger.adjustment AS made
LEFT JOIN store.ledger.withdrawal AS back ON made.submission = back.withdrawn
WHERE made.retired_by IS DISTINCT FROM back.submission
ORDER BY made.submission, made.region, made.period, made.indicator, made.basis
LIMIT 1000
