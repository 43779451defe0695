-- The files of a run in the order in which they are numbered; those that were given up are not.
CREATE OR REPLACE TEMP VIEW came_file AS
SELECT
    place.place,
    arrival.number,
    arrival.sha256,
    cast(arrival.received_on AS DATE) AS received_on,
    arrival.dated
FROM spooled_arrival AS arrival
INNER JOIN place ON arrival.number = place.number
