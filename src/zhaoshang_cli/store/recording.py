"""One run: a transaction that holds every readable file, written so that nothing can be lost.

The order makes a kill at any moment harmless. The next generation is built and synced; then the
archive; then the journal's line, which is what makes the run count; then the generation takes the
old one's place. A store that is behind its journal catches up when it is next opened for writing.
"""

import errno
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.absorb import Arrival, Circumstances, Outcome, absorb
from zhaoshang_cli.store.apply import export_run, last_submission, seal
from zhaoshang_cli.store.archive import archive_name, write_archive
from zhaoshang_cli.store.generation import discard, draft_of, next_generation, switch
from zhaoshang_cli.store.journal import Entry, append, next_entry
from zhaoshang_cli.store.lock import read_only, writing
from zhaoshang_cli.store.recover import catch_up, digest
from zhaoshang_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run did, file by file."""

    outcomes: tuple[Outcome, ...]
    entry: Entry | None
    """The run's line in the journal; None where nothing was new, or nothing was to be written."""


def record(
    workspace: Workspace,
    arrivals: Sequence[Arrival],
    *,
    actor: str,
    command: str,
    preview: Callable[[Path], None] | None = None,
) -> Recorded:
    """Take files into the ledger, all in one transaction.

    Args:
        workspace: Whose ledger.
        arrivals: The files; those of an earlier day come first, then by name.
        actor: Who does it.
        command: The command line, for the record.
        preview: Called with the store as it would become; then nothing is written.

    Raises:
        ZsError: ``store-busy``, ``store-damaged``, ``store-newer``, ``disk-full``,
            ``workspace-read-only``, ``journal-damaged`` or ``archive-damaged``.
    """
    ordered = sorted(arrivals, key=lambda one: (one.received_on, one.reading.file))
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what=command), _spoken(workspace):
        last = catch_up(workspace)
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        circumstances = Circumstances(last.seq + 1 if last else 1, actor, command, now)
        draft = draft_of(workspace)
        try:
            outcomes, entry = _draft(workspace, draft, ordered, circumstances, last)
            if preview is not None:
                preview(draft)
                return Recorded(outcomes, None)
            if entry is not None:
                append(workspace.journal, entry)
                switch(draft, workspace.store)
        finally:
            discard(draft)
    return Recorded(outcomes, entry)


def _draft(
    workspace: Workspace,
    draft: Path,
    arrivals: Sequence[Arrival],
    circumstances: Circumstances,
    last: Entry | None,
) -> tuple[tuple[Outcome, ...], Entry | None]:
    """Build the next generation and the archive; None for the line where nothing is new."""
    outcomes: list[Outcome] = []
    entry = None
    with (
        tempfile.TemporaryDirectory(prefix="zs-") as folder,
        next_generation(workspace.store, draft, Path(folder)) as connection,
    ):
        before = last_submission(connection)
        for _, group in groupby(arrivals, key=lambda one: one.received_on):
            outcomes += absorb(connection, tuple(group), circumstances, Path(folder))
        if any(outcome.submission for outcome in outcomes):
            entries = export_run(connection, before, Path(folder))
            entry = _archived(workspace, entries, arrivals, outcomes, circumstances, last)
            seal(connection, entry)
    return tuple(outcomes), entry


def _archived(
    workspace: Workspace,
    entries: dict[str, bytes],
    arrivals: Sequence[Arrival],
    outcomes: Sequence[Outcome],
    circumstances: Circumstances,
    last: Entry | None,
) -> Entry:
    taken = [
        (arrival.reading.sha256, arrival.data, arrival.reading.file, outcome.submission)
        for arrival, outcome in zip(arrivals, outcomes, strict=True)
        if outcome.submission
    ]
    name = archive_name(circumstances.run)
    path = workspace.path / name
    write_archive(path, entries, ((sha256, data) for sha256, data, _, _ in taken))
    return next_entry(
        last,
        {
            "op": "ingest",
            "at": circumstances.recorded_at,
            "actor": circumstances.actor,
            "command": circumstances.command,
            "archive": name,
            "sha256": digest(path),
            "files": [
                {"submission": number, "file": file, "sha256": sha256}
                for sha256, _, file, number in taken
            ],
        },
    )


@contextmanager
def _spoken(workspace: Workspace) -> Iterator[None]:
    """Say in Chinese what the system says of a disk."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise ZsError(
                "disk-full", "磁盘空间不足，没有写入", Place(str(workspace.path)),
                "腾出空间后重来；台账还是原来的样子",
            ) from error  # fmt: skip
        raise read_only(workspace.path, error) from error
