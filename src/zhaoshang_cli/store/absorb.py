"""Take files into the ledger: set them against what stands, and append what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place
from zhaoshang_cli.resources import text
from zhaoshang_cli.store import doubts
from zhaoshang_cli.store.apply import FACTS, add_incoming, last_submission
from zhaoshang_cli.store.arrival import (
    Arrival,
    Change,
    Circumstances,
    Outcome,
)
from zhaoshang_cli.store.bounds import fitted
from zhaoshang_cli.store.connection import rows
from zhaoshang_cli.store.staging import (
    entries_frame,
    finding_row,
    load,
    part,
    rows_frame,
    submission_row,
    without_repeats,
)

_CHANGING = "('added', 'changed')"


@dataclass(slots=True)
class _Group:
    """The files of a run, on their way into the ledger."""

    connection: duckdb.DuckDBPyConnection
    arrivals: Sequence[Arrival]
    staging: Path
    old: set[int] = field(default_factory=set)
    """Files whose very bytes the ledger had already taken in."""

    skipped: set[int] = field(default_factory=set)
    """Files that are the same arrival as an earlier one."""

    readings: list[tuple[int, Reading]] = field(default_factory=list)
    """What the others hold, with values that the ledger can hold."""

    findings: list[list[Finding]] = field(default_factory=list)

    @property
    def files(self) -> list[str]:
        return [arrival.reading.file for arrival in self.arrivals]


def absorb(
    connection: duckdb.DuckDBPyConnection,
    arrivals: Sequence[Arrival],
    circumstances: Circumstances,
    staging: Path,
) -> list[Outcome]:
    """Append what differs; a later day's value follows an earlier day's.

    Args:
        connection: The next generation, in its transaction.
        arrivals: The files, in the order in which they are numbered: by day.
        circumstances: Who, when, with which command.
        staging: A folder for the rows on their way.

    Returns:
        An outcome a file, in the same order.
    """
    group = _recognised(connection, arrivals, staging)
    _set_against_ledger(group)
    blank = _note_blanks(group)
    tallies = _tallies(group)
    numbers = _number(group, tallies, blank)
    _note_overtaken(group)
    for number in group.old & numbers.keys():
        group.findings[number].append(doubts.came_before(arrivals[number].reading))
    changes = _changes(group) if circumstances.itemised else {}
    _stage(group, numbers, circumstances)
    add_incoming(connection)
    return [
        Outcome(
            arrival.reading,
            numbers.get(number),
            *tallies[number],
            tuple(group.findings[number]),
            tuple(changes.get(number, ())),
        )
        for number, arrival in enumerate(arrivals)
    ]


def _recognised(
    connection: duckdb.DuckDBPyConnection, arrivals: Sequence[Arrival], staging: Path
) -> _Group:
    """Tell which files had come before, and fit the values of those that are to be read."""
    group = _Group(connection, arrivals, staging)
    taken = set(connection.execute(text("sql", "store", "find_taken.sql")).fetchall())
    hashes = {sha256 for sha256, _ in taken}
    for number, arrival in enumerate(arrivals):
        reading = arrival.reading
        findings = list(reading.findings)
        if reading.sha256 in hashes:
            group.old.add(number)
        if arrival.dated and (reading.sha256, arrival.received_on) in taken:
            group.skipped.add(number)
        else:
            held, told = fitted(reading)
            group.readings.append((number, held))
            findings += told
        hashes.add(reading.sha256)
        group.findings.append(findings)
    return group


def _set_against_ledger(group: _Group) -> None:
    """Make ``plan_observation`` and ``plan_target``: every value, added, changed or unchanged."""
    for kind in FACTS:
        agreed, disagreeing = part(without_repeats(_frame(group, kind), kind, group.old), kind)
        for cell in disagreeing:
            for number, finding in doubts.conflict(cell.to_dicts(), group.files):
                group.findings[number].append(finding)
        load(group.connection, f"staged_{kind}", agreed, group.staging)
        del agreed
        compare = text("sql", "store", f"compare_{kind}s.sql")
        group.connection.execute(f"CREATE OR REPLACE TEMP TABLE plan_{kind} AS {compare}")


def _frame(group: _Group, kind: str) -> pl.DataFrame:
    arrived = rows_frame(
        "arrival",
        (
            {"file": number, "received_on": one.received_on, "dated": one.dated}
            for number, one in enumerate(group.arrivals)
        ),
    )
    entries = entries_frame(kind, group.readings)
    days = arrived.select("received_on", "dated")[entries["file"]]
    return pl.concat([entries, days], how="horizontal")


def _note_blanks(group: _Group) -> set[int]:
    """Return the new files with blank cells where a value stands."""
    frame = _frame(group, "blank")
    new = frame.filter(~pl.col("file").is_in(list(group.old)))
    if new.is_empty():
        return set()
    load(group.connection, "staged_blank", new, group.staging)
    found = rows(group.connection, text("sql", "store", "find_blanks_over_values.sql"))
    for row in found:
        finding = doubts.blank_over_value(row, group.files[row["file"]])
        group.findings[row["file"]].append(finding)
    return {row["file"] for row in found}


def _note_overtaken(group: _Group) -> None:
    for kind in FACTS:
        query = f"SELECT * FROM plan_{kind} WHERE change = 'overtaken' ORDER BY ALL"  # noqa: S608
        for row in rows(group.connection, query):
            group.findings[row["file"]].append(doubts.overtaken(row, group.files[row["file"]]))


def _tallies(group: _Group) -> list[tuple[int, int, int]]:
    """Count what each file adds, changes and leaves as it is."""
    counted: dict[tuple[int, str], int] = {}
    for kind in FACTS:
        query = f"SELECT file, change, count(*) FROM plan_{kind} GROUP BY file, change"  # noqa: S608
        for number, change, count in group.connection.execute(query).fetchall():
            counted[number, change] = counted.get((number, change), 0) + count
    for number in group.skipped:
        reading = group.arrivals[number].reading
        counted[number, "unchanged"] = len(reading.observations) + len(reading.targets)
    return [
        (
            counted.get((number, "added"), 0),
            counted.get((number, "changed"), 0),
            counted.get((number, "unchanged"), 0) + counted.get((number, "overtaken"), 0),
        )
        for number in range(len(group.arrivals))
    ]


def _number(
    group: _Group, tallies: Sequence[tuple[int, int, int]], blank: set[int]
) -> dict[int, int]:
    """Number the files that bring something new: a value, a doubt, or a word about a doubt."""
    following = last_submission(group.connection) + 1
    numbers: dict[int, int] = {}
    for number, (added, changed, _) in enumerate(tallies):
        told = group.findings[number]
        wrong = any(one.severity == "error" or one.code == "explained" for one in told)
        doubtful = number not in group.old and (wrong or number in blank)
        if added or changed or doubtful:
            numbers[number] = following + len(numbers)
    return numbers


def _changes(group: _Group) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    for kind in FACTS:
        query = f"SELECT * FROM plan_{kind} WHERE change IN {_CHANGING} ORDER BY ALL"  # noqa: S608
        for row in rows(group.connection, query):
            name = group.files[row["file"]]
            change = Change(
                name, Place(name, row["sheet"], row["cell"]), row["region"], row.get("period"),
                row.get("year"), row["indicator"], row.get("basis") or row["level"],
                row["previous"], row["value"],
            )  # fmt: skip
            found.setdefault(row["file"], []).append(change)
    return found


def _stage(group: _Group, numbers: dict[int, int], circumstances: Circumstances) -> None:
    """Make ``incoming_…`` of the numbered files."""
    staged: dict[str, Iterable[Mapping[str, object]]] = {
        "numbered": ({"file": file, "submission": number} for file, number in numbers.items()),
        "finding": (
            finding_row(number, finding)
            for file, number in numbers.items()
            for finding in group.findings[file]
        ),
        "submission": (
            submission_row(group.arrivals[file], number, circumstances)
            for file, number in numbers.items()
        ),
    }
    for name, found in staged.items():
        table = name if name == "numbered" else f"incoming_{name}"
        load(group.connection, table, rows_frame(name, found), group.staging)
    for kind in FACTS:
        group.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE incoming_{kind} AS SELECT * FROM plan_{kind}"  # noqa: S608
            f" INNER JOIN numbered USING (file) WHERE change IN {_CHANGING}"
        )
