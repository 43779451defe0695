"""Open the DuckDB file: to ask it, to change the next one, to set two side by side."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.resources import text
from zhaoshang_cli.store.files.refusals import LOCKED, guarded, store_damaged, store_missing

STORAGE_VERSION = "v1.2.0"
"""The file format is pinned so that other DuckDB tools of the last years open it."""

_NO_LIMITS: Mapping[str, str] = {}
_BOUNDS: Mapping[str, str] = {"memory_limit": "640MB", "threads": "2"}
"""For what goes through all rows: what does not fit goes to a file beside the generation that is
being built, and every thread wants memory of its own."""


@contextmanager
def reading(
    path: Path, *, wait: float, limits: Mapping[str, str] = _NO_LIMITS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store to ask it: nothing can be written, and nothing outside it can be read.

    Only its tables are in sight. A function that another program has put into it, ``sum`` for one,
    would else be taken for DuckDB's own.

    Args:
        path: The store.
        wait: Seconds to wait for a program that writes it.
        limits: Settings of DuckDB that hold back a query, ``memory_limit`` for one.

    Raises:
        ZsError: ``store-missing``, ``store-busy`` or ``store-damaged``.
    """
    if not path.exists():
        raise store_missing(path)
    with guarded(path), _opened(path, wait=wait) as connection:
        _seal(connection, limits)
        yield connection


@contextmanager
def changing(path: Path, staging: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store that nobody else sees yet, to change it in one transaction.

    Args:
        path: The new generation.
        staging: The only folder files may be read from and written to.

    Raises:
        ZsError: ``store-damaged`` or ``workspace-read-only``.
    """
    with guarded(path):
        _require_tables_only(path)
    with guarded(path), duckdb.connect(str(path)) as connection:
        folders = [str(staging), str(path.parent)]
        connection.execute("SET allowed_directories = $folders", {"folders": folders})
        _seal(connection, _BOUNDS)
        connection.begin()
        yield connection
        connection.commit()
        connection.execute("CHECKPOINT")


@contextmanager
def creating(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Make an empty store in the pinned file format, to lay its schema.

    Raises:
        ZsError: ``disk-full`` or ``workspace-read-only``.
    """
    with guarded(path), duckdb.connect() as connection:
        connection.execute(
            f"ATTACH '{_quoted(path)}' AS fresh (STORAGE_VERSION '{STORAGE_VERSION}')"
        )
        connection.execute("USE fresh")
        yield connection
        connection.execute("USE memory")
        connection.execute("DETACH fresh")


@contextmanager
def comparing(anew: Path, store: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open two stores side by side, as ``anew`` and ``store``, to ask both at once.

    Raises:
        ZsError: ``store-busy`` or ``store-damaged``.
    """
    with guarded(store), duckdb.connect(config={"temp_directory": f"{anew}.tmp"}) as connection:
        for path, name in ((anew, "anew"), (store, "store")):
            connection.execute(f"ATTACH '{_quoted(path)}' AS {name} (READ_ONLY)")
        _seal(connection, _BOUNDS)
        yield connection


def planted(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return what a store, opened to be read, holds besides tables: kind and name."""
    found = connection.execute(text("sql", "store", "find_planted.sql")).fetchall()
    return [(str(kind), str(name)) for kind, name in found]


def run(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> None:
    """Run one of the statements in ``sql/store/``."""
    connection.execute(text("sql", "store", f"{name}.sql"), values or None)


def rows(
    connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """Return every row of a query by column name."""
    answer = connection.execute(query, values)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def each(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a query, a few at a time; nothing else may be asked meanwhile."""
    answer = connection.execute(query)
    names = [column[0] for column in answer.description or ()]
    while found := answer.fetchmany(_FEW):
        yield from (dict(zip(names, row, strict=True)) for row in found)


_FEW = 2_000


def _seal(connection: duckdb.DuckDBPyConnection, limits: Mapping[str, str] = _NO_LIMITS) -> None:
    """Shut every door to files, extensions and the network, and throw the key away."""
    # Connections of one process to one store share their settings: the first has sealed both.
    if connection.execute("SELECT current_setting('lock_configuration')").fetchall() == [(True,)]:
        return
    doors = {"enable_external_access": "false", **limits, "lock_configuration": "true"}
    connection.execute("; ".join(f"SET {name} = '{value}'" for name, value in doors.items()))


def _opened(path: Path, *, wait: float) -> duckdb.DuckDBPyConnection:
    """Open a store for reading; wait for a program that writes it."""
    deadline = time.monotonic() + wait
    pause = 0.05
    while True:
        try:
            return _attached(path)
        except duckdb.IOException as error:
            if LOCKED not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(pause)
        pause = min(pause * 1.6, 1.0)


def _attached(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a store beside an empty database, from which only its tables are seen."""
    connection = duckdb.connect(config={"temp_directory": f"{path}.tmp"})
    try:
        connection.execute(f"ATTACH '{_quoted(path)}' AS store (READ_ONLY)")
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables()"
            " WHERE database_name = 'store' AND schema_name = 'ledger'"
        ).fetchall()
        names = [one.replace('"', '""') for (one,) in tables]
        views = [f'CREATE VIEW ledger."{one}" AS FROM store.ledger."{one}"' for one in names]
        connection.execute("; ".join(["CREATE SCHEMA ledger", *views]))
    except BaseException:
        connection.close()
        raise
    return connection


def _require_tables_only(path: Path) -> None:
    # Asked from outside: from within, what answers might itself be planted.
    with _attached(path) as connection:
        found = planted(connection)
    if found:
        told = "、".join(f"{kind} {name}" for kind, name in found[:3])
        raise store_damaged(path.with_suffix(".duckdb"), f"里有别的程序加进去的{told}")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
