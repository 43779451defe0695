-- Tell which files of a run the ledger had taken in, or an earlier file of the run is the same as;
-- and which are the very same arrival. One that was taken back may come again.
CREATE OR REPLACE TEMP TABLE arrival AS
WITH taken AS (
    SELECT
        submission.sha256,
        submission.received_on
    FROM ledger.submission AS submission
    SEMI JOIN came_file USING (sha256)
    ANTI JOIN ledger.withdrawal AS back ON submission.id = back.withdrawn
    WHERE submission.kind NOT IN ('withdrawal', 'restoration', 'adjustment')
)

SELECT
    came.number,
    came.place,
    came.received_on,
    came.dated,
    came.sha256 IN (SELECT taken.sha256 FROM taken)
    OR row_number() OVER (PARTITION BY came.sha256 ORDER BY came.place) > 1 AS known,
    came.dated
    AND (came.sha256, came.received_on) IN (
        SELECT (taken.sha256, taken.received_on) FROM taken
    ) AS skipped
FROM came_file AS came
