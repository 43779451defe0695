"""``zs diff``: what lies between two states of knowledge."""

from collections.abc import Iterator

from zhaoshang_cli.domain.difference import Difference
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.tables.cells import BASES, exact, span, words
from zhaoshang_cli.render.tables.plan import effect_objects, effect_tables
from zhaoshang_cli.workflows.answers.vintage import vintage_asked
from zhaoshang_cli.workflows.history.differing import Differences, differences
from zhaoshang_cli.workspace import Workspace, open_workspace

CHANGES = {"added": "新增", "changed": "更正", "withdrawn": "撤去"}
_SOURCES = {"county": "县区报数", "province": "省通报", "target": "目标"}
_COLUMNS = (
    Column("地区"),
    Column("期间"),
    Column("指标"),
    Column("口径"),
    Column("来源"),
    Column("变化"),
    Column("原数", numeric=True),
    Column("新数", numeric=True),
    Column("差额", numeric=True),
    Column("单位"),
    Column("第几次", numeric=True),
)


def diff(first: str, second: str | None = None) -> Answer:
    """Compare two vintages, in the words of ``--as-of``; the second is now unless said.

    Raises:
        ZsError: ``as-of-wrong`` or ``as-of-unknown``.
    """
    workspace = open_workspace()
    one, other = vintage_asked(workspace, first), vintage_asked(workspace, second)
    if one is None:
        raise ZsError("as-of-wrong", "前一个时点不能是现在", hint="先写早的，再写晚的")
    if other is not None and other < one:
        one, other = other, one
    return answer(workspace, differences(workspace, one, other))


def answer(workspace: Workspace, found: Differences) -> Answer:
    """Arrange it as tables and as JSON."""
    return Answer("diff", payload(workspace, found), tuple(tables(workspace, found)))


def payload(workspace: Workspace, found: Differences) -> dict[str, object]:
    """Write it for scripts."""
    return {
        "from": found.before,
        "to": found.after,
        "counts": {change: found.count(change) for change in CHANGES}
        | {"unchanged": found.unchanged},
        "rows": [_entry(row, workspace) for row in found.rows],
        "effects": effect_objects(found.effects),
    }


def tables(workspace: Workspace, found: Differences) -> Iterator[Table]:
    """Lay out the values by county, then what becomes of the totals and the ranks."""
    said = "，".join(f"{word} {found.count(change)}" for change, word in CHANGES.items())
    yield Table(
        f"第 {found.before} 次到第 {found.after} 次：{said}，未变 {found.unchanged}",
        _COLUMNS,
        tuple(_row(row, workspace) for row in _by_county(workspace, found)),
    )
    for table in effect_tables(found.effects, workspace.indicators):
        if table.rows:
            yield table


def named(workspace: Workspace, code: str) -> str:
    """Return the label of a region, or its code where the workspace no longer has it."""
    known = workspace.regions.by_code.get(code)
    return known.label if known else code


def called(workspace: Workspace, code: str) -> tuple[str, str]:
    """Return the name and the unit of an indicator."""
    known = workspace.indicators.get(code)
    return (known.name, known.unit) if known else (code, "")


def _by_county(workspace: Workspace, found: Differences) -> list[Difference]:
    order = {region.code: place for place, region in enumerate(workspace.regions)}
    return sorted(found.rows, key=lambda row: order.get(row.region, len(order)))


def _row(row: Difference, workspace: Workspace) -> tuple[Cell, ...]:
    name, unit = called(workspace, row.indicator)
    return (
        Cell(named(workspace, row.region)),
        Cell(span(row.period)),
        Cell(name),
        Cell(BASES.get(row.basis, row.basis)),
        Cell(_SOURCES[row.source]),
        Cell(CHANGES[row.change]),
        exact(row.before),
        exact(row.after),
        exact(row.amount),
        words(unit),
        Cell(str(row.after_submission), row.after_submission),
    )


def _entry(row: Difference, workspace: Workspace) -> dict[str, object]:
    return {
        "region": row.region,
        "name": named(workspace, row.region),
        "period": span(row.period),
        "indicator": row.indicator,
        "basis": row.basis,
        "source": row.source,
        "change": row.change,
        "from": row.before,
        "to": row.after,
        "unit": called(workspace, row.indicator)[1],
        "from_submission": row.before_submission,
        "to_submission": row.after_submission,
    }
