"""What was published is kept: the documents, and everything that they were written with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from zhaoshang_cli import __version__
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.store.decisions.corrections import stage_nothing, stage_submissions
from zhaoshang_cli.store.files.archive import archive_name, read_archive
from zhaoshang_cli.store.runs.apply import add_incoming
from zhaoshang_cli.store.runs.arrival import Circumstances
from zhaoshang_cli.store.runs.bounds import storable
from zhaoshang_cli.store.runs.committing import Decision, decide
from zhaoshang_cli.workspace import Workspace

FOLDER = "release/"
"""Where a run's archive keeps it."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A period that is to be published."""

    period: int
    vintage: int
    """The last submission that is known."""

    head: str
    """The hash of the journal's line for that submission."""

    released_on: date
    approver: str
    documents: Mapping[str, str]
    """SHA-256 by name."""

    kept: Mapping[str, bytes]
    """Files by their name below ``FOLDER``."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication."""

    edition: int
    new: bool
    """False where the period's last edition was just this one: nothing was recorded."""


def publish(
    workspace: Workspace, publication: Publication, *, actor: str, command: str
) -> Published:
    """Record a publication, unless the period's last edition was just this one.

    Raises:
        ZsError: Whatever ``decide`` raises.
    """
    editions: list[int] = []

    def change(connection: duckdb.DuckDBPyConnection, circumstances: Circumstances) -> Decision:
        editions.append(_next_edition(connection, publication))
        stage_submissions(connection, circumstances, [])
        stage_nothing(connection, "observation", "target", "finding", "release")
        connection.execute(
            "INSERT INTO incoming_release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            [
                publication.period, editions[-1], circumstances.run, publication.vintage,
                publication.released_on, storable(publication.approver), circumstances.actor,
                circumstances.recorded_at, circumstances.command, __version__,
                _listed(publication),
            ],
        )  # fmt: skip
        add_incoming(connection)
        body = {
            "op": "freeze",
            "period": publication.period,
            "edition": editions[-1],
            "vintage": publication.vintage,
            "head": publication.head,
            "released_on": publication.released_on.isoformat(),
            "approver": storable(publication.approver),
            "version": __version__,
            "documents": {storable(name): one for name, one in publication.documents.items()},
        }
        kept = {FOLDER + name: data for name, data in publication.kept.items()}
        return Decision(body, kept)

    try:
        decide(workspace, actor=actor, command=command, change=change)
    except _StandsError as found:
        return Published(found.edition, new=False)
    return Published(editions[-1], new=True)


def kept_of(workspace: Workspace, run: int) -> dict[str, bytes]:
    """Return what the archive of a publication keeps, by name below ``FOLDER``.

    Raises:
        ZsError: ``archive-damaged`` or ``release-files-missing``.
    """
    path = workspace.path / archive_name(run)
    found = {
        name.removeprefix(FOLDER): data
        for name, data in read_archive(path).items()
        if name.startswith(FOLDER)
    }
    if not found:
        raise ZsError(
            "release-files-missing", "归档里没有发布时的材料", Place(str(path)),
            "从备份找回这个文件，放回原处",
        )  # fmt: skip
    return found


class _StandsError(Exception):
    """The period's last edition is just what is to be published."""

    def __init__(self, edition: int) -> None:
        super().__init__(edition)
        self.edition = edition


def _next_edition(connection: duckdb.DuckDBPyConnection, publication: Publication) -> int:
    """Number the edition; only here is it sure that the store holds all that counts."""
    found = connection.execute(
        "SELECT edition, vintage, documents FROM ledger.release WHERE period = $period"
        " ORDER BY edition DESC LIMIT 1",
        {"period": publication.period},
    ).fetchall()
    if not found:
        return 1
    edition, vintage, documents = found[0]
    if (vintage, documents) == (publication.vintage, _listed(publication)):
        raise _StandsError(edition)
    return int(edition) + 1


def _listed(publication: Publication) -> str:
    return storable(json.dumps(publication.documents, ensure_ascii=False, sort_keys=True))
