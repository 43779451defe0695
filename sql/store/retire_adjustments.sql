-- An adjustment stands until the submission that made it is withdrawn.
UPDATE ledger.adjustment AS standing
SET retired_by = back.submission
FROM ledger.withdrawal AS back
WHERE
    standing.submission = back.withdrawn
    AND standing.retired_by IS DISTINCT FROM back.submission
