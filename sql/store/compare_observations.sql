-- Set every staged value against the one that stands: added, changed or unchanged; overtaken
-- where the file is dated, and what stands came on a later day.
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
    behind.received_on AS standing_since,
    CASE
        WHEN standing.value = staged.value THEN 'unchanged'
        WHEN arriving.dated_on < behind.received_on THEN 'overtaken'
        WHEN standing.value IS NULL THEN 'added'
        ELSE 'changed'
    END AS change
FROM staged_observation AS staged
INNER JOIN arriving USING (file)
LEFT JOIN ledger.observation AS standing
    ON
        standing.region = staged.region
        AND standing.period = staged.period
        AND standing.indicator = staged.indicator
        AND standing.basis = staged.basis
        AND standing.source = staged.source
        AND standing.retired_by IS NULL
LEFT JOIN ledger.submission AS behind ON behind.id = standing.submission
