"""Hold every row of the store against the archives: changed, missing, extra, wrongly retired."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.resources import text
from zhaoshang_cli.store.files.connection import changing, comparing, rows
from zhaoshang_cli.store.files.generation import build_empty
from zhaoshang_cli.store.files.journal import Entry
from zhaoshang_cli.store.runs.apply import append_incoming, seal
from zhaoshang_cli.store.runs.recover import accepted
from zhaoshang_cli.store.runs.replaying import load_run, merged
from zhaoshang_cli.workspace import Workspace

KEYS = {
    "submission": ("id",),
    "observation": ("submission", "region", "period", "indicator", "basis", "source"),
    "target": ("submission", "region", "year", "indicator", "level"),
    "finding": ("submission", "code", "sheet", "cell", "message"),
    "adjustment": ("submission", "region", "period", "indicator", "basis", "source"),
    "withdrawal": ("submission", "withdrawn"),
    "release": ("period", "edition"),
    "meta": ("key",),
}
"""What makes two rows versions of one."""

_MOST = 1000
"""As many rows of a table are told one by one."""

_RECOMPUTED = ("observation", "target", "adjustment")


def examine_rows(workspace: Workspace, store: Path, entries: Sequence[Entry]) -> list[Finding]:
    """Append the archives to an empty ledger anew, and compare it with the store row by row.

    Args:
        workspace: Whose archives.
        store: A generation of its store.
        entries: The lines of the journal that the store holds, all with sound archives.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="zs-") as folder:
            anew = Path(folder, "anew.duckdb")
            _append_anew(workspace, entries, anew)
            with comparing(anew, store) as connection:
                return list(_compared(connection))
    except ZsError as error:
        return [_wrong("store-damaged", error.message)]


def _append_anew(workspace: Workspace, entries: Sequence[Entry], anew: Path) -> None:
    build_empty(anew)
    done = 0
    with changing(anew, anew.parent) as connection:
        archives = (accepted(workspace, entry) for entry in entries)
        for count, laid in merged(archives, anew.parent):
            load_run(connection, laid, anew.parent)
            append_incoming(connection)
            seal(connection, *entries[done : done + count])
            done += count


def _shapes(connection: duckdb.DuckDBPyConnection) -> tuple[dict[str, list[str]], list[Finding]]:
    """Return the columns of each table, and what is wrong with the tables themselves."""
    shapes: dict[str, dict[str, list[str]]] = {"anew": {}, "store": {}}
    for row in rows(connection, text("sql", "store", "describe_stores.sql")):
        shapes[row["side"]].setdefault(row["name"], []).append(row["shape"])
    right, held = shapes["anew"], shapes["store"]
    return right, [
        _wrong("row-extra", f"台账里多出一个表 {name}")
        if name not in right
        else _wrong("row-missing", f"台账的表 {name} 不见了，或列被改过")
        for name in sorted(right.keys() | held.keys())
        if right.get(name) != held.get(name)
    ]


def _compared(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    shapes, wrong = _shapes(connection)
    yield from wrong
    if any(one.code == "row-missing" for one in wrong):
        return
    for name, columns in shapes.items():
        table = name.partition(".")[2]
        yield from _different(connection, table, [one.partition(" ")[0] for one in columns])
    yield from _retired(connection)


def _different(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]
) -> Iterator[Finding]:
    names = ", ".join(f'"{one}"' for one in columns if one != "retired_by")
    sides = {
        side: rows(
            connection,
            f"SELECT {names} FROM {one}.ledger.{table} EXCEPT ALL"  # noqa: S608
            f" SELECT {names} FROM {other}.ledger.{table} ORDER BY ALL LIMIT {_MOST + 1}",
        )
        for side, one, other in (("missing", "anew", "store"), ("extra", "store", "anew"))
    }
    yield from _told(table, sides["missing"][:_MOST], sides["extra"][:_MOST])
    if any(len(found) > _MOST for found in sides.values()):
        yield _wrong("row-changed", f"{table} 还有更多行不对，只列前 {_MOST} 行")


def _told(
    table: str, missing: Sequence[Mapping[str, Any]], extra: Sequence[Mapping[str, Any]]
) -> Iterator[Finding]:
    """Pair the rows that are versions of one: they were changed, not lost and made up."""
    held: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in extra:
        held.setdefault(_key(table, row), []).append(row)
    for row in missing:
        if others := held.get(_key(table, row)):
            other = others.pop()
            changes = "，".join(
                f"{name} 原为 {_shown(row[name])}，现为 {_shown(other[name])}"
                for name in row
                if row[name] != other[name]
            )
            yield _wrong("row-changed", f"{_named(table, row)} 被改过：{changes}")
        else:
            yield _wrong("row-missing", f"{_named(table, row)} 不见了")
    for others in held.values():
        for other in others:
            yield _wrong("row-extra", f"{_named(table, other)} 是多出来的")


def _retired(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for table in _RECOMPUTED:
        query = text("sql", "store", f"check_retired_{table}s.sql")
        for row in rows(connection, query):
            held, right = row.pop("retired_by"), row.pop("expected")
            yield _wrong(
                "row-changed",
                f"{_named(table, row)} 的 retired_by 应为 {_shown(right)}，现为 {_shown(held)}",
            )


def _key(table: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEYS[table])


def _named(table: str, row: Mapping[str, Any]) -> str:
    """Name a row: by its table and key, with its source where it has one."""
    key = " ".join(_shown(row[name]) for name in KEYS[table])
    place = "!".join(str(row[name]) for name in ("sheet", "cell") if row.get(name))
    return f"{table} {key}{f'（{place}）' if place else ''}"


def _shown(value: object) -> str:
    return "空" if value is None else f"“{value}”" if value == "" else str(value)


def _wrong(code: str, message: str) -> Finding:
    hint = "运行 zs rebuild，从流水和归档重建"
    return Finding(code, Severity.ERROR, message, Place("zs.duckdb"), hint)
