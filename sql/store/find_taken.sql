-- The files that were taken in and stand: one that was taken back may come again.
SELECT
    submission.sha256,
    submission.received_on
FROM ledger.submission AS submission
ANTI JOIN ledger.withdrawal AS back ON submission.id = back.withdrawn
WHERE submission.kind NOT IN ('withdrawal', 'restoration', 'adjustment')
