"""Ask the ledger: the views that metrics read, at the vintage asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.domain.metric import Metric
from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.resources import folder
from zhaoshang_cli.store.apply import last_submission
from zhaoshang_cli.store.committing import upgrade
from zhaoshang_cli.store.connection import reading, rows
from zhaoshang_cli.store.migrate import newest, version_of
from zhaoshang_cli.workspace import Workspace

_NEWEST = 2**31 - 1


class Ledger:
    """An open ledger at one vintage. Make one with ``open_ledger``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, as_of: int | None) -> None:
        self._connection = connection
        self._as_of = as_of

    @property
    def as_of(self) -> int:
        """The submission after which nothing is known."""
        last = last_submission(self._connection)
        return last if self._as_of is None else min(self._as_of, last)

    @property
    def head(self) -> str:
        """The hash of the journal's line for the last submission known; empty before the first.

        A later look at the same vintage gives the same hash.
        """
        found = self._connection.execute(
            "SELECT journal_hash FROM ledger.submission WHERE id = $n", {"n": self.as_of}
        ).fetchall()
        return str(found[0][0] or "") if found else ""

    def ask(
        self, metric: Metric, values: Mapping[str, object] | None = None
    ) -> list[dict[str, Any]]:
        """Answer a metric: a row a dict, with the columns that its header declares.

        Raises:
            ZsError: ``query-failed``.
        """
        return rows(self._connection, metric.sql, values or None)


@contextmanager
def open_ledger(
    workspace: Workspace, *, as_of: int | None = None, store: Path | None = None
) -> Iterator[Ledger]:
    """Open a workspace's ledger to ask it.

    Args:
        workspace: Whose ledger, regions and indicators.
        as_of: The submission after which nothing is known; None for now.
        store: Another generation than the one that counts, for a plan.

    Raises:
        ZsError: ``store-missing``, ``store-busy``, ``store-damaged`` or ``store-newer``.
    """
    path = store or workspace.store
    wait = workspace.settings.store.wait_seconds
    with reading(path, wait=wait) as connection:
        if version_of(connection) in {0, newest()}:
            yield _at(connection, workspace, as_of)
            return
    upgrade(workspace)
    with reading(path, wait=wait) as connection:
        yield _at(connection, workspace, as_of)


def _at(connection: duckdb.DuckDBPyConnection, workspace: Workspace, as_of: int | None) -> Ledger:
    _lay_views(connection, workspace, as_of)
    return Ledger(connection, as_of)


def _lay_views(
    connection: duckdb.DuckDBPyConnection, workspace: Workspace, as_of: int | None
) -> None:
    newest = _NEWEST if as_of is None else as_of
    connection.execute(
        "CREATE TEMP TABLE vintage AS SELECT CAST($n AS INTEGER) AS as_of", {"n": newest}
    )
    _fill(connection, "region", _REGION, _regions(workspace.regions))
    _fill(connection, "indicator", _INDICATOR, _indicators(workspace))
    _fill(connection, "caliber", _CALIBER, _calibers(workspace))
    for path in sorted(folder("sql").joinpath("views").glob("*.sql")):
        select = path.read_text(encoding="utf-8")
        connection.execute(f"CREATE TEMP VIEW {path.stem} AS {select}")


_REGION = {
    "code": "VARCHAR", "name": "VARCHAR", "short": "VARCHAR", "kind": "VARCHAR",
    "parent": "VARCHAR", "panel": "VARCHAR", "counts_in_total": "BOOLEAN", "role": "VARCHAR",
    "position": "INTEGER",
}  # fmt: skip
_INDICATOR = {
    "code": "VARCHAR", "name": "VARCHAR", "unit": "VARCHAR", "contract": "VARCHAR",
    "position": "INTEGER",
}  # fmt: skip
_CALIBER = {"indicator": "VARCHAR", "since": "INTEGER", "caliber": "VARCHAR"}


def _fill(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    entries: list[tuple[object, ...]],
) -> None:
    """Make a temporary table of the workspace's own data, in one statement."""
    lists: dict[str, list[object]] = {
        name: [entry[i] for entry in entries] for i, name in enumerate(columns)
    }
    taken = ", ".join(
        f"unnest(CAST(${name} AS {kind}[])) AS {name}" for name, kind in columns.items()
    )
    connection.execute(f"CREATE TEMP TABLE {table} AS SELECT {taken}", lists)


def _regions(tree: RegionTree) -> list[tuple[object, ...]]:
    roles = {tree.own.code: "own"} | {child.code: "child" for child in tree.children}
    if tree.province is not None:
        roles[tree.province.code] = "province"
    return [
        (
            one.code, one.name, one.label, one.kind, one.parent, one.panel, one.counts_in_total,
            roles.get(one.code, "peer"), position,
        )
        for position, one in enumerate(tree)
    ]  # fmt: skip


def _indicators(workspace: Workspace) -> list[tuple[object, ...]]:
    return [
        (one.code, one.name, one.unit, one.contract, position)
        for position, one in enumerate(workspace.indicators.values())
    ]


def _calibers(workspace: Workspace) -> list[tuple[object, ...]]:
    return [
        (one.code, change.since, change.caliber)
        for one in workspace.indicators.values()
        for change in one.breaks
    ]
