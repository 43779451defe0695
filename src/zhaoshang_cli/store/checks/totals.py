"""Control totals (控制总数): how many values came and what they add up to, worked out three times.

From the archives by Python alone, from the store run by run, and from the views that answers are
made of. Unlike the comparison row by row they need no other archive to be whole, and nothing that
the store was written with.
"""

import csv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.upkeep import ControlTotal, Sum
from zhaoshang_cli.errors import Place
from zhaoshang_cli.resources import text
from zhaoshang_cli.store.answers.views import Views
from zhaoshang_cli.store.files.archive import UNREADABLE, archive_name
from zhaoshang_cli.store.files.connection import reading, rows
from zhaoshang_cli.store.files.journal import Entry
from zhaoshang_cli.workspace import Workspace

Item = tuple[str, str, str]
"""Indicator, basis or level, and source: what may be added up."""

_SUMMED = {"observation": "value", "target": "value", "adjustment": "amount"}
_SIDES = ("total_runs", "total_views", "total_replaced")


def examine_totals(
    workspace: Workspace, store: Path, entries: Sequence[Entry]
) -> tuple[tuple[ControlTotal, ...], list[Finding]]:
    """Add everything up, and say where the sums differ.

    Args:
        workspace: Whose archives and views.
        store: A generation of its store, of the newest schema.
        entries: The lines of the journal that the store holds, all with sound archives.

    Returns:
        The totals of these runs, an item each, and what differs.
    """
    runs, standing, replaced = _stored(workspace, store)
    archived = {
        (entry.seq, *item): found
        for entry in entries
        for item, found in _archived(workspace.path / archive_name(entry.seq)).items()
    }
    examined = {entry.seq for entry in entries}
    stored = {key: found for key, found in runs.items() if key[0] in examined}
    whole = {run for run, *_ in runs} <= examined
    findings = [*_differing(archived, stored), *unbalanced(_by_item(runs), standing, replaced)]
    came, held = _by_item(archived), _by_item(stored)
    totals = tuple(
        ControlTotal(
            *item, came.get(item, Sum()), held.get(item, Sum()),
            standing.get(item, Sum()) if whole else None,
        )
        for item in sorted(came.keys() | held.keys())
    )  # fmt: skip
    return totals, findings


def unbalanced(
    held: Mapping[Item, Sum], standing: Mapping[Item, Sum], replaced: Mapping[Item, Sum]
) -> Iterator[Finding]:
    """Find where what answers stand on, and what was replaced, are not what the store holds."""
    for item in sorted(held.keys() | standing.keys() | replaced.keys()):
        present, past = standing.get(item, Sum()), replaced.get(item, Sum())
        whole = held.get(item, Sum())
        if present + past != whole:
            told = f"现行的 {present}，被替换的 {past}，加起来不是收下的 {whole}"
            yield _wrong(f"{' '.join(item)}：{told}")


def _archived(path: Path) -> dict[Item, Sum]:
    """Add up what a run accepted, digit by digit; the archive is known to be what was written."""
    found: dict[Item, Sum] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for table, amount in _SUMMED.items():
                if f"{table}.csv" not in archive.namelist():
                    continue
                with archive.open(f"{table}.csv") as member:
                    for item, value in _entries(member, table, amount):
                        found[item] = found.get(item, Sum()).and_one(value)
    except UNREADABLE:
        return {}
    return found


def _entries(member: IO[bytes], table: str, amount: str) -> Iterator[tuple[Item, Decimal]]:
    lines = csv.reader(TextIOWrapper(member, encoding="utf-8", newline=""))
    place = {name: number for number, name in enumerate(next(lines))}
    at = place[amount]
    for row in lines:
        value = Decimal(0) if row[at] == "\\N" else Decimal(row[at])
        if table == "target":
            yield (row[place["indicator"]], row[place["level"]], table), value
        else:
            source = table if table == "adjustment" else row[place["source"]]
            yield (row[place["indicator"]], row[place["basis"]], source), value


def _stored(
    workspace: Workspace, store: Path
) -> tuple[dict[tuple[int, str, str, str], Sum], dict[Item, Sum], dict[Item, Sum]]:
    with reading(store, wait=0) as connection:
        queries = [text("sql", "store", f"{name}.sql") for name in _SIDES]
        views = Views(connection, workspace, None)
        for query in queries:
            views.lay(query)
        runs, standing, replaced = (rows(connection, query) for query in queries)
    return (
        {(row["run"], *_item(row)): _sum(row) for row in runs},
        {_item(row): _sum(row) for row in standing},
        {_item(row): _sum(row) for row in replaced},
    )


def _item(row: Mapping[str, str]) -> Item:
    return row["indicator"], row["basis"], row["source"]


def _sum(row: Mapping[str, int | Decimal]) -> Sum:
    return Sum(int(row["values"]), Decimal(row["total"]))


def _by_item(runs: Mapping[tuple[int, str, str, str], Sum]) -> dict[Item, Sum]:
    found: dict[Item, Sum] = {}
    for (_, *names), one in runs.items():
        indicator, basis, source = names
        item = (indicator, basis, source)
        found[item] = found.get(item, Sum()) + one
    return found


def _differing(
    archived: Mapping[tuple[int, str, str, str], Sum],
    stored: Mapping[tuple[int, str, str, str], Sum],
) -> Iterator[Finding]:
    for key in sorted(archived.keys() | stored.keys()):
        came, held = archived.get(key, Sum()), stored.get(key, Sum())
        if came != held:
            run, *item = key
            yield _wrong(f"第 {run} 批 {' '.join(item)}：归档里 {came}，台账里 {held}")


def _wrong(message: str) -> Finding:
    hint = "运行 zs rebuild，从流水和归档重建"
    return Finding("totals-differ", Severity.ERROR, message, Place("zs.duckdb"), hint)
