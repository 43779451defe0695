-- Append the arrivals of a run.
INSERT INTO ledger.submission BY NAME
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
    cast(received_on AS DATE) AS received_on,
    recorded_at,
    command
FROM incoming_submission
ORDER BY id
