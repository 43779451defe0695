-- Set every staged value against the one that stands: added, changed or unchanged.
SELECT
    staged.file,
    staged.region,
    staged.period,
    staged.indicator,
    staged.basis,
    staged.source,
    staged.value,
    staged.raw,
    staged.sheet,
    staged.cell,
    standing.value AS previous,
    standing.submission AS previous_submission,
    CASE
        WHEN standing.region IS NULL OR standing.value IS NULL THEN 'added'
        WHEN standing.value = staged.value THEN 'unchanged'
        ELSE 'changed'
    END AS change
FROM staged_observation AS staged
LEFT JOIN ledger.observation AS standing
    ON
        standing.region = staged.region
        AND standing.period = staged.period
        AND standing.indicator = staged.indicator
        AND standing.basis = staged.basis
        AND standing.source = staged.source
        AND standing.retired_by IS NULL
