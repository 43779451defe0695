"""The whole ledger as rows: every version of everything, with the journal beside it."""

from collections.abc import Mapping
from typing import Any

from zhaoshang_cli.store.apply import TABLES
from zhaoshang_cli.store.connection import reading, rows
from zhaoshang_cli.store.journal import read_journal
from zhaoshang_cli.workspace import Workspace

_LEFT_OUT = {"submission": "EXCLUDE (layout)"}
"""How a file was read is long and for programs."""


def extract(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Return every line of the journal and every row of the store, table by table.

    Raises:
        ZsError: ``journal-damaged``, ``store-missing``, ``store-busy`` or ``store-damaged``.
    """
    journal = [
        _line(entry.body) | {"hash": entry.hash} for entry in read_journal(workspace.journal)
    ]
    found = {"journal": journal}
    with reading(workspace.store, wait=workspace.settings.store.wait_seconds) as connection:
        for table in TABLES:
            columns = f"* {_LEFT_OUT.get(table, '')}"
            query = f"SELECT {columns} FROM ledger.{table} ORDER BY ALL"  # noqa: S608
            found[table] = rows(connection, query)
    return found


def _line(body: Mapping[str, Any]) -> dict[str, Any]:
    named = {name: body.get(name) for name in ("seq", "at", "op", "actor", "command", "archive")}
    return named | {"files": len(body.get("files", ()))}
