"""The whole ledger as rows: every version of everything, with the journal beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.store.files.connection import reading, rows
from zhaoshang_cli.store.files.journal import read_journal
from zhaoshang_cli.store.runs.apply import TABLES
from zhaoshang_cli.workspace import Workspace

_COLUMNS = {
    "submission": "* EXCLUDE (layout)",
    **dict.fromkeys(
        ("observation", "target", "adjustment"),
        "* REPLACE (CASE WHEN retired_by <= $vintage THEN retired_by END AS retired_by)",
    ),
}
"""How a file was read is long and for programs; what replaced a value later is not known yet."""

_KNOWN = {"submission": "id <= $vintage", "release": "vintage <= $vintage"}
_NUMBERED = "submission <= $vintage"


@dataclass(frozen=True, slots=True)
class Extract:
    """A ledger at one vintage."""

    tables: Mapping[str, list[dict[str, Any]]]
    as_of: int
    head: str


def extract(workspace: Workspace, *, as_of: int | None = None) -> Extract:
    """Return the lines of the journal and the rows of the store, table by table.

    Args:
        workspace: Whose ledger.
        as_of: The submission after which nothing is known; None for everything.

    Raises:
        ZsError: ``journal-damaged``, ``store-missing``, ``store-busy`` or ``store-damaged``.
    """
    with open_ledger(workspace, as_of=as_of) as ledger:
        vintage, head = ledger.as_of, ledger.head
    with reading(workspace.store, wait=workspace.settings.store.wait_seconds) as connection:
        last = None if as_of is None else _last_run(connection, vintage)
        tables = {"journal": _journal(workspace, last)}
        for table in TABLES:
            columns = _COLUMNS.get(table, "*")
            known = _KNOWN.get(table, _NUMBERED)
            query = f"SELECT {columns} FROM ledger.{table} WHERE {known} ORDER BY ALL"  # noqa: S608
            tables[table] = rows(connection, query, {"vintage": vintage})
    return Extract(tables, vintage, head)


def _last_run(connection: duckdb.DuckDBPyConnection, vintage: int) -> int | None:
    """Return the last run before the first submission that is not known; None if there is none.

    A run may hold several submissions: one that is known in part is told.
    """
    ((known, following),) = connection.execute(
        "SELECT max(CASE WHEN id <= $vintage THEN run END),"
        " min(CASE WHEN id > $vintage THEN run END) FROM ledger.submission",
        {"vintage": vintage},
    ).fetchall()
    return None if following is None else max(int(known or 0), int(following) - 1)


def _journal(workspace: Workspace, last: int | None) -> list[dict[str, Any]]:
    return [
        _line(entry.body) | {"hash": entry.hash}
        for entry in read_journal(workspace.journal)
        if last is None or entry.seq <= last
    ]


def _line(body: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: body.get(name) for name in ("seq", "at", "op", "actor", "command", "archive")}
    return named | {"files": len(body.get("files", ()))}
