"""The audit: the journal's chain, every archive, and every row of the store against them."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.upkeep import Audit, ControlTotal
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.checks.archives import examine_archives, strangers
from zhaoshang_cli.store.checks.journal import examine_head, examine_journal
from zhaoshang_cli.store.checks.rows import examine_rows
from zhaoshang_cli.store.checks.totals import examine_totals
from zhaoshang_cli.store.files.connection import changing, planted, reading
from zhaoshang_cli.store.files.disk import spoken
from zhaoshang_cli.store.files.generation import wal_of
from zhaoshang_cli.store.files.journal import Entry, read_lines
from zhaoshang_cli.store.files.migrate import migrate, newest, version_of
from zhaoshang_cli.store.files.refusals import store_damaged
from zhaoshang_cli.store.runs.apply import TABLES
from zhaoshang_cli.store.runs.recover import held_in
from zhaoshang_cli.workspace import Workspace


def audit(workspace: Workspace, *, head: str | None = None, totals: bool = False) -> Audit:
    """Hold the ledger against its journal and its archives.

    Nothing is written into the workspace, and nobody is kept waiting: it looks at the generation
    that counts when it begins.

    Args:
        workspace: Whose ledger.
        head: A hash noted earlier, on a document or in a backup; its line must still be there.
        totals: Whether to add everything up as well.
    """
    with tempfile.TemporaryDirectory(prefix="zs-") as folder, spoken(Path(folder)):
        # The store before the journal: a run that comes to count meanwhile is then merely ahead.
        store = Path(folder, "zs.duckdb")
        if workspace.store.exists():
            shutil.copyfile(workspace.store, store)
        entries, findings = examine_journal(workspace.journal)
        lines = _lines(workspace)
        findings += examine_head(workspace.journal, entries, head)
        archives = examine_archives(workspace.path, entries)
        findings += [*archives.findings, *strangers(workspace.archive, lines)]
        counted, told = _examine_store(
            workspace, store, entries, archives.sound if lines == len(entries) else frozenset()
        )
        added, differing = (
            _examine_totals(workspace, store, entries, archives.sound) if totals else ((), [])
        )
    last = entries[-1].hash if entries else ""
    found = (*findings, *told, *differing)
    return Audit(last, lines, archives.originals, counted, found, added)


def _lines(workspace: Workspace) -> int:
    try:
        return len(read_lines(workspace.journal))
    except ZsError:
        return 0


def _examine_store(
    workspace: Workspace, store: Path, entries: Sequence[Entry], sound: frozenset[int]
) -> tuple[dict[str, int], list[Finding]]:
    """Count the store's rows, and hold them against the archives if those are sound."""
    try:
        if wal_of(workspace.store).exists():
            raise store_damaged(store, "旁边有别的程序没有写完的 zs.duckdb.wal")
        _bring_up(store)
        seq, held_hash = held_in(store, wait=0)
        counted, strange = _count(store), _strangers_in(store)
    except ZsError as error:
        return {}, [_finding(error.code, error.message, Severity.ERROR, error.hint)]
    followed = [entry for entry in entries if entry.seq <= seq]
    if not {entry.seq for entry in entries} <= sound:
        message = "流水或归档有损坏，台账没有逐行核对"
        unchecked = _finding("rows-unchecked", message, Severity.WARNING, "先修好流水和归档")
        return counted, [*strange, unchecked]
    if seq and (len(followed) < seq or followed[-1].hash != held_hash):
        message = f"台账里有第 {seq} 批，流水里没有，或不是同一批"
        hint = "从备份找回 journal.jsonl"
        return counted, [*strange, _finding("store-ahead", message, Severity.ERROR, hint)]
    behind = len(entries) - len(followed)
    told = [*strange, *([_behind(behind)] if behind else [])]
    return counted, [*told, *examine_rows(workspace, store, followed)]


def _strangers_in(store: Path) -> list[Finding]:
    """Find functions and views in the store: with one called ``sum``, sums would be another's."""
    with reading(store, wait=0) as connection:
        found = planted(connection)
    hint = "运行 zs rebuild，从流水和归档重建；查一查是谁用什么程序打开过台账"
    return [
        _finding("row-extra", f"台账里多出一个{kind} {name}，不是 zs 建的", Severity.ERROR, hint)
        for kind, name in found
    ]


def _examine_totals(
    workspace: Workspace, store: Path, entries: Sequence[Entry], sound: frozenset[int]
) -> tuple[tuple[ControlTotal, ...], list[Finding]]:
    """Add up the runs that the store holds and whose archives are sound; what is unreadable is told."""
    try:
        seq, _ = held_in(store, wait=0)
        held = [entry for entry in entries if entry.seq <= seq and entry.seq in sound]
        return examine_totals(workspace, store, held)
    except ZsError:
        return (), []


def _bring_up(store: Path) -> None:
    """Give the copy of a store that an earlier zs wrote the newest schema, as its next use will."""
    if store.exists():
        with reading(store, wait=0) as connection:
            version = version_of(connection)
        if 0 < version < newest():
            with changing(store, store.parent) as connection:
                migrate(connection)


def _count(store: Path) -> dict[str, int]:
    """Count the rows of the tables that are there."""
    with reading(store, wait=0) as connection:
        there = {
            row[0]
            for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
        query = " UNION ALL ".join(
            f"SELECT '{one}', count(*) FROM ledger.{one}"  # noqa: S608
            for one in TABLES
            if one in there
        )
        return dict(connection.execute(query).fetchall()) if query else {}


def _behind(runs: int) -> Finding:
    message = f"台账比流水少 {runs} 批：上一次运行在最后一步被打断"
    hint = "不用管，下次收数时自动补上；也可以运行 zs rebuild"
    return _finding("store-behind", message, Severity.INFO, hint)


def _finding(code: str, message: str, severity: Severity, hint: str | None) -> Finding:
    return Finding(code, severity, message, Place("zs.duckdb"), hint)
