-- Append what a run adjusts.
INSERT INTO ledger.adjustment BY NAME
SELECT
    submission,
    region,
    period,
    indicator,
    basis,
    source,
    amount,
    decided_for,
    kind,
    reason,
    document,
    approver
FROM incoming_adjustment
ORDER BY submission, period, basis
