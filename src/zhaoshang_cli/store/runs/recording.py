"""One run: a transaction that holds every readable file, written so that nothing can be lost.

The order makes a kill at any moment harmless. The archive is written first; then the next
generation is built and synced; then the journal's line, which is what makes the run count; then
the generation takes the old one's place. A store that is behind its journal catches up when it is
next opened for writing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhaoshang_cli.store.files.archive import archive_name, write_archive
from zhaoshang_cli.store.files.disk import digest, spoken
from zhaoshang_cli.store.files.generation import discard, draft_of, next_generation
from zhaoshang_cli.store.files.journal import Entry, next_entry
from zhaoshang_cli.store.files.lock import writing
from zhaoshang_cli.store.runs.absorb import absorb
from zhaoshang_cli.store.runs.apply import export_run, last_submission, seal
from zhaoshang_cli.store.runs.arrival import Circumstances, Filed, Outcome
from zhaoshang_cli.store.runs.bounds import storable
from zhaoshang_cli.store.runs.committing import make_count, taken_back
from zhaoshang_cli.store.runs.recover import catch_up
from zhaoshang_cli.store.runs.spool import Spool
from zhaoshang_cli.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a run did, file by file."""

    outcomes: tuple[Outcome, ...]
    """In the order of the day the files came in, then of their names."""

    entry: Entry | None
    """The run's line in the journal; None where nothing was new, or nothing was to be written."""


def record(
    workspace: Workspace,
    spool: Spool,
    *,
    actor: str,
    command: str,
    preview: Callable[[Path], None] | None = None,
) -> Recorded:
    """Take files into the ledger, all in one transaction.

    Args:
        workspace: Whose ledger.
        spool: The files; those of an earlier day come first, then by name.
        actor: Who does it.
        command: The command line, for the record.
        preview: Called with the store as it would become; then nothing is written.

    Raises:
        ZsError: ``store-busy``, ``store-damaged``, ``store-newer``, ``store-behind``,
            ``disk-full``, ``workspace-read-only``, ``journal-damaged``, ``archive-damaged`` or
            ``file-changed``.
    """
    wait = workspace.settings.store.wait_seconds
    with writing(workspace.lock, wait=wait, what=command), spoken(workspace.path):
        last = catch_up(workspace)
        run = _Run(
            workspace,
            spool,
            Circumstances(
                last.seq + 1 if last else 1,
                storable(actor),
                storable(command),
                datetime.now().astimezone().isoformat(timespec="seconds"),
                itemised=preview is not None,
            ),
            last,
        )
        draft = draft_of(workspace)
        try:
            with taken_back(workspace, run.circumstances.run):
                outcomes, entry = run.build(draft)
            if preview is not None:
                preview(draft)
            elif entry is not None:
                make_count(workspace, draft, entry)
        finally:
            discard(draft)
    return Recorded(outcomes, entry)


@dataclass(frozen=True, slots=True)
class _Run:
    workspace: Workspace
    spool: Spool
    circumstances: Circumstances
    last: Entry | None
    """The journal's last line."""

    def build(self, draft: Path) -> tuple[tuple[Outcome, ...], Entry | None]:
        """Build the next generation and the archive.

        Returns:
            What became of the files, and the journal's line; None for the line where nothing is
            new or nothing is to be written.
        """
        entry = None
        with next_generation(self.workspace.store, draft, self.spool.folder) as connection:
            before = last_submission(connection)
            outcomes = absorb(connection, self.spool, self.circumstances, self.workspace.indicators)
            taken = [(one.filed, one.submission) for one in outcomes if one.submission]
            if taken and not self.circumstances.itemised:
                entries = export_run(connection, before, self.spool.folder)
                entry = self._archived(entries, taken)
                seal(connection, entry)
        return tuple(outcomes), entry

    def _archived(self, entries: dict[str, Path], taken: Sequence[tuple[Filed, int]]) -> Entry:
        name = archive_name(self.circumstances.run)
        path = self.workspace.path / name
        write_archive(path, entries, ((one.sha256, one.original) for one, _ in taken))
        return next_entry(
            self.last,
            {
                "op": "ingest",
                "at": self.circumstances.recorded_at,
                "actor": self.circumstances.actor,
                "command": self.circumstances.command,
                "archive": name,
                "sha256": digest(path),
                "files": [
                    {"submission": number, "file": storable(one.file), "sha256": one.sha256}
                    for one, number in taken
                ],
            },
        )
