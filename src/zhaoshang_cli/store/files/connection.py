"""Open the DuckDB file, and turn what DuckDB says into what a clerk can act on."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.resources import text

STORAGE_VERSION = "v1.2.0"
"""The file format is pinned so that other DuckDB tools of the last years open it."""

_LOCKED = "Could not set lock"
_NO_LIMITS: Mapping[str, str] = {}
_BOUNDS: Mapping[str, str] = {"memory_limit": "256MB", "threads": "2"}
"""For a writer: what does not fit goes to a file beside the generation that is being built, and
every thread wants memory of its own."""


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
    with _guarded(path), _opened(path, wait=wait) as connection:
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
    with _guarded(path):
        _require_tables_only(path)
    with _guarded(path), duckdb.connect(str(path)) as connection:
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
    with _guarded(path), duckdb.connect() as connection:
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
    with _guarded(store), duckdb.connect() as connection:
        for path, name in ((anew, "anew"), (store, "store")):
            connection.execute(f"ATTACH '{_quoted(path)}' AS {name} (READ_ONLY)")
        _seal(connection)
        yield connection


def planted(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return what a store, opened to be read, holds besides tables: kind and name."""
    found = connection.execute(text("sql", "store", "find_planted.sql")).fetchall()
    return [(str(kind), str(name)) for kind, name in found]


def store_missing(path: Path) -> ZsError:
    """Say that a workspace has no store."""
    return ZsError(
        "store-missing",
        "这个工作区还没有台账",
        Place(str(path)),
        "用 zs rebuild 从归档重建；新的工作区用 zs init 建",
    )


def store_damaged(path: Path, what: str) -> ZsError:
    """Say what is wrong with a store."""
    hint = "先备份整个文件夹，再运行 zs rebuild"
    return ZsError("store-damaged", f"台账{what}", Place(str(path)), hint)


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
            if _LOCKED not in str(error) or time.monotonic() > deadline:
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


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Say in Chinese what DuckDB says in English."""
    try:
        yield
    except duckdb.Error as error:
        raise _said(path, error) from error
    except ZsError as error:
        # Only what is wrong with the store lies in its file, not what was asked wrongly.
        if error.code == "store-newer":
            error.place = error.place or Place(str(path))
        raise


def _said(path: Path, error: duckdb.Error) -> ZsError:
    message, place = str(error), Place(str(path))
    for words, code, what, hint in _SAYINGS:
        if any(word in message for word in words):
            return ZsError(code, what, place, hint)
    if isinstance(error, _ASKED_WRONGLY):
        return ZsError(
            "query-failed",
            f"查询语句有误：{message.partition(chr(10))[0]}",
            place,
            "这是程序的问题，请报告",
        )
    return store_damaged(path, f"打不开或读不全{_why(message)}")


def _why(message: str) -> str:
    """Say the commonest of what DuckDB says; the rest would tell a clerk nothing."""
    if "not a valid DuckDB" in message:
        return "：它不是 DuckDB 的文件"
    if "checksum" in message:
        return "：校验和不符，内容被改过或没有写完"
    return ""


_SAYINGS = (
    ((_LOCKED,), "store-busy", "台账正被别的程序占用", "关掉打开它的程序再试"),
    (
        ("No space left", "File too large", "磁盘空间不足"),
        "disk-full", "磁盘空间不足，没有写入", "腾出空间后重来；台账还是原来的样子",
    ),
    (("newer version",), "store-newer", "台账是更新版本的程序写的", "请升级 zs"),
    (("Out of Memory",), "memory-short", "内存不够，没有做完", "关掉别的程序再试"),
    (
        ("Could not write", "fsync failed", "Could not truncate"),
        "workspace-read-only", "写不进去，磁盘可能出了错", "检查磁盘；台账还是原来的样子",
    ),
    (
        ("Permission denied",),
        "workspace-read-only", "没有权限打开台账", "请管理员给你这个文件夹的权限",
    ),
)  # fmt: skip
"""What DuckDB says, and what zs says of it: code, message and remedy."""

_ASKED_WRONGLY = (duckdb.ProgrammingError, duckdb.NotSupportedError, duckdb.DataError)
