"""Bring a store up to its journal: after a kill, or from nothing."""

from collections.abc import Sequence
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.archive import archive_damaged, archive_name
from zhaoshang_cli.store.files.connection import reading
from zhaoshang_cli.store.files.disk import digest
from zhaoshang_cli.store.files.generation import (
    build_empty,
    discard,
    draft_of,
    next_generation,
    settle,
    switch,
    wal_of,
)
from zhaoshang_cli.store.files.journal import Entry, read_journal
from zhaoshang_cli.store.files.migrate import version_of
from zhaoshang_cli.store.files.refusals import store_damaged
from zhaoshang_cli.store.runs.apply import add_incoming, applied, seal
from zhaoshang_cli.store.runs.replaying import load_run, merged
from zhaoshang_cli.store.runs.scratch import scratch
from zhaoshang_cli.workspace import Workspace

OPERATIONS = ("ingest", "withdraw", "adjust", "freeze")
"""What a line of the journal may stand for."""


def catch_up(workspace: Workspace) -> Entry | None:
    """Apply every journal line that the store does not hold yet; the caller holds the lock.

    Returns:
        The last acknowledged line; None in a new workspace.

    Raises:
        ZsError: ``journal-damaged``, ``archive-damaged``, ``store-missing``, ``store-damaged``,
            or ``store-ahead`` where the store holds a line that the journal does not.
    """
    entries = tuple(read_journal(workspace.journal))
    seq, digest_held = held(workspace)
    if seq > len(entries) or (seq and entries[seq - 1].hash != digest_held):
        raise ZsError(
            "store-ahead",
            f"台账里有第 {seq} 批，流水里没有，或不是同一批",
            Place(str(workspace.journal)),
            "流水被换过或截短了：从备份找回 journal.jsonl",
        )
    if entries[seq:]:
        replay(workspace, workspace.store, entries[seq:])
    return entries[-1] if entries else None


def rebuild(workspace: Workspace) -> int:
    """Make the store again from the journal and the archives; the caller holds the lock.

    Returns:
        How many runs were applied.

    Raises:
        ZsError: ``journal-damaged`` or ``archive-damaged``; the old store then stays.
    """
    entries = tuple(read_journal(workspace.journal))
    empty = workspace.store.with_suffix(".empty")
    try:
        build_empty(empty)
        if entries:
            replay(workspace, empty, entries)
        else:
            settle(empty, workspace.store)
            switch(empty, workspace.store)
    finally:
        discard(empty)
    return len(entries)


def held(workspace: Workspace) -> tuple[int, str]:
    """Return the number and hash of the last journal line that the store holds."""
    if wal_of(workspace.store).exists():
        raise store_damaged(workspace.store, "旁边有别的程序没有写完的 zs.duckdb.wal")
    return held_in(workspace.store, wait=workspace.settings.store.wait_seconds)


def held_in(store: Path, *, wait: float) -> tuple[int, str]:
    """Return the same of any generation."""
    with reading(store, wait=wait) as connection:
        if version_of(connection) == 0:
            raise store_damaged(store, "不是 zs 的台账")
        return applied(connection)


def replay(workspace: Workspace, base: Path, entries: Sequence[Entry]) -> None:
    """Apply journal lines, in order, to a copy of ``base``, and put it in the store's place."""
    draft, done = draft_of(workspace), 0
    try:
        with (
            scratch(workspace) as folder,
            next_generation(base, draft, folder) as connection,
        ):
            for count, laid in merged((accepted(workspace, one) for one in entries), folder):
                load_run(connection, laid, folder)
                add_incoming(connection)
                seal(connection, *entries[done : done + count])
                done += count
        settle(draft, workspace.store)
        switch(draft, workspace.store)
    finally:
        discard(draft)


def accepted(workspace: Workspace, entry: Entry) -> Path:
    """Return where what a line of the journal stands for lies: its archive, as it was written.

    Raises:
        ZsError: ``archive-damaged``, or ``store-newer`` for a line of a kind not known here.
    """
    path = workspace.path / archive_name(entry.seq)
    if entry.body.get("op") not in OPERATIONS or entry.body.get("archive") != archive_name(
        entry.seq
    ):
        raise ZsError(
            "store-newer",
            f"流水第 {entry.seq} 行是更新版本的 zs 写的",
            Place(str(workspace.journal)),
            "请升级 zs",
        )
    if not path.is_file() or digest(path) != entry.body.get("sha256"):
        raise archive_damaged(path)
    return path
