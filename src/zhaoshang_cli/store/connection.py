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
_FULL = ("No space left", "File too large", "磁盘空间不足")


@contextmanager
def reading(path: Path, *, wait: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a store to ask it: nothing can be written, and nothing outside it can be read.

    Raises:
        ZsError: ``store-missing``, ``store-busy`` or ``store-damaged``.
    """
    with _guarded(path), _opened(path, wait=wait, read_only=True) as connection:
        connection.execute("SET enable_external_access = false")
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
    with _guarded(path), duckdb.connect(str(path)) as connection:
        folders = [str(staging), str(path.parent)]
        connection.execute("SET allowed_directories = $folders", {"folders": folders})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.begin()
        yield connection
        connection.commit()
        connection.execute("CHECKPOINT")


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


@contextmanager
def _opened(path: Path, *, wait: float, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    deadline = time.monotonic() + wait
    pause = 0.05
    while True:
        try:
            connection = duckdb.connect(str(path), read_only=read_only)
            break
        except duckdb.IOException as error:
            if _LOCKED not in str(error) or time.monotonic() > deadline:
                raise
        time.sleep(pause)
        pause = min(pause * 1.6, 1.0)
    with connection:
        yield connection


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Say in Chinese what DuckDB says in English."""
    try:
        yield
    except duckdb.Error as error:
        raise _said(path, error) from error


def _said(path: Path, error: duckdb.Error) -> ZsError:
    message, place = str(error), Place(str(path))
    if _LOCKED in message:
        return ZsError("store-busy", "台账正被别的程序占用", place, "关掉打开它的程序再试")
    if any(word in message for word in _FULL):
        hint = "腾出空间后重来；台账还是原来的样子"
        return ZsError("disk-full", "磁盘空间不足，没有写入", place, hint)
    if "newer version" in message:
        return ZsError("store-newer", "台账是更新版本的程序写的", place, "请升级 zs")
    first = message.partition("\n")[0]
    if isinstance(error, _ASKED_WRONGLY):
        return ZsError("query-failed", f"查询语句有误：{first}", place, "这是程序的问题，请报告")
    hint = "先备份整个文件夹，再运行 zs rebuild"
    return ZsError("store-damaged", f"台账打不开或读不全：{first}", place, hint)


_ASKED_WRONGLY = (duckdb.ProgrammingError, duckdb.NotSupportedError, duckdb.DataError)
