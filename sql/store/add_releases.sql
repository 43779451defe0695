-- Append what a run publishes.
INSERT INTO ledger.release BY NAME
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
    documents
FROM incoming_release
