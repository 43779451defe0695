"""``zs history``: everything that was ever taken in, taken back, adjusted or published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.tables.cells import KINDS, count, day, span, words
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import period_asked, region_asked
from zhaoshang_cli.workflows.answers.releases import releases
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workspace import Workspace, open_workspace

_COLUMNS = (
    Column("次", numeric=True),
    Column("收到"),
    Column("记录"),
    Column("谁"),
    Column("种类"),
    Column("地区"),
    Column("期间"),
    Column("新增", numeric=True),
    Column("更正", numeric=True),
    Column("撤去", numeric=True),
    Column("调整", numeric=True),
    Column("文件"),
)
_RELEASED = tuple(map(Column, ("期间", "发布日期", "谁定的", "用到第几次报送", "记录", "时点")))


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the user's words; None where nothing was said."""

    period: str | None = None
    region: str | None = None
    as_of: str | None = None


def history(question: Question) -> Answer:
    """List the submissions, the oldest first, and the publications.

    Raises:
        ZsError: A word is not known, or the ledger cannot be read.
    """
    workspace = open_workspace()
    region = question.region and region_asked(workspace.regions, question.region).code
    with open_ledger(workspace, as_of=vintage_asked(workspace, question.as_of)) as ledger:
        period = period_asked(ledger, question.period).number if question.period else 0
        rows = ledger.ask(
            load_metric("submissions_by_number"), {"region": region or "", "period": period}
        )
        published = [one for one in releases(ledger) if period in (0, one.period.number)]
        known, head = ledger.as_of, ledger.head
    back = _clock_went_back(rows)
    payload = {
        "as_of": known,
        "head": head,
        "submissions": [
            {**_entry(row), "clock_went_back": row["submission"] in back} for row in rows
        ],
        "releases": [one.entry for one in published],
    }
    return Answer("history", payload, tuple(_tables(rows, back, published, workspace)))


def _clock_went_back(rows: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Return the submissions recorded, by the clock, before an earlier one; and before which."""
    back: dict[int, int] = {}
    latest, holder = "", 0
    for row in rows:
        at = row["recorded_at"]
        if latest and datetime.fromisoformat(at) < datetime.fromisoformat(latest):
            back[row["submission"]] = holder
        else:
            latest, holder = at, row["submission"]
    return back


def _tables(
    rows: Sequence[Mapping[str, Any]],
    back: Mapping[int, int],
    published: Sequence[Release],
    workspace: Workspace,
) -> list[Table]:
    listed = tuple(_row(row, workspace, odd=row["submission"] in back) for row in rows)
    notes = tuple(
        f"第 {number} 次按机器的钟记在第 {before} 次以前：钟往回拨过；先后以第几次为准"
        for number, before in back.items()
    )
    tables = [Table(f"流水：{len(rows)} 次", _COLUMNS, listed, notes)]
    if published:
        tables.append(
            Table(
                f"发布：{len(published)} 次",
                _RELEASED,
                tuple(tuple(map(Cell, _published(one))) for one in published),
            )
        )
    return tables


def _row(row: Mapping[str, Any], workspace: Workspace, *, odd: bool) -> tuple[Cell, ...]:
    taken_back = row["withdrawn_by"]
    kind = KINDS.get(row["kind"], row["kind"])
    gone = f"{kind}（第{taken_back}次撤回）"
    return (
        count(row["submission"]),
        words(day(row["received_on"])),
        Cell(row["recorded_at"][:16].replace("T", " "), mark="warning" if odd else None),
        Cell(row["actor"]),
        Cell(kind) if taken_back is None else Cell(gone, mark="warning"),
        Cell(_region(row, workspace)),
        Cell(_periods(row)),
        *(count(row[name]) for name in ("added", "changed", "withdrawn", "adjusted")),
        words(row["file"]),
    )


def _region(row: Mapping[str, Any], workspace: Workspace) -> str:
    if row["regions"] > 1:
        return f"{row['regions']}个地区"
    known = workspace.regions.by_code.get(row["region"] or "")
    return known.label if known else row["region"] or NOTHING


def _periods(row: Mapping[str, Any]) -> str:
    first, last = row["first_period"], row["last_period"]
    if first is None:
        return NOTHING
    return span(first) if first == last else f"{span(first)} 至 {span(last)}"


def _published(one: Release) -> tuple[str, ...]:
    return (
        str(one.period), one.released_on.isoformat(), one.approver, str(one.vintage),
        one.recorded_at[:16].replace("T", " "), str(one),
    )  # fmt: skip


def _entry(row: Mapping[str, Any]) -> dict[str, object]:
    periods = [None if row[name] is None else span(row[name]) for name in _ENDS]
    return {
        **{name: row[name] for name in _AS_THEY_ARE},
        "received_on": day(row["received_on"]),
        "first_period": periods[0],
        "last_period": periods[1],
    }


_ENDS = ("first_period", "last_period")
_AS_THEY_ARE = (
    "submission", "run", "kind", "file", "sha256", "actor", "recorded_at", "command",
    "journal_hash", "regions", "region", "added", "changed", "withdrawn", "adjusted",
    "withdrawn_by",
)  # fmt: skip
