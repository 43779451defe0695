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
from zhaoshang_cli.store.connection import STORAGE_VERSION, changing
from zhaoshang_cli.store.lock import read_only, writing
from zhaoshang_cli.store.migrate import migrate
from zhaoshang_cli.workspace import Workspace

_REPLACE_TRIES = 20
"""Where the system refuses to replace a file that a reader has open (Windows): 20 × 0.1 s."""


def create_store(workspace: Workspace) -> None:
    """Make a workspace's empty store.

    Raises:
        ZsError: ``store-exists`` or ``workspace-read-only``.
    """
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what="zs init"):
        if workspace.store.exists():
            raise ZsError("store-exists", "这里已经有台账", Place(str(workspace.store)))
        draft = draft_of(workspace)
        try:
            build_empty(draft)
            switch(draft, workspace.store)
        except OSError as error:
            raise read_only(workspace.path, error) from error
        finally:
            discard(draft)


def draft_of(workspace: Workspace) -> Path:
    """Return where the next generation is built."""
    return workspace.store.with_suffix(".new")


def build_empty(draft: Path) -> None:
    """Make an empty store in the pinned file format."""
    discard(draft)
    with duckdb.connect() as connection:
        path = str(draft).replace("'", "''")
        connection.execute(f"ATTACH '{path}' AS fresh (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE fresh")
        migrate(connection)
        connection.execute("USE memory")
        connection.execute("DETACH fresh")


@contextmanager
def next_generation(store: Path, draft: Path, staging: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Copy the store and open the copy for one transaction. ``switch`` makes it count.

    Raises:
        ZsError: ``store-damaged``, ``store-newer`` or ``disk-full``.
    """
    discard(draft)
    shutil.copyfile(store, draft)
    with changing(draft, staging) as connection:
        migrate(connection)
        yield connection


def switch(draft: Path, store: Path) -> None:
    """Put the new generation in the old one's place.

    Raises:
        OSError: The system would not.
        ZsError: ``store-busy``, where a reader holds the old one and the system minds.
    """
    sync(draft)
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
    draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def sync(path: Path) -> None:
    """See a file, or a folder's names, onto the disk."""
    if os.name == "nt" and path.is_dir():
        return
    flags = os.O_RDWR if os.name == "nt" else os.O_RDONLY
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
