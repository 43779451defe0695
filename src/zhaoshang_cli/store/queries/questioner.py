"""The process that runs a user's own query, so that a runaway one harms only itself.

Started as ``python -P -m zhaoshang_cli.store.queries.questioner``. Takes one JSON object on standard input
and answers with one (see ``store.questions``).
"""

import json
import math
import signal
import sys
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.resources import text
from zhaoshang_cli.store.answers.views import Views
from zhaoshang_cli.store.files.connection import reading
from zhaoshang_cli.store.queries.gate import refused, require_select
from zhaoshang_cli.store.queries.mistakes import wrong
from zhaoshang_cli.workspace.opening import load

MEMORY = 4 << 30
LIMITS = {"memory_limit": "1GB", "max_temp_directory_size": "0KB"}
LARGEST = 64 << 20
"""Letters of an answer."""


def main() -> None:
    """Answer one request."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for zs, which then ends this
    request = json.loads(sys.stdin.buffer.read())
    _limit()
    sys.stdout.buffer.write(json.dumps(answer(request)).encode())


def answer(request: Mapping[str, Any]) -> dict[str, object]:
    """Run a query and say what came of it; nothing is raised but what kills the process."""
    try:
        return _answer(request)
    except ZsError as error:
        return {"error": [error.code, error.message, error.hint]}
    except MemoryError:
        return {"error": [_EXHAUSTED.code, _EXHAUSTED.message, _EXHAUSTED.hint]}


def documented() -> dict[str, Any]:
    """Return what may be asked: every view, with its title and its columns."""
    return tomllib.loads(text("data", "tables.toml"))


def _answer(request: Mapping[str, Any]) -> dict[str, object]:
    workspace, query = load(Path(request["folder"])), request["query"]
    with reading(workspace.store, wait=request["wait"], limits=LIMITS) as connection:
        views, known = Views(connection, workspace, request["as_of"]), documented()
        names = require_select(connection, query, known)
        for name in names:
            views.lay(name)
        try:
            return _run(connection, query, request["most"])
        except duckdb.OutOfMemoryException as error:
            raise _EXHAUSTED from error
        except duckdb.PermissionException as error:
            original = str(error).partition("\n")[0]
            raise refused(
                f"查询只看台账，不读文件，不上网，不改设置（原文：{original}）"
            ) from error
        except duckdb.Error as error:
            columns = {column for name in names for column in known[name]["columns"]}
            raise wrong(error, query, columns) from error


_EXHAUSTED = ZsError("sql-too-large", "查询用的内存太多，已停止", hint="加上条件，或先汇总再列出")


def _run(connection: duckdb.DuckDBPyConnection, query: str, most: int) -> dict[str, object]:
    # A relation with a limit stops early; a whole answer would first be held in memory.
    relation = connection.sql(query)
    rows = relation.limit(most + 1).fetchall()
    held = [[_plain(value) for value in row] for row in rows[:most]]
    if sum(len(str(value)) for row in held for value in row) > LARGEST:
        raise ZsError("sql-too-large", "查询的结果太大，已停止", hint="少列几列，或加上条件")
    columns = zip(relation.columns, map(str, relation.types), strict=True)
    return {"columns": list(columns), "rows": held, "more": len(rows) > most}


def _plain(value: Any) -> object:
    """Return a value as JSON carries it: a number as its digits, what is no number as words."""
    match value:
        case None | bool() | str():
            return value
        case float() if not math.isfinite(value):
            return str(value)
        case int() | float() | Decimal():
            return {"number": f"{Decimal(repr(value)) if isinstance(value, float) else value:f}"}
        case bytes():
            return value.hex()
        case _:
            return str(value)


def _limit() -> None:
    if sys.platform != "win32":  # pragma: no branch - which has no such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    main()
