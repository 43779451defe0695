"""Rows on their way to DuckDB: gathered a few thousand at a time, and laid down as Parquet."""

import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl

from zhaoshang_cli.store.runs.bounds import storable_all

_TEXT, _NUMBER = pl.String(), pl.Int32()
_VALUE = pl.Decimal(18, 6)
_REST = {"raw": _TEXT, "sheet": _TEXT, "cell": _TEXT}
_OBSERVED = {
    "region": _TEXT, "period": _NUMBER, "indicator": _TEXT, "basis": _TEXT, "source": _TEXT,
}  # fmt: skip
_AIMED = {"region": _TEXT, "year": _NUMBER, "indicator": _TEXT, "level": _TEXT}
_SENT = {
    "kind": _TEXT, "file": _TEXT, "sha256": _TEXT, "bytes": pl.Int64(), "encoding": _TEXT,
    "layout": _TEXT, "signatures": _TEXT, "received_on": _TEXT,
}  # fmt: skip
_SCHEMAS: dict[str, dict[str, pl.DataType]] = {
    "observation": {"number": _NUMBER, "line": _NUMBER, **_OBSERVED, "value": _TEXT, **_REST},
    "target": {"number": _NUMBER, "line": _NUMBER, **_AIMED, "value": _TEXT, **_REST},
    "blank": {"number": _NUMBER, "line": _NUMBER, **_OBSERVED, **_REST},
    "finding": {
        "number": _NUMBER, "code": _TEXT, "severity": _TEXT, "message": _TEXT, "hint": _TEXT,
        "sheet": _TEXT, "cell": _TEXT, "raw": _TEXT, "region": _TEXT, "period": _NUMBER,
        "indicator": _TEXT, "basis": _TEXT,
    },
    "arrival": {"number": _NUMBER, "dated": pl.Boolean(), **_SENT},
    "place": {"place": _NUMBER, "number": _NUMBER},
    "numbered": {"file": _NUMBER, "number": _NUMBER, "submission": _NUMBER},
    "submission": {
        "id": _NUMBER, "run": _NUMBER, **_SENT, "actor": _TEXT, "recorded_at": _TEXT,
        "command": _TEXT,
    },
}  # fmt: skip
"""``number`` is the file's, as they were taken; ``line`` the row's within the file."""

_AT_ONCE = {"arrival": 500, "submission": 500}
_MOST = 20_000
"""So many rows are in memory at once; few of those that carry a layout."""


class Rows:
    """Rows of one kind. What was added is on the disk when ``paths`` has been asked."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._kind = kind
        self._columns: list[list[object]] = [[] for _ in _SCHEMAS[kind]]
        self._paths: list[Path] = []
        self.count = 0

    def extend(self, *columns: Sequence[object]) -> None:
        """Add rows, given by their columns.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        for held, new in zip(self._columns, columns, strict=True):
            held.extend(new)
        self.count += len(columns[0])
        if len(self._columns[0]) >= _AT_ONCE.get(self._kind, _MOST):
            self._write()

    def append(self, *row: object) -> None:
        """Add one row."""
        self.extend(*((one,) for one in row))

    @property
    def paths(self) -> list[str]:
        """The files with all rows so far: one at least."""
        if self._columns[0] or not self._paths:
            self._write()
        return [str(path) for path in self._paths]

    def _write(self) -> None:
        names = _SCHEMAS[self._kind]
        frame = _frame(self._kind, dict(zip(names, self._columns, strict=True)))
        self._columns = [[] for _ in names]
        if "value" in names:
            frame = frame.with_columns(pl.col("value").cast(_VALUE))
        laid = io.BytesIO()
        frame.write_parquet(laid, compression="lz4")
        path = self._folder / f"{self._kind}-{len(self._paths):06}.parquet"
        path.write_bytes(laid.getbuffer())
        self._paths.append(path)


def load(connection: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Make a temporary table of rows."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS"
        " FROM read_parquet($paths, hive_partitioning = false)",
        {"paths": rows.paths},
    )


def show(connection: duckdb.DuckDBPyConnection, view: str, rows: Rows) -> None:
    """Make a temporary view of rows, which stay on the disk."""
    _show(connection, view, rows.paths)


def lay_view(connection: duckdb.DuckDBPyConnection, view: str, query: str, folder: Path) -> None:
    """Lay the answer of a query down on the disk, and make a temporary view of it."""
    path = str(folder / f"{view}.parquet")
    connection.execute(
        f"COPY ({query}) TO '{_quoted(path)}'"
        " (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 20000)"
    )
    _show(connection, view, [path])


def _show(connection: duckdb.DuckDBPyConnection, view: str, paths: Sequence[str]) -> None:
    listed = ", ".join(f"'{_quoted(path)}'" for path in paths)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {view} AS"
        f" FROM read_parquet([{listed}], hive_partitioning = false)"
    )


def _quoted(path: str) -> str:
    return path.replace("'", "''")


def rows_of(folder: Path, kind: str, rows: Iterable[Mapping[str, object]]) -> Rows:
    """Lay down rows that are given one by one."""
    laid = Rows(folder, kind)
    for row in rows:
        laid.append(*(row[name] for name in _SCHEMAS[kind]))
    return laid


def _frame(kind: str, columns: dict[str, list[object]]) -> pl.DataFrame:
    try:
        return pl.DataFrame(columns, schema=_SCHEMAS[kind])
    except UnicodeEncodeError:
        cleaned = {
            name: storable_all([None if one is None else str(one) for one in column])
            if _SCHEMAS[kind][name] == _TEXT
            else column
            for name, column in columns.items()
        }
        return pl.DataFrame(cleaned, schema=_SCHEMAS[kind])
