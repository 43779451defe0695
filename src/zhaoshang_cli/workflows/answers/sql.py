"""``zs sql``: one's own question to the ledger."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from zhaoshang_cli import resources
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.formats.json_text import number
from zhaoshang_cli.store.queries.questions import Found, Value, ask_freely
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import open_workspace

MOST = 100_000
_NUMBERS = (
    "DECIMAL",
    "BIGINT",
    "INTEGER",
    "HUGEINT",
    "SMALLINT",
    "TINYINT",
    "DOUBLE",
    "FLOAT",
    "U",
)


def run_sql(query: str, *, as_of: str | None, limit: int) -> Answer:
    """Answer a query over the ledger's views.

    Raises:
        ZsError: ``sql-wrong``, ``sql-refused``, ``sql-too-slow``, ``sql-too-large`` or
            ``value-wrong``; whatever finding the workspace or the vintage raises.
    """
    if not 1 <= limit <= MOST:
        raise ZsError("value-wrong", f"--limit 不能是 {limit}", hint=f"写 1 到 {MOST}")
    workspace = open_workspace()
    vintage = vintage_asked(workspace, as_of)
    found = ask_freely(workspace, query, as_of=vintage, most=limit)
    names = list(_named(found))
    payload = {
        "query": query,
        "as_of": found.as_of,
        "head": found.head,
        "columns": [
            {"name": name, "type": column.type}
            for name, column in zip(names, found.columns, strict=True)
        ],
        "rows": [dict(zip(names, row, strict=True)) for row in found.rows],
        "more": found.more,
    }
    return Answer("sql", payload, (_table(found, names),))


def list_tables() -> Answer:
    """Say what may be asked: every view and its columns."""
    known = tomllib.loads(resources.text("data", "tables.toml"))
    tables = tuple(_described(name, entry) for name, entry in known.items())
    payload = {"tables": [{"name": name, **entry} for name, entry in known.items()]}
    return Answer("sql", payload, tables)


def _described(name: str, entry: Mapping[str, Any]) -> Table:
    rows = tuple((Cell(column), Cell(about)) for column, about in entry["columns"].items())
    return Table(
        f"{name}　{entry['title']}", (Column("列"), Column("意思")), rows, (entry["about"],)
    )


def _named(found: Found) -> Iterator[str]:
    """Tell columns of one name apart, as ``n``, ``n_2``."""
    seen: dict[str, int] = {}
    for column in found.columns:
        seen[column.name] = seen.get(column.name, 0) + 1
        yield column.name if seen[column.name] == 1 else f"{column.name}_{seen[column.name]}"


def _table(found: Found, names: list[str]) -> Table:
    columns = tuple(
        Column(name, numeric=column.type.startswith(_NUMBERS))
        for name, column in zip(names, found.columns, strict=True)
    )
    rows = tuple(tuple(map(_cell, row)) for row in found.rows)
    told = f"查到 {len(rows)} 行"
    notes = ("后面还有，没有列出：加大 --limit，或加上条件",) if found.more else ()
    return Table(told, columns, rows, notes)


def _cell(value: Value) -> Cell:
    match value:
        case None:
            return Cell(NOTHING)
        case bool():
            return Cell("是" if value else "否")
        case Decimal():
            text = number(value)
            return Cell(text, value, len(text.partition(".")[2]))
        case _:
            return Cell(value)
