-- Every value that ever arrived, replaced since or not: who reported when, and who revised.
SELECT
    submission,
    region,
    period,
    indicator,
    basis,
    source,
    value
FROM ledger.observation
WHERE submission <= (SELECT as_of FROM vintage)
