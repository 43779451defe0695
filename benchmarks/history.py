"""Ledgers of any length, written straight into a store: what years of national months leave behind.

A submission a month; after every December one that revises the December of each fiftieth county, so
that an earlier vintage knows other values. Rows lie as ``zs ingest`` leaves them: month after month,
in each by indicator and county. There are no archives: nothing that is measured reads them.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.nation import counties, indicators, make_workspace, months
from zhaoshang_cli.readers.sheet import column_letters
from zhaoshang_cli.store.files.journal import Entry, next_entry
from zhaoshang_cli.workspace import open_workspace

LAST_YEAR = 2022
_REVISED = 50
"""Of so many counties, one revises its December."""


@dataclass(frozen=True, slots=True)
class _Came:
    """One submission of the history."""

    number: int
    period: int
    revises: bool
    entry: Entry


def make_ledger(folder: Path, *, years: int, kinds: int) -> None:
    """Make a workspace of the nation with so many years, up to 2022, and so many indicators."""
    make_workspace(folder)
    workspace = open_workspace(folder)
    came = list(_history(months((LAST_YEAR - years + 1) * 100 + 1, years * 12)))
    workspace.journal.write_bytes(b"".join(one.entry.line for one in came))
    with duckdb.connect(str(workspace.store)) as connection:
        _lay_names(connection, kinds)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            _append_year(connection, [one for one in came if one.period // 100 == year])
        last = came[-1].entry
        connection.execute(
            "INSERT INTO ledger.meta VALUES ('journal_seq', $seq), ('journal_hash', $hash)",
            {"seq": str(last.seq), "hash": last.hash},
        )
    _settle(workspace.store)
    workspace.store.with_suffix(".sum").unlink(missing_ok=True)


def _settle(store: Path) -> None:
    """Let DuckDB join the pieces that were appended, as it does when a store is next written."""
    for statement in (
        "INSERT INTO ledger.meta VALUES ('settled', '')",
        "DELETE FROM ledger.meta WHERE key = 'settled'",
    ):
        with duckdb.connect(str(store)) as connection:
            connection.execute(statement)
            connection.execute("CHECKPOINT")


def submission_of(period: int, *, years: int) -> int:
    """Return the number under which a month came, before anything of it was revised."""
    year, month = divmod(period, 100)
    return (year - (LAST_YEAR - years + 1)) * 13 + month


def _history(periods: list[int]) -> Iterator[_Came]:
    last: Entry | None = None
    moments = [
        (period, revises)
        for period in periods
        for revises in ((False, True) if period % 100 == 12 else (False,))
    ]
    for number, (period, revises) in enumerate(moments, start=1):
        at = f"{_following(period)}T0{4 + revises}:00:00+00:00"
        record = {
            "op": "ingest", "at": at, "actor": "bench", "command": "zs ingest",
            "archive": f"archive/{number:06}.zip", "sha256": "0" * 64,
            "files": [{"submission": number, "file": f"{period}.csv", "sha256": f"{number:064}"}],
        }  # fmt: skip
        last = next_entry(last, record)
        yield _Came(number, period, revises, last)


def _following(period: int) -> str:
    year, month = divmod(months(period, 2)[1], 100)
    return f"{year}-{month:02}-05"


def _lay_names(connection: duckdb.DuckDBPyConnection, kinds: int) -> None:
    connection.execute(
        "CREATE TEMP TABLE place AS"
        " SELECT unnest($codes) AS region, unnest(range(len($codes))) AS position",
        {"codes": [code for code, _ in counties()]},
    )
    numbers = range(1, len(indicators()[:kinds]) + 1)
    connection.execute(
        "CREATE TEMP TABLE kind AS SELECT unnest($codes) AS indicator, unnest($letters) AS letters",
        {
            "codes": [f"x{number:02}" for number in numbers],
            "letters": [column_letters(number + 1) for number in numbers],
        },
    )


def _append_year(connection: duckdb.DuckDBPyConnection, came: list[_Came]) -> None:
    told = [
        {
            "number": one.number, "period": one.period, "revises": one.revises,
            "moment": one.entry.body["at"], "hash": one.entry.hash,
        }
        for one in came
    ]  # fmt: skip
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE came AS"
        """ SELECT unnest(from_json($told, '[{"number": "INTEGER", "period": "INTEGER","""
        """ "revises": "BOOLEAN", "moment": "VARCHAR", "hash": "VARCHAR"}]'), max_depth := 2)""",
        {"told": json.dumps(told)},
    )
    connection.execute(_SUBMISSIONS)
    for revises in (False, True):
        connection.execute(_OBSERVATIONS, {"revises": revises, "every": _REVISED})


_SUBMISSIONS = """
INSERT INTO ledger.submission
SELECT
    number, number, 'returns', concat(period, '.csv'), lpad(CAST(number AS VARCHAR), 64, '0'),
    1300000, 'utf-8', '{}', '{}', 'bench', CAST(left(moment, 10) AS DATE), moment, 'zs ingest', hash
FROM came
ORDER BY number
"""

_OBSERVATIONS = """
INSERT INTO ledger.observation
WITH entry AS (
    SELECT
        came.number, place.region, came.period, kind.indicator, kind.letters, place.position,
        CAST(
            (CAST(hash(place.region, kind.indicator, came.period // 100) % 900000 AS INTEGER) + 100)
            * (came.period % 100) + CAST($revises AS INTEGER)
        AS DECIMAL(16, 0)) * 0.01 AS value,
        place.position % $every = 0 AND came.period % 100 = 12 AS revised
    FROM came
    CROSS JOIN kind
    CROSS JOIN place
    WHERE came.revises = $revises
)

SELECT
    number, region, period, indicator, 'ytd', 'county', value, CAST(value AS VARCHAR), '',
    concat(letters, position + 2), CASE WHEN revised AND NOT $revises THEN number + 1 END
FROM entry
WHERE revised OR NOT $revises
ORDER BY period, indicator, region
"""
