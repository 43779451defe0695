"""A user's own query, answered by another process under a clock."""

import json
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workspace import Workspace

SECONDS = 30.0
COMMAND = (sys.executable, "-P", "-m", "zhaoshang_cli.store.queries.questioner")
"""``-P``: what lies in the current folder is never imported."""

_NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)

Value = str | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer, with DuckDB's name of its type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a query gave."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool
    """Whether there are more rows than were asked for."""

    as_of: int
    head: str


def ask_freely(
    workspace: Workspace,
    query: str,
    *,
    as_of: int | None,
    most: int,
    seconds: float = SECONDS,
) -> Found:
    """Run a query over the ledger's views, apart from this process.

    Args:
        workspace: Whose ledger.
        query: One SELECT, as typed.
        as_of: The submission after which nothing is known; None for now.
        most: How many rows at most.
        seconds: How long it may take.

    Raises:
        ZsError: ``sql-wrong``, ``sql-refused``, ``sql-too-slow`` or ``sql-too-large``; whatever
            opening the ledger raises.
    """
    with open_ledger(workspace, as_of=as_of) as ledger:
        vintage, head = ledger.as_of, ledger.head
    request = {
        "folder": str(workspace.path.absolute()),
        "wait": workspace.settings.store.wait_seconds,
        "query": query,
        "as_of": vintage,
        "most": most,
    }
    told = _asked(request, seconds)
    return Found(
        tuple(Column(*column) for column in told["columns"]),
        tuple(tuple(map(_value, row)) for row in told["rows"]),
        told["more"],
        vintage,
        head,
    )


def _asked(request: dict[str, object], seconds: float) -> Any:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own module
            COMMAND,
            input=json.dumps(request).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise ZsError(
            "sql-too-slow", f"查了 {seconds:g} 秒还没有结果，已停止", hint="加上条件，或少连几张表"
        ) from error
    try:
        told = json.loads(done.stdout)
    except ValueError as error:
        raise ZsError(
            "sql-too-large", "查询没有做完就停了", hint="把查询拆小；括号不要套得太深"
        ) from error
    if "error" in told:
        code, message, hint = told["error"]
        raise ZsError(code, message, hint=hint)
    return told


def _value(plain: Any) -> Value:
    if isinstance(plain, dict):
        return Decimal(plain["number"])
    return plain if isinstance(plain, bool | None) else str(plain)
