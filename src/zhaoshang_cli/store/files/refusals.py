"""What DuckDB says of a store, turned into what a clerk can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from zhaoshang_cli.errors import Place, ZsError

LOCKED = "Could not set lock"
"""What DuckDB says of a store that another program writes."""


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


def noted_number(text: str) -> int:
    """Read a number that the store notes of itself.

    Raises:
        ZsError: ``store-damaged``; where, ``guarded`` knows.
    """
    if not (text.isascii() and text.isdigit()):
        hint = "先备份整个文件夹，再运行 zs rebuild"
        raise ZsError("store-damaged", f"台账自己记的版本或批次被改过：“{text}”不是数", hint=hint)
    return int(text)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Say in Chinese what DuckDB says in English."""
    try:
        yield
    except duckdb.Error as error:
        raise _said(path, error) from error
    except ZsError as error:
        # Only what is wrong with the store lies in its file, not what was asked wrongly.
        if error.code in ("store-newer", "store-damaged"):
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
    ((LOCKED,), "store-busy", "台账正被别的程序占用", "关掉打开它的程序再试"),
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
