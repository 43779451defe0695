-- Who runs what, and when: the same for every file of a run.
CREATE OR REPLACE TEMP TABLE circumstances AS
SELECT
    $run AS run, -- noqa: AL09
    $actor AS actor, -- noqa: AL09
    $recorded_at AS recorded_at, -- noqa: AL09
    $command AS command -- noqa: AL09
