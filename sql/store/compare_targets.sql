-- Set every staged value against the one that stands: added, changed or unchanged.
SELECT
    staged.file,
    staged.region,
    staged.year,
    staged.indicator,
    staged.level,
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
FROM staged_target AS staged
LEFT JOIN ledger.target AS standing
    ON
        standing.region = staged.region
        AND standing.year = staged.year
        AND standing.indicator = staged.indicator
        AND standing.level = staged.level
        AND standing.retired_by IS NULL
