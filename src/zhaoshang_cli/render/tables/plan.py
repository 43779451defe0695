"""How ``zs ingest --plan`` is told: value by value, and what becomes of the headline and the ranks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from zhaoshang_cli.domain.effect import Effect, Move
from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.intake import IngestReport, ValueChange
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING, Style, percent
from zhaoshang_cli.render.tables.cells import BASES, exact
from zhaoshang_cli.render.tables.intake import intake_answer

_CHANGES = (
    Column("地区"),
    Column("期间"),
    Column("指标"),
    Column("时段"),
    Column("原数", numeric=True),
    Column("新数", numeric=True),
    Column("单位"),
    Column("出处"),
)
_EFFECTS = (
    Column("期间"),
    Column("指标"),
    Column("范围"),
    Column("原累计", numeric=True),
    Column("新累计", numeric=True),
    Column("原完成率", numeric=True),
    Column("新完成率", numeric=True),
    Column("原同比", numeric=True),
    Column("新同比", numeric=True),
)
_MOVES = (
    Column("期间"),
    Column("指标"),
    Column("组别"),
    Column("地区"),
    Column("依据"),
    Column("原位次", numeric=True),
    Column("新位次", numeric=True),
)
_AMONG = {"children": "本级合计", "province": "省通报"}


def plan_answer(
    report: IngestReport,
    effects: Sequence[Effect],
    names: Mapping[str, str],
    indicators: Mapping[str, Indicator],
) -> Answer:
    """Lay out what a run would do.

    Args:
        report: What would become of every file.
        effects: What would become of the headline indicators.
        names: The label of every region by its code.
        indicators: The workspace's.
    """
    files = intake_answer(report, names)
    itemised = Table(
        f"逐格变化：{len(report.changes)} 处（没有写入）",
        _CHANGES,
        tuple(_change(one, names, indicators) for one in report.changes),
    )
    told = (itemised, *effect_tables(effects, indicators))
    tables = (*files.tables, *(table for table in told if table.rows))
    payload = {
        **files.payload,
        "changes": [_change_object(one, indicators) for one in report.changes],
        "effects": effect_objects(effects),
    }
    return Answer("ingest", payload, tables)


def effect_tables(
    effects: Sequence[Effect], indicators: Mapping[str, Indicator]
) -> tuple[Table, Table]:
    """Lay out what becomes of the totals, and of the ranks."""
    moves = tuple(_move(one, move, indicators) for one in effects for move in one.moves)
    return (
        Table("对合计的影响", _EFFECTS, tuple(_effect(one, indicators) for one in effects)),
        Table("对位次的影响", _MOVES, moves),
    )


def effect_objects(effects: Sequence[Effect]) -> list[dict[str, object]]:
    """Write the same for scripts."""
    return [_effect_object(one) for one in effects]


def _change(
    change: ValueChange, names: Mapping[str, str], indicators: Mapping[str, Indicator]
) -> tuple[Cell, ...]:
    indicator = indicators[change.indicator]
    return (
        Cell(names.get(change.region, change.region)),
        Cell(change.span),
        Cell(indicator.name),
        Cell(BASES.get(change.basis, change.basis)),
        exact(change.previous),
        exact(change.value),
        Cell(indicator.unit),
        Cell(str(change.place)),
    )


def _effect(effect: Effect, indicators: Mapping[str, Indicator]) -> tuple[Cell, ...]:
    before, after = effect.before, effect.after
    return (
        Cell(str(effect.period)),
        Cell(indicators[effect.indicator].name),
        Cell(_AMONG[effect.among]),
        exact(before.ytd),
        exact(after.ytd),
        _rate(before.completion_pct),
        _rate(after.completion_pct),
        _rate(before.yoy_pct),
        _rate(after.yoy_pct),
    )


def _rate(value: Decimal | None) -> Cell:
    return Cell(percent(value, Style.TABLE), value, 0 if value is None else _places(value))


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _move(effect: Effect, move: Move, indicators: Mapping[str, Indicator]) -> tuple[Cell, ...]:
    return (
        Cell(str(effect.period)),
        Cell(indicators[effect.indicator].name),
        Cell(move.panel or NOTHING),
        Cell(move.name),
        Cell(effect.basis.chinese),
        _rank(move.before),
        _rank(move.after),
    )


def _rank(rank: int | None) -> Cell:
    return Cell(NOTHING if rank is None else str(rank), rank)


def _change_object(change: ValueChange, indicators: Mapping[str, Indicator]) -> dict[str, object]:
    place = change.place
    return {
        "region": change.region,
        "period": change.span if change.period else None,
        "year": change.year,
        "indicator": change.indicator,
        "basis": change.basis,
        "from": change.previous,
        "to": change.value,
        "unit": indicators[change.indicator].unit,
        "where": {"file": place.file, "sheet": place.sheet or None, "cell": place.cell},
    }


def _effect_object(effect: Effect) -> dict[str, object]:
    return {
        "period": str(effect.period),
        "indicator": effect.indicator,
        "among": effect.among,
        "basis": effect.basis.value,
        "before": _progress_object(effect.before),
        "after": _progress_object(effect.after),
        "ranks": [
            {"name": one.name, "panel": one.panel, "from": one.before, "to": one.after}
            for one in effect.moves
        ],
    }


def _progress_object(row: Progress) -> dict[str, object]:
    return {
        "ytd": row.ytd,
        "month": row.month,
        "completion_pct": row.completion_pct,
        "yoy_pct": row.yoy_pct,
        "unit": row.unit,
    }
