-- Every adjustment up to the vintage asked for, with the submission that took it back by then.
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
    approver,
    CASE WHEN retired_by <= (SELECT as_of FROM vintage) THEN retired_by END AS retired_by
FROM ledger.adjustment
WHERE submission <= (SELECT as_of FROM vintage)
