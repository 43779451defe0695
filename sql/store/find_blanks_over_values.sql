-- Blank cells of a new file where a value stands: the value stays, and somebody should say why.
SELECT
    blank.file,
    blank.region,
    blank.period,
    blank.indicator,
    blank.basis,
    blank.raw,
    blank.sheet,
    blank.cell,
    standing.value
FROM staged_blank AS blank
INNER JOIN ledger.observation AS standing
    ON
        standing.region = blank.region
        AND standing.period = blank.period
        AND standing.indicator = blank.indicator
        AND standing.basis = blank.basis
        AND standing.source = blank.source
        AND standing.retired_by IS NULL
WHERE standing.value IS NOT NULL
ORDER BY blank.file, blank.sheet, blank.cell
