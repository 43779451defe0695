-- Every submission that was taken back, up to the vintage asked for.
SELECT
    submission,
    withdrawn,
    reason
FROM ledger.withdrawal
WHERE submission <= (SELECT as_of FROM vintage)
