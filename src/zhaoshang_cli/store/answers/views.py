"""What the metrics read: the views of ``sql/views/`` and the workspace's own tables, laid on demand.

Laying all of them takes as long as opening the store; a question needs three or four.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.resources import folder
from zhaoshang_cli.workspace import Workspace

_NEWEST = 2**31 - 1
_VINTAGE = "(SELECT as_of FROM vintage)"
_WORD = re.compile(r"\w+")


class Views:
    """The temporary views and tables of a connection, at one vintage."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, workspace: Workspace, as_of: int | None
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self._as_of = _NEWEST if as_of is None else as_of
        paths = folder("sql").joinpath("views").glob("*.sql")
        self._waiting = {path.stem: path for path in paths}
        self._tables = {"region", "indicator", "caliber"}

    def lay(self, query: str) -> None:
        """Lay whatever a query names that is not laid yet."""
        named = set(_WORD.findall(query))
        for table in sorted(self._tables & named):
            self._tables.discard(table)
            self._fill(table)
        while views := named & self._waiting.keys():
            view = min(views)
            select = self._view(self._waiting.pop(view))
            self.lay(select)
            self._connection.execute(f"CREATE TEMP VIEW {view} AS {select}")

    def lay_all(self) -> None:
        """Lay every view and table."""
        self.lay(" ".join((*self._tables, *self._waiting)))

    def _view(self, path: Path) -> str:
        # Only against a number can DuckDB tell, unread, what lies beyond the vintage.
        return path.read_text(encoding="utf-8").replace(_VINTAGE, str(self._as_of))

    def _fill(self, table: str) -> None:
        if table == "region":
            _fill(self._connection, table, _REGION, _regions(self._workspace.regions))
        elif table == "indicator":
            _fill(self._connection, table, _INDICATOR, _indicators(self._workspace))
        else:
            _fill(self._connection, table, _CALIBER, _calibers(self._workspace))


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
    entries: Sequence[tuple[object, ...]],
) -> None:
    """Make a temporary table of the workspace's own data."""
    # One parameter: DuckDB takes a tenth of a millisecond to bind each value of a list.
    rows_held = [dict(zip(columns, entry, strict=True)) for entry in entries]
    connection.execute(
        f"CREATE TEMP TABLE {table} AS SELECT unnest(from_json($rows, $columns), max_depth := 2)",
        {"rows": json.dumps(rows_held, ensure_ascii=False), "columns": json.dumps([columns])},
    )


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
