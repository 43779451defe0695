-- Append what a run takes back.
INSERT INTO ledger.withdrawal BY NAME
SELECT
    submission,
    withdrawn,
    reason
FROM incoming_withdrawal
ORDER BY submission
