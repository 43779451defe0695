-- What was published, of what was known at the vintage asked for.
SELECT
    period,
    edition,
    run,
    vintage,
    released_on,
    approver,
    actor,
    recorded_at,
    command,
    version,
    documents,
    journal_hash
FROM ledger.release
WHERE vintage <= (SELECT as_of FROM vintage)
