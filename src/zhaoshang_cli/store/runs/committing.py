"""How a run comes to count, whatever it does: the lock, the next generation, the journal's line."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from zhaoshang_cli.errors import Place, ZsError, reason
from zhaoshang_cli.store.files.archive import archive_name, write_archive
from zhaoshang_cli.store.files.disk import digest, spoken
from zhaoshang_cli.store.files.generation import discard, draft_of, next_generation, settle, switch
from zhaoshang_cli.store.files.journal import Entry, append, next_entry
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.files.migrate import version_of
from zhaoshang_cli.store.runs.apply import export_run, last_submission, seal
from zhaoshang_cli.store.runs.arrival import Circumstances
from zhaoshang_cli.store.runs.bounds import storable
from zhaoshang_cli.store.runs.recover import catch_up
from zhaoshang_cli.store.runs.scratch import scratch
from zhaoshang_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Decision:
    """What a run that brings no files adds to its line and its archive."""

    body: Mapping[str, object]
    """``op`` and whatever else the journal's line says of it."""

    kept: Mapping[str, bytes] = field(default_factory=dict)
    """More entries of the archive."""


Change = Callable[[duckdb.DuckDBPyConnection, Circumstances], Decision]
"""Changes the next generation, in its transaction, and says what it did."""


def decide(workspace: Workspace, *, actor: str, command: str, change: Change) -> Entry:
    """Write a run that brings no files: a decision about what came before.

    Args:
        workspace: Whose ledger.
        actor: Who does it.
        command: The command line, for the record.
        change: What is decided.

    Returns:
        The run's line in the journal.

    Raises:
        ZsError: As for ``record``, and whatever ``change`` raises; nothing is written then.
    """
    with _writing(workspace, command):
        last = catch_up(workspace)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        seq = last.seq + 1 if last else 1
        circumstances = Circumstances(seq, storable(actor), storable(command), now)
        draft = draft_of(workspace)
        try:
            with taken_back(workspace, seq):
                entry = _build(workspace, draft, circumstances, last, change)
            make_count(workspace, draft, entry)
        finally:
            discard(draft)
    return entry


def make_count(workspace: Workspace, draft: Path, entry: Entry) -> None:
    """Write the journal's line for a generation that is built, and put it in the store's place.

    Raises:
        OSError: The line could not be written; nothing has happened.
        ZsError: ``store-behind`` or ``store-busy``: the run stands in the journal, and the store
            catches up later.
    """
    with taken_back(workspace, entry.seq):
        settle(draft, workspace.store)
    append(workspace.journal, entry)
    try:
        switch(draft, workspace.store)
    except OSError as error:
        raise ZsError(
            "store-behind",
            f"这一批已经存档并记入流水，台账还没换上新的一版：{reason(error)}",
            Place(str(workspace.store)),
            "检查磁盘后再运行一次同样的命令，台账会自己补上，不会记两遍",
        ) from error


@contextmanager
def taken_back(workspace: Workspace, run: int) -> Iterator[None]:
    """Remove the archive of a run that fails before its line is written: the disk may be full."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            workspace.path.joinpath(archive_name(run)).unlink(missing_ok=True)
        raise


def upgrade(workspace: Workspace) -> None:
    """Bring a store that an earlier zs wrote to the newest schema.

    Raises:
        ZsError: ``store-busy``, ``store-damaged``, ``disk-full`` or ``workspace-read-only``.
    """
    with _writing(workspace, "zs"):
        draft = draft_of(workspace)
        try:
            with (
                scratch(workspace) as folder,
                next_generation(workspace.store, draft, folder) as connection,
            ):
                version_of(connection)  # next_generation has laid the newest schema
            settle(draft, workspace.store)
            switch(draft, workspace.store)
        finally:
            discard(draft)


@contextmanager
def _writing(workspace: Workspace, command: str) -> Iterator[None]:
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what=command), spoken(workspace.path):
        yield


def _build(
    workspace: Workspace,
    draft: Path,
    circumstances: Circumstances,
    last: Entry | None,
    change: Change,
) -> Entry:
    """Build the next generation and its archive; the journal's line is not yet written."""
    with (
        scratch(workspace) as folder,
        next_generation(workspace.store, draft, folder) as connection,
    ):
        before = last_submission(connection)
        decision = change(connection, circumstances)
        entries: dict[str, Path | bytes] = {
            **export_run(connection, before, folder),
            **decision.kept,
        }
        name = archive_name(circumstances.run)
        path = workspace.path / name
        write_archive(path, entries, ())
        entry = next_entry(
            last,
            {
                "at": circumstances.recorded_at,
                "actor": circumstances.actor,
                "command": circumstances.command,
                "archive": name,
                "sha256": digest(path),
                "files": [],
                **decision.body,
            },
        )
        seal(connection, entry)
    return entry
