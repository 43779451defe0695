-- The numbered files of a run as submissions.
CREATE OR REPLACE TEMP VIEW incoming_submission AS
SELECT
    arrival.* EXCLUDE (number, dated),
    circumstances.*,
    numbered.submission AS id
FROM spooled_arrival AS arrival
INNER JOIN numbered ON arrival.number = numbered.number
CROSS JOIN circumstances
