-- Every arrival of a file up to the vintage asked for.
SELECT
    id,
    run,
    kind,
    file,
    sha256,
    bytes,
    encoding,
    layout,
    signatures,
    actor,
    received_on,
    recorded_at,
    command,
    journal_hash
FROM ledger.submission
WHERE id <= (SELECT as_of FROM vintage)
