-- Every value that ever arrived, replaced since or not: who reported when, and who revised. What
-- was taken back, and what a withdrawal brought back, did not arrive.
SELECT
    observation.submission,
    observation.region,
    observation.period,
    observation.indicator,
    observation.basis,
    observation.source,
    observation.value
FROM ledger.observation
INNER JOIN ledger.submission AS submission
    ON
        observation.submission = submission.id
        AND submission.kind NOT IN ('withdrawal', 'restoration')
LEFT JOIN ledger.withdrawal
    ON
        observation.submission = withdrawal.withdrawn
        AND withdrawal.submission <= (SELECT as_of FROM vintage)
WHERE
    observation.submission <= (SELECT as_of FROM vintage)
    AND withdrawal.withdrawn IS NULL
