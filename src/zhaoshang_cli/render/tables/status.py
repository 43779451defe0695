"""``zs status``: who has reported."""

from dataclasses import dataclass
from datetime import date

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.domain.status import Reporting, State
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING
from zhaoshang_cli.render.tables.released import marked
from zhaoshang_cli.render.words import listed

_MARKS = {State.MISSING: "error", State.LATE: "warning", State.REVISED: "info"}


@dataclass(frozen=True, slots=True)
class Reported:
    """What ``zs status`` found."""

    period: Period
    due: date | None
    """None for a January that is reported with February."""

    rows: tuple[Reporting, ...]
    as_of: int
    head: str
    released: Release | None = None

    def names(self, state: State) -> list[str]:
        """Return the labels of the regions in one state."""
        return [row.name for row in self.rows if row.state is state]


def answer(reported: Reported) -> Answer:
    """Arrange it as a table and as JSON."""
    payload = {
        "period": str(reported.period),
        "due": None if reported.due is None else reported.due.isoformat(),
        "as_of": reported.as_of,
        "head": reported.head,
        "rows": [_entry(row) for row in reported.rows],
    }
    columns = (
        Column("地区"),
        Column("情况"),
        Column("报送次数", numeric=True),
        Column("最近收到"),
        Column("问题", numeric=True),
    )
    when = "与2月合并，不单报" if reported.due is None else f"截止{reported.due}"
    title = f"{reported.period.year}年{reported.period.month}月报送情况　{when}"
    rows = tuple(_row(row, reported) for row in reported.rows)
    whole = Answer("status", payload, (Table(title, columns, rows, _notes(reported)),))
    return marked(whole, reported.released, reported.as_of)


def _entry(row: Reporting) -> dict[str, object]:
    return {
        "region": row.region,
        "name": row.full_name,
        "state": row.state.value,
        "submissions": row.submissions,
        "received_at": None if row.received_on is None else row.received_on.isoformat(),
        "first_received_at": (
            None if row.first_received_on is None else row.first_received_on.isoformat()
        ),
        "findings": row.findings,
    }


def _row(row: Reporting, reported: Reported) -> tuple[Cell, ...]:
    spared = reported.due is None and row.state is State.NOT_DUE
    return (
        Cell(row.name),
        Cell("不单报" if spared else row.state.chinese, mark=_MARKS.get(row.state)),
        Cell(str(row.submissions), row.submissions),
        Cell(NOTHING if row.received_on is None else row.received_on.isoformat()),
        Cell(str(row.findings), row.findings),
    )


def _notes(reported: Reported) -> tuple[str, ...]:
    here = [row for row in reported.rows if row.state not in (State.MISSING, State.NOT_DUE)]
    owed = "" if reported.due is None else f"应报{len(reported.rows)}家，"
    said = [f"{owed}已到{len(here)}家"]
    said += [
        f"{state.chinese}{len(names)}家：{listed(names)}"
        for state in (State.MISSING, State.LATE)
        if (names := reported.names(state))
    ]
    return ("；".join(said),)


def next_step(reported: Reported) -> str:
    """Say what to do next: remind those that owe a return, wait for the first, or look."""
    if missing := reported.names(State.MISSING):
        return f"催报{listed(missing)}；收到后 zs ingest 文件"
    if any(row.state is not State.NOT_DUE for row in reported.rows):
        return f"看数：zs show {reported.period}"
    return "收到报表后：zs ingest 文件或文件夹"
