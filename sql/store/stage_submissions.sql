-- The numbered files of a run as submissions.
CREATE OR REPLACE TEMP TABLE incoming_submission AS
SELECT
    numbered.submission AS id,
    arrival.* EXCLUDE (number, dated),
    $run AS run, -- noqa: AL09
    $actor AS actor, -- noqa: AL09
    $recorded_at AS recorded_at, -- noqa: AL09
    $command AS command -- noqa: AL09
FROM spooled_arrival AS arrival
INNER JOIN numbered ON arrival.number = numbered.number
