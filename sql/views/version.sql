-- Every version of every value and target up to the vintage asked for, with the submission that
-- replaced it by then; no value where it was taken back. A target's period is its year with no
-- month, its basis the level, its source 'target'.
SELECT
    submission,
    region,
    period,
    indicator,
    basis,
    source,
    value,
    raw,
    sheet,
    cell,
    CASE WHEN retired_by <= (SELECT as_of FROM vintage) THEN retired_by END AS retired_by
FROM ledger.observation
WHERE submission <= (SELECT as_of FROM vintage)
UNION ALL
SELECT
    submission,
    region,
    year * 100 AS period,
    indicator,
    level AS basis,
    'target' AS source, -- noqa: RF04
    value,
    raw,
    sheet,
    cell,
    CASE WHEN retired_by <= (SELECT as_of FROM vintage) THEN retired_by END AS retired_by
FROM ledger.target
WHERE submission <= (SELECT as_of FROM vintage)
