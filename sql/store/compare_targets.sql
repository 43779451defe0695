-- Set every staged value against the one that stands: added, changed or unchanged; overtaken
-- where the file is dated, and what stands came on a later day.
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
    behind.received_on AS standing_since,
    CASE
        WHEN standing.value = staged.value THEN 'unchanged'
        WHEN arriving.dated_on < behind.received_on THEN 'overtaken'
        WHEN standing.value IS NULL THEN 'added'
        ELSE 'changed'
    END AS change
FROM staged_target AS staged
INNER JOIN arriving USING (file)
LEFT JOIN ledger.target AS standing
    ON
        standing.region = staged.region
        AND standing.year = staged.year
        AND standing.indicator = staged.indicator
        AND standing.level = staged.level
        AND standing.retired_by IS NULL
LEFT JOIN ledger.submission AS behind ON behind.id = standing.submission
