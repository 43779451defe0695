"""``zs quarantine``: the cells that were not taken in and that nothing has mended since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhaoshang_cli.errors import Place
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.tables.cells import BASES, count, day, span, words
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import Workspace, open_workspace

_COLUMNS = (
    Column("次", numeric=True),
    Column("单元格"),
    Column("原文"),
    Column("问题"),
    Column("办法"),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, and what to do next."""

    answer: Answer
    next: str


def quarantine(as_of: str | None = None) -> Waiting:
    """List what waits.

    Raises:
        ZsError: The vintage is not known, or the ledger cannot be read.
    """
    workspace = open_workspace()
    with open_ledger(workspace, as_of=vintage_asked(workspace, as_of)) as ledger:
        rows = ledger.ask(load_metric("quarantine_by_cell"))
        known = ledger.as_of
    payload = {"as_of": known, "rows": [_entry(row) for row in rows]}
    answer = Answer("quarantine", payload, (_table(rows, workspace),))
    return Waiting(answer, _next(rows))


def _table(rows: Sequence[Mapping[str, Any]], workspace: Workspace) -> Table:
    files = len({row["file"] for row in rows})
    title = f"隔离的格子：{files} 个文件 {len(rows)} 处" if rows else "没有隔离的格子"
    return Table(title, _COLUMNS, tuple(_row(row, workspace) for row in rows))


def _row(row: Mapping[str, Any], workspace: Workspace) -> tuple[Cell, ...]:
    about = _about(row, workspace)
    return (
        count(row["submission"]),
        Cell(str(_place(row))),
        words(row["raw"]),
        Cell(f"{row['message']}（{about}）" if about else row["message"], mark="error"),
        words(row["hint"]),
    )


def _about(row: Mapping[str, Any], workspace: Workspace) -> str:
    """Say what the cell would have been, as far as that is known."""
    region = workspace.regions.by_code.get(row["region"] or "")
    indicator = workspace.indicators.get(row["indicator"] or "")
    parts = (
        region and region.label,
        row["period"] and span(row["period"]),
        indicator and indicator.name,
        row["basis"] and BASES.get(row["basis"], row["basis"]),
    )
    return " ".join(part for part in parts if part)


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["file"], row["sheet"], row["cell"])


def _entry(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        "submission": row["submission"],
        "received_on": day(row["received_on"]),
        "code": row["code"],
        "where": {"file": row["file"], "sheet": row["sheet"], "cell": row["cell"]},
        "raw": row["raw"],
        "message": row["message"],
        "hint": row["hint"],
        "region": row["region"],
        "period": None if row["period"] is None else span(row["period"]),
        "indicator": row["indicator"],
        "basis": row["basis"],
    }


def _next(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return "zs status"
    return f"按“办法”改好，再收一次：zs ingest {rows[0]['file']}"
