"""``zs revisions``: first reported, later reported, and who always revises one way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from zhaoshang_cli.domain.revision import Habit, Revision, Version, habits
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING, Style, percent
from zhaoshang_cli.render.tables.cells import count, exact, span
from zhaoshang_cli.store.answers.catalogue import load_metric
from zhaoshang_cli.store.answers.ledger import open_ledger
from zhaoshang_cli.workflows.answers.asking import indicator_asked, region_asked
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workflows.history.diff import called, named
from zhaoshang_cli.workspace import Workspace, open_workspace

_HABITS = (
    Column("指标"),
    Column("地区"),
    Column("改报", numeric=True),
    Column("上调", numeric=True),
    Column("下调", numeric=True),
    Column("合计幅度%", numeric=True),
    Column("习惯"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, in the user's words; None where nothing was said."""

    indicator: str | None = None
    region: str | None = None
    as_of: str | None = None


def revisions(question: Question) -> Answer:
    """Lay out a triangle an indicator, and how each county revises.

    Raises:
        ZsError: A word is not known, or the ledger cannot be read.
    """
    workspace = open_workspace()
    region = question.region and region_asked(workspace.regions, question.region).code
    wanted = question.indicator
    indicator = wanted and indicator_asked(workspace.indicators, wanted).code
    with open_ledger(workspace, as_of=vintage_asked(workspace, question.as_of)) as ledger:
        rows = ledger.ask(
            load_metric("revisions_by_value"),
            {"indicator": indicator or "", "region": region or ""},
        )
        known = ledger.as_of
    found = [
        Revision(*key, tuple(map(_version, group)))
        for key, group in groupby(
            rows, lambda row: (row["indicator"], row["region"], row["period"])
        )
    ]
    summed = habits(found)
    places = workspace.settings.rates.places
    payload = {
        "as_of": known,
        "rows": [_entry(one, workspace, places) for one in found],
        "habits": [_habit_entry(one, workspace, places) for one in summed],
    }
    tables = tuple(_tables(found, summed, workspace))
    return Answer("revisions", payload, tables)


def _version(row: Mapping[str, Any]) -> Version:
    return Version(row["submission"], row["received_on"], row["value"])


def _tables(
    found: Sequence[Revision], summed: Sequence[Habit], workspace: Workspace
) -> Iterator[Table]:
    places = workspace.settings.rates.places
    for code, group in groupby(found, lambda one: one.indicator):
        several = tuple(group)
        most = max(len(one.versions) for one in several)
        name, unit = called(workspace, code)
        columns = (
            Column("地区"),
            Column("期间"),
            *(Column(f"第{n}次报" if n > 1 else "首报", numeric=True) for n in range(1, most + 1)),
            Column("改动", numeric=True),
            Column("幅度%", numeric=True),
        )
        rows = tuple(_row(one, most, workspace, places) for one in several)
        yield Table(f"{name}改报　单位：{unit}", columns, rows)
    lines = tuple(_habit(one, workspace, places) for one in summed)
    yield Table("各地改报习惯" if lines else "没有改报过的数", _HABITS, lines)


def _row(one: Revision, most: int, workspace: Workspace, places: int) -> tuple[Cell, ...]:
    values = [exact(version.value) for version in one.versions]
    rate = one.rate(places)
    return (
        Cell(named(workspace, one.region)),
        Cell(span(one.period)),
        *values,
        *[Cell(NOTHING)] * (most - len(values)),
        exact(one.amount),
        Cell(percent(rate, Style.TABLE), rate, places),
    )


def _habit(one: Habit, workspace: Workspace, places: int) -> tuple[Cell, ...]:
    mean = one.mean(places)
    return (
        Cell(called(workspace, one.indicator)[0]),
        Cell(named(workspace, one.region)),
        count(len(one.revisions)),
        count(one.up),
        count(one.down),
        Cell(percent(mean, Style.TABLE), mean, places),
        Cell(one.verdict or NOTHING, mark="warning" if one.verdict else None),
    )


def _entry(one: Revision, workspace: Workspace, places: int) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "region": one.region,
        "name": named(workspace, one.region),
        "period": span(one.period),
        "unit": called(workspace, one.indicator)[1],
        "versions": [
            {
                "submission": version.submission,
                "received_on": version.received_on.isoformat(),
                "value": version.value,
            }
            for version in one.versions
        ],
        "revision": one.amount,
        "revision_pct": one.rate(places),
    }


def _habit_entry(one: Habit, workspace: Workspace, places: int) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "region": one.region,
        "name": named(workspace, one.region),
        "revised": len(one.revisions),
        "up": one.up,
        "down": one.down,
        "revision_pct": one.mean(places),
        "habit": one.verdict or None,
    }
