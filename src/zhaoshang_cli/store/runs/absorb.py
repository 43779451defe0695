"""Take files into the ledger: set them against what stands, and append what differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import duckdb

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.errors import Place
from zhaoshang_cli.resources import text
from zhaoshang_cli.store.files.connection import each, run
from zhaoshang_cli.store.runs import doubts
from zhaoshang_cli.store.runs.apply import FACTS, add_incoming, last_submission
from zhaoshang_cli.store.runs.arrival import Change, Circumstances, Filed, Outcome
from zhaoshang_cli.store.runs.spool import ENTRIES, Spool
from zhaoshang_cli.store.runs.staging import lay_view, load, rows_of, show

_CHANGING = "('added', 'changed')"


@dataclass(slots=True)
class _Group:
    """The files of a run, on their way into the ledger.

    ``file`` in a table is a file's place in ``files``.
    """

    connection: duckdb.DuckDBPyConnection
    spool: Spool
    files: Sequence[Filed]
    known: set[int] = field(default_factory=set)
    """Files whose very bytes the ledger had already taken in."""

    skipped: set[int] = field(default_factory=set)
    """Files that are the same arrival as an earlier one."""

    @property
    def names(self) -> list[str]:
        return [one.file for one in self.files]

    def note(self, file: int, finding: Finding) -> None:
        self.spool.note(self.files[file].number, self.files[file].told, finding)

    def ask(self, query: str) -> Iterator[dict[str, Any]]:
        return each(self.connection, query)


def absorb(
    connection: duckdb.DuckDBPyConnection,
    spool: Spool,
    circumstances: Circumstances,
    indicators: Mapping[str, Indicator],
) -> list[Outcome]:
    """Append what differs; a later day's value follows an earlier day's.

    Args:
        connection: The next generation, in its transaction.
        spool: The files.
        circumstances: Who, when, with which command.
        indicators: The workspace's, by code.

    Returns:
        An outcome a file, in the order in which they are numbered: by day, then by name.
    """
    ordered = sorted(spool.files, key=lambda one: (one.received_on, one.file))
    group = _Group(connection, spool, ordered)
    _recognise(group)
    for kind in FACTS:
        _set_against_ledger(group, kind)
    blank = _note_blanks(group)
    _note_leaps(group, indicators)
    tallies = _tallies(group)
    numbers = _number(group, tallies, blank)
    _note_overtaken(group)
    for file in sorted(group.known & numbers.keys()):
        group.note(file, doubts.came_before(ordered[file].file))
    changes = _changes(group) if circumstances.itemised else {}
    _stage(group, numbers, circumstances)
    add_incoming(connection)
    return [
        Outcome(one, numbers.get(file), *tallies[file], tuple(changes.get(file, ())))
        for file, one in enumerate(ordered)
    ]


def _recognise(group: _Group) -> None:
    """Tell which files had come before, and show the rows of those that are to be read."""
    places = ({"place": at, "number": one.number} for at, one in enumerate(group.files))
    load(group.connection, "place", rows_of(group.spool.folder, "place", places))
    for kind, rows in group.spool.rows.items():
        show(group.connection, f"spooled_{kind}", rows)
    run(group.connection, "show_files")
    run(group.connection, "recognise_files")
    for kind in ENTRIES:
        group.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW came_{kind} AS"  # noqa: S608
            " SELECT place AS file, spooled.* EXCLUDE (number), received_on, dated, known"
            f" FROM spooled_{kind} AS spooled INNER JOIN arrival USING (number) WHERE NOT skipped"
        )
    for row in group.ask("SELECT place, known, skipped FROM arrival WHERE known OR skipped"):
        for told, files in (("known", group.known), ("skipped", group.skipped)):
            if row[told]:
                files.add(row["place"])


def _set_against_ledger(group: _Group, kind: str) -> None:
    """Make ``plan_…``: every value, added, changed or unchanged."""
    run(group.connection, f"gather_{kind}s")
    apart = group.ask(
        f"SELECT * FROM met_{kind} WHERE places > 1"  # noqa: S608
        " ORDER BY first_file, first_line, file, line"
    )
    for _, rows in groupby(apart, key=lambda row: (row["first_file"], row["first_line"])):
        for file, finding in doubts.conflict(rows, group.names):
            group.note(file, finding)
    compare = text("sql", "store", f"compare_{kind}s.sql")
    lay_view(group.connection, f"plan_{kind}", compare, group.spool.folder)


def _note_blanks(group: _Group) -> set[int]:
    """Return the new files with blank cells where a value stands."""
    if not group.spool.rows["blank"].count:
        return set()
    found = set()
    for row in group.ask(text("sql", "store", "find_blanks_over_values.sql")):
        group.note(row["file"], doubts.blank_over_value(row, group.files[row["file"]].file))
        found.add(row["file"])
    return found


def _note_leaps(group: _Group, indicators: Mapping[str, Indicator]) -> None:
    for row in group.ask(text("sql", "store", "find_leaps.sql")):
        indicator = indicators.get(row["indicator"])
        if indicator is not None and indicator.comparable(row["period"] - 1, row["period"]):
            name = group.files[row["file"]].file
            group.note(row["file"], doubts.leap(row, name, indicator.unit))


def _note_overtaken(group: _Group) -> None:
    for kind in FACTS:
        query = f"SELECT * FROM plan_{kind} WHERE change = 'overtaken' ORDER BY ALL"  # noqa: S608
        for row in group.ask(query):
            group.note(row["file"], doubts.overtaken(row, group.files[row["file"]].file))


def _tallies(group: _Group) -> list[tuple[int, int, int]]:
    """Count what each file adds, changes and leaves as it is."""
    counted: dict[tuple[int, str], int] = {}
    for kind in FACTS:
        query = f"SELECT file, change, count(*) FROM plan_{kind} GROUP BY file, change"  # noqa: S608
        for file, change, count in group.connection.execute(query).fetchall():
            counted[file, change] = counted.get((file, change), 0) + count
    for file in group.skipped:
        counted[file, "unchanged"] = group.files[file].values
    return [
        (
            counted.get((file, "added"), 0),
            counted.get((file, "changed"), 0),
            counted.get((file, "unchanged"), 0) + counted.get((file, "overtaken"), 0),
        )
        for file in range(len(group.files))
    ]


def _number(
    group: _Group, tallies: Sequence[tuple[int, int, int]], blank: set[int]
) -> dict[int, int]:
    """Number the files that bring something new: a value, a doubt, or a word about a doubt."""
    following = last_submission(group.connection) + 1
    numbers: dict[int, int] = {}
    for file, (added, changed, _) in enumerate(tallies):
        told = group.files[file].told.counts
        wrong = any(severity is Severity.ERROR or code == "explained" for code, severity in told)
        doubtful = file not in group.known and (wrong or file in blank)
        if added or changed or doubtful:
            numbers[file] = following + len(numbers)
    return numbers


def _changes(group: _Group) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = {}
    for kind in FACTS:
        query = f"SELECT * FROM plan_{kind} WHERE change IN {_CHANGING} ORDER BY ALL"  # noqa: S608
        for row in group.ask(query):
            found.setdefault(row["file"], []).append(_change(group.files[row["file"]].file, row))
    return found


def _change(name: str, row: Mapping[str, Any]) -> Change:
    return Change(
        name, Place(name, row["sheet"], row["cell"]), row["region"], row.get("period"),
        row.get("year"), row["indicator"], row.get("basis") or row["level"],
        row["previous"], row["value"],
    )  # fmt: skip


def _stage(group: _Group, numbers: Mapping[int, int], circumstances: Circumstances) -> None:
    """Make ``incoming_…`` of the numbered files."""
    numbered = (
        {"file": file, "number": group.files[file].number, "submission": number}
        for file, number in numbers.items()
    )
    load(group.connection, "numbered", rows_of(group.spool.folder, "numbered", numbered))
    # What was noted meanwhile lies in files that the first view does not show.
    show(group.connection, "spooled_finding", group.spool.rows["finding"])
    run(
        group.connection,
        "note_circumstances",
        run=circumstances.run,
        actor=circumstances.actor,
        recorded_at=circumstances.recorded_at,
        command=circumstances.command,
    )
    run(group.connection, "stage_submissions")
    group.connection.execute(
        "CREATE OR REPLACE TEMP VIEW incoming_finding AS"
        " SELECT submission, spooled.* EXCLUDE (number)"
        " FROM spooled_finding AS spooled INNER JOIN numbered USING (number)"
    )
    for kind in FACTS:
        group.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW incoming_{kind} AS SELECT * FROM plan_{kind}"  # noqa: S608
            f" INNER JOIN numbered USING (file) WHERE change IN {_CHANGING}"
        )
        group.connection.execute(
            f"CREATE OR REPLACE TEMP VIEW touched_{kind} AS"
            f" FROM plan_{kind} WHERE change = 'changed' OR change = 'added' AND followed IS NOT NULL"
        )
