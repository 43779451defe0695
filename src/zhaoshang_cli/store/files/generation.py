"""The store's generations: it is never changed in place.

A writer copies the store, changes the copy, and renames it over the old one. Readers are never
blocked, and a kill at any moment leaves the old or the new. DuckDB overwrites its live metadata
block at a checkpoint, so a store changed in place can become unreadable for good.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.files.connection import changing, creating
from zhaoshang_cli.store.files.disk import digest, spoken, sync
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.files.migrate import migrate, newest, version_of
from zhaoshang_cli.store.files.refusals import store_missing
from zhaoshang_cli.workspace import Workspace
from zhaoshang_cli.workspace.files import write_whole

_REPLACE_TRIES = 20
"""Where the system refuses to replace a file that a reader has open (Windows): 20 × 0.1 s."""

KEPT = "备份"
"""The folder of the workspace that stores of earlier schemas are kept in."""


def create_store(workspace: Workspace) -> None:
    """Make a workspace's empty store.

    Raises:
        ZsError: ``store-exists`` or ``workspace-read-only``.
    """
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what="zs init"), spoken(workspace.path):
        for path in (workspace.store, workspace.journal):
            if path.exists():
                raise ZsError("store-exists", "这里已经有台账", Place(str(path)))
        draft = draft_of(workspace)
        try:
            build_empty(draft)
            settle(draft, workspace.store)
            switch(draft, workspace.store)
        finally:
            discard(draft)


def draft_of(workspace: Workspace) -> Path:
    """Return where the next generation is built."""
    return workspace.store.with_suffix(".new")


def build_empty(draft: Path) -> None:
    """Make an empty store.

    Raises:
        ZsError: ``disk-full`` or ``workspace-read-only``.
    """
    discard(draft)
    with creating(draft) as connection:
        migrate(connection)


@contextmanager
def next_generation(store: Path, draft: Path, staging: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Copy the store and open the copy for one transaction. ``switch`` makes it count.

    Raises:
        ZsError: ``store-damaged``, ``store-newer`` or ``disk-full``.
    """
    discard(draft)
    if not store.exists():
        raise store_missing(store)
    shutil.copyfile(store, draft)
    with changing(draft, staging) as connection:
        if 0 < version_of(connection) < newest():
            keep(store, version_of(connection))
        migrate(connection)
        yield connection


def keep(store: Path, version: int) -> Path:
    """Copy a store of an earlier schema aside, before the next generation has the newest one.

    Raises:
        OSError: The disk is full, or the folder cannot be written: nothing is migrated then.
    """
    folder = store.parent / KEPT
    folder.mkdir(exist_ok=True)
    target = folder / f"{store.stem}-第{version}版-{digest(store)[:8]}{store.suffix}"
    if not target.exists():
        draft = target.with_suffix(".part")
        shutil.copyfile(store, draft)
        sync(draft)
        draft.replace(target)
        sync(folder)
    return target


def settle(draft: Path, store: Path) -> None:
    """See a finished generation onto the disk, and note its SHA-256 beside the present one's.

    Both stand in the note, so that a kill before or after ``switch`` raises no false alarm.

    Raises:
        OSError: The disk is full, or the folder cannot be written.
    """
    sync(draft)
    present = digests_of(store)[:1]
    write_whole(sums_of(store), "".join(f"{one}\n" for one in (digest(draft), *present)))


def sums_of(store: Path) -> Path:
    """Return the file that says what bytes the store has."""
    return store.with_suffix(".sum")


def digests_of(store: Path) -> list[str]:
    """Return the SHA-256 that the store was written with, and the one before."""
    try:
        return sums_of(store).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []


def switch(draft: Path, store: Path) -> None:
    """Put a settled generation in the present one's place.

    Raises:
        OSError: The system would not.
        ZsError: ``store-busy``, where a reader holds the old one and the system minds.
    """
    # A log left beside the store by another program belongs to the old generation.
    wal_of(store).unlink(missing_ok=True)
    for _ in range(_REPLACE_TRIES):
        if _replaced(draft, store):
            sync(store.parent)
            return
        time.sleep(0.1)
    raise ZsError(
        "store-busy",
        "台账正被别的程序打开，换不上新的一版",
        Place(str(store)),
        "关掉打开它的程序，再运行一次；已经收下的文件不会丢",
    )


def wal_of(store: Path) -> Path:
    """Return the log that DuckDB leaves beside a store that was not closed."""
    return store.with_name(store.name + ".wal")


def _replaced(draft: Path, store: Path) -> bool:
    try:
        draft.replace(store)
    except PermissionError:
        if os.name == "nt":
            return False
        raise
    return True


def discard(draft: Path) -> None:
    """Remove what is left of a generation that does not count."""
    draft.unlink(missing_ok=True)
    wal_of(draft).unlink(missing_ok=True)
    shutil.rmtree(draft.with_name(draft.name + ".tmp"), ignore_errors=True)
