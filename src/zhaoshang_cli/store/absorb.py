"""Take a group of files into the ledger: set them against what stands, and append what differs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place
from zhaoshang_cli.resources import text
from zhaoshang_cli.store.apply import FACTS, add_incoming, last_submission, stage_submissions
from zhaoshang_cli.store.connection import rows
from zhaoshang_cli.store.staging import conflicts, frame_of, stage, without_repeats


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was understood, with its bytes and the day it came in."""

    reading: Reading
    data: bytes
    received_on: date
    dated: bool = False
    """The day is the file's own date: the same file of the same day is the same arrival."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a run does to one value of the ledger."""

    file: str
    place: Place
    region: str
    period: int | None
    """None for a target."""

    year: int | None
    """None for an observation."""

    indicator: str
    basis: str
    """The basis of an observation; the level of a target."""

    previous: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    reading: Reading
    submission: int | None
    """None where the file brought nothing new."""

    added: int
    changed: int
    unchanged: int
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who runs what, and when: the same for every file of a run."""

    run: int
    actor: str
    command: str
    recorded_at: str


def absorb(
    connection: duckdb.DuckDBPyConnection,
    arrivals: Sequence[Arrival],
    circumstances: Circumstances,
    staging: Path,
) -> list[Outcome]:
    """Append what differs of files that came on one day.

    Args:
        connection: The next generation, in its transaction.
        arrivals: The files, in the order in which they are numbered.
        circumstances: Who, when, with which command.
        staging: A folder for the rows on their way.

    Returns:
        An outcome a file, in the same order.
    """
    findings = [list(arrival.reading.findings) for arrival in arrivals]
    old = _known(connection, arrivals)
    for kind in FACTS:
        for conflict in _stage(connection, kind, arrivals, old, staging):
            findings[conflict.file].append(conflict.finding)
    for number, finding in _blanks_over_values(connection, arrivals, staging):
        findings[number].append(finding)
    changes = _changes(connection, arrivals)
    tallies = _tallies(connection, len(arrivals))
    numbers = _number(connection, arrivals, findings, tallies, old)
    for number in old & numbers.keys():
        findings[number].append(_came_before(arrivals[number].reading))
    _stage_findings(connection, numbers, findings)
    stage_submissions(
        connection,
        [
            _submission(arrivals[n].reading, arrivals[n], i, circumstances)
            for n, i in numbers.items()
        ],
    )
    add_incoming(connection)
    return [
        Outcome(
            arrival.reading,
            numbers.get(number),
            *tallies[number],
            tuple(findings[number]),
            tuple(changes.get(number, ())),
        )
        for number, arrival in enumerate(arrivals)
    ]


def _known(connection: duckdb.DuckDBPyConnection, arrivals: Sequence[Arrival]) -> set[int]:
    """Return the files whose very bytes the ledger had already taken in."""
    hashes = {
        row[0] for row in connection.execute("SELECT sha256 FROM ledger.submission").fetchall()
    }
    return {n for n, arrival in enumerate(arrivals) if arrival.reading.sha256 in hashes}


def _stage(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    arrivals: Sequence[Arrival],
    old: set[int],
    staging: Path,
) -> list[Any]:
    readings = [(number, arrival.reading) for number, arrival in enumerate(arrivals)]
    frame = without_repeats(frame_of(kind, readings), kind, old)
    agreed, found = conflicts(frame, kind, [reading.file for _, reading in readings])
    _load(connection, f"staged_{kind}", stage(agreed, kind, staging))
    compare = text("sql", "store", f"compare_{kind}s.sql")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE plan_{kind} AS {compare}")
    return found


def _load(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS FROM read_parquet($path)", {"path": str(path)}
    )


def _blanks_over_values(
    connection: duckdb.DuckDBPyConnection, arrivals: Sequence[Arrival], staging: Path
) -> list[tuple[int, Finding]]:
    readings = [(number, arrival.reading) for number, arrival in enumerate(arrivals)]
    _load(connection, "staged_blank", stage(frame_of("blank", readings), "blank", staging))
    return [
        (
            row["file"],
            Finding(
                "blank-over-value",
                Severity.WARNING,
                f"这一格是空的，台账里原有 {_plain(row['value'])}，保留原数",
                Place(arrivals[row["file"]].reading.file, row["sheet"], row["cell"]),
                "漏填的请补报；确实要核减的，用 zs withdraw 撤回原来那一次报送",
                raw=row["raw"],
                region=row["region"],
                period=row["period"],
                indicator=row["indicator"],
                basis=row["basis"],
            ),
        )
        for row in rows(connection, text("sql", "store", "find_blanks_over_values.sql"))
    ]


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _changes(
    connection: duckdb.DuckDBPyConnection, arrivals: Sequence[Arrival]
) -> Mapping[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    for kind in FACTS:
        query = f"SELECT * FROM plan_{kind} WHERE change <> 'unchanged' ORDER BY ALL"  # noqa: S608
        for row in rows(connection, query):
            name = arrivals[row["file"]].reading.file
            change = Change(
                name, Place(name, row["sheet"], row["cell"]), row["region"], row.get("period"),
                row.get("year"), row["indicator"], row.get("basis") or row["level"],
                row["previous"], row["value"],
            )  # fmt: skip
            found.setdefault(row["file"], []).append(change)
    return found


def _tallies(connection: duckdb.DuckDBPyConnection, files: int) -> list[tuple[int, int, int]]:
    counted: dict[tuple[int, str], int] = {}
    for kind in FACTS:
        query = f"SELECT file, change, count(*) FROM plan_{kind} GROUP BY file, change"  # noqa: S608
        for number, change, count in connection.execute(query).fetchall():
            counted[number, change] = counted.get((number, change), 0) + count
    return [
        (
            counted.get((number, "added"), 0),
            counted.get((number, "changed"), 0),
            counted.get((number, "unchanged"), 0),
        )
        for number in range(files)
    ]


def _number(
    connection: duckdb.DuckDBPyConnection,
    arrivals: Sequence[Arrival],
    findings: Sequence[Sequence[Finding]],
    tallies: Sequence[tuple[int, int, int]],
    old: set[int],
) -> dict[int, int]:
    """Number the files that bring something new, and stage their rows under those numbers."""
    following = last_submission(connection) + 1
    numbers: dict[int, int] = {}
    for number in range(len(arrivals)):
        doubtful = number not in old and any(one.severity == "error" for one in findings[number])
        if tallies[number][0] or tallies[number][1] or doubtful:
            numbers[number] = following + len(numbers)
    connection.execute("CREATE OR REPLACE TEMP TABLE numbered (file INTEGER, submission INTEGER)")
    if numbers:
        connection.executemany("INSERT INTO numbered VALUES (?, ?)", list(numbers.items()))
    for kind in FACTS:
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming_{kind} AS SELECT * FROM plan_{kind}"  # noqa: S608
            " INNER JOIN numbered USING (file) WHERE change <> 'unchanged'"
        )
    return numbers


def _came_before(reading: Reading) -> Finding:
    return Finding(
        "earlier-version", Severity.WARNING,
        "这个文件以前收过，内容与台账现在的数不同，按再次报送收下",
        Place(reading.file), "若不是报送单位又改回去了，用 zs withdraw 撤回这一次",
    )  # fmt: skip


def _stage_findings(
    connection: duckdb.DuckDBPyConnection,
    numbers: Mapping[int, int],
    findings: Sequence[Sequence[Finding]],
) -> None:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE incoming_finding AS FROM ledger.finding LIMIT 0"
    )
    staged = [
        [
            submission, one.code, one.severity.value, one.message, one.hint, one.place.sheet,
            one.place.cell, one.raw, one.region, one.period, one.indicator, one.basis,
        ]
        for number, submission in numbers.items()
        for one in findings[number]
    ]  # fmt: skip
    if staged:
        marks = ", ".join("?" * len(staged[0]))
        connection.executemany(f"INSERT INTO incoming_finding VALUES ({marks})", staged)  # noqa: S608


def _submission(
    reading: Reading, arrival: Arrival, number: int, circumstances: Circumstances
) -> dict[str, Any]:
    return {
        "id": number,
        "run": circumstances.run,
        "kind": reading.kind.value,
        "file": reading.file,
        "sha256": reading.sha256,
        "bytes": reading.size,
        "encoding": reading.encoding,
        "layout": json.dumps(reading.layout, ensure_ascii=False, sort_keys=True),
        "signatures": json.dumps(reading.signatures, ensure_ascii=False, sort_keys=True),
        "actor": circumstances.actor,
        "received_on": arrival.received_on.isoformat(),
        "recorded_at": circumstances.recorded_at,
        "command": circumstances.command,
    }
