"""``zs show``: a table an indicator, the own region's total first, and what every dash means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.adjusted import Adjusted
from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.indicator import Form, Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.domain.status import Gathering
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING, Style, exactly, figure, percent, table_form
from zhaoshang_cli.render.tables.progress_notes import notes
from zhaoshang_cli.render.tables.released import adjusted_notes, marked
from zhaoshang_cli.render.words import span


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the table."""

    name: str
    heading: str
    money: bool = False
    values: Mapping[tuple[str, str], Decimal | None] | None = None
    """By region and indicator, where a row itself does not hold them."""


FIELDS = (
    _Field("ytd", "累计", money=True),
    _Field("month", "本月", money=True),
    _Field("target", "目标", money=True),
    _Field("completion_pct", "完成率"),
    _Field("schedule_pct", "序时"),
    _Field("gap_pp", "差距"),
    _Field("yoy_pct", "同比"),
    _Field("arrival_rate_pct", "到位率"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What ``zs show`` found."""

    period: Period
    rows: tuple[Progress, ...]
    """By indicator, then by region, the own one first."""

    indicators: Mapping[str, Indicator]
    as_of: int
    head: str
    findings: tuple[Finding, ...] = ()
    released: Release | None = None
    adjusted: tuple[Adjusted, ...] = ()
    gathering: Gathering | None = None
    """Set where nobody asked for this period, and not all have reported it."""

    rankings: str | None = "children"
    """Who can be ranked: ``children``, or ``province`` where there are no children; None: nobody."""

    reported: Mapping[tuple[str, str], Decimal | None] | None = None
    """The 累计 before adjustments by region and indicator, where it was asked for."""


def answer(shown: Shown) -> Answer:
    """Arrange it as tables and as JSON."""
    codes = dict.fromkeys(row.indicator for row in shown.rows)
    tables = (
        _table(shown.indicators[code], [row for row in shown.rows if row.indicator == code], shown)
        for code in codes
    )
    whole = Answer("show", _payload(shown), tuple(tables))
    return marked(whole, shown.released, shown.as_of)


def following(shown: Shown) -> str:
    """Say what to do next: remind those that owe a return, else rank and write."""
    if shown.gathering:
        return f"看谁没报：zs status {shown.period}"
    among = "" if shown.rankings == "children" else f" --among {shown.rankings}"
    ranks = f"看名次：zs rank {shown.period}{among}；" if shown.rankings else ""
    return f"{ranks}写稿：zs brief press {shown.period}"


def _payload(shown: Shown) -> dict[str, object]:
    return {
        "period": str(shown.period),
        "as_of": shown.as_of,
        "head": shown.head,
        "rows": [_entry(row) | _reported(row, shown) for row in shown.rows],
        "adjustments": [one.entry for one in shown.adjusted],
        "findings": [
            {"code": one.code, "severity": str(one.severity), "message": one.message}
            for one in shown.findings
        ],
    }


def _entry(row: Progress) -> dict[str, object]:
    return {
        "region": row.region,
        "name": row.full_name,
        "indicator": row.indicator,
        "period": str(row.period),
        "ytd": row.ytd,
        "month": row.month,
        "unit": row.unit,
        "base_ytd": row.base_ytd,
        "yoy_pct": row.yoy_pct,
        "target": row.target,
        "target_level": row.target_level,
        "completion_pct": row.completion_pct,
        "schedule_pct": row.schedule_pct,
        "gap_pp": row.gap_pp,
        "contract": row.contract,
        "arrival_rate_pct": row.arrival_rate_pct,
        "light": None if row.light is None else row.light.value,
        "panel": row.panel,
        "missing": list(row.missing),
        "reasons": dict(row.reasons),
    }


def _reported(row: Progress, shown: Shown) -> dict[str, object]:
    if shown.reported is None:
        return {}
    return {"reported_ytd": shown.reported[row.region, row.indicator]}


def _table(indicator: Indicator, rows: Sequence[Progress], shown: Shown) -> Table:
    contracted = any(row.contract is not None for row in rows)
    fields = [one for one in FIELDS if one.name != "arrival_rate_pct" or contracted]
    if shown.reported is not None:
        fields.insert(0, _Field("reported_ytd", "报数", money=True, values=shown.reported))
    form = table_form(
        indicator, [value for row in rows for value in (row.ytd, row.month, row.target)]
    )
    columns = (
        Column("地区"),
        *(Column(one.heading, numeric=True) for one in fields),
        Column("灯"),
    )
    remarks = [one.message for one in shown.findings if one.indicator == indicator.code]
    return Table(
        title="　".join(_title(indicator, form, rows[0])),
        columns=columns,
        rows=tuple(_rows(indicator, form, fields, rows)),
        notes=(
            *notes(indicator, rows, contracted=contracted),
            *adjusted_notes(shown.adjusted, {row.region: _label(row) for row in rows}, indicator),
            *(f"核实：{text}" for text in remarks),
        ),
    )


def _title(indicator: Indicator, form: Form, row: Progress) -> Iterator[str]:
    yield indicator.name
    yield span(row.period)
    yield f"单位：{form.unit or indicator.unit}、%"
    yield f"序时进度{percent(row.schedule_pct, Style.PROSE)}"


def _rows(
    indicator: Indicator, form: Form, fields: Sequence[_Field], rows: Sequence[Progress]
) -> Iterator[tuple[Cell, ...]]:
    panels = dict.fromkeys(row.panel for row in rows if not row.total)
    for row in rows:
        if row.total:
            yield _row(indicator, form, fields, row)
    for panel in panels:
        if panel and len(panels) > 1:
            yield (Cell(f"〔{panel}〕"), *[Cell("")] * (len(fields) + 1))
        for row in rows:
            if row.panel == panel and not row.total:
                yield _row(indicator, form, fields, row)


def _row(
    indicator: Indicator, form: Form, fields: Sequence[_Field], row: Progress
) -> tuple[Cell, ...]:
    light = Cell(NOTHING) if row.light is None else Cell(row.light.text, mark=row.light.value)
    return (Cell(_label(row)), *(_cell(indicator, form, one, row) for one in fields), light)


def _label(row: Progress) -> str:
    """Name a row: the total says when it lacks a child."""
    if not row.total:
        return row.name
    return f"合计缺{len(row.missing)}家" if row.missing else "合计"


def _cell(indicator: Indicator, form: Form, field: _Field, row: Progress) -> Cell:
    value: Decimal | None = (
        getattr(row, field.name)
        if field.values is None
        else field.values[row.region, row.indicator]
    )
    if value is None:
        return Cell(NOTHING)
    if not field.money:
        text = percent(value, Style.TABLE)
        return Cell(text, Decimal(text), len(text.partition(".")[2]))
    kept = exactly(value, indicator.unit, form)
    return Cell(figure(value, indicator.unit, form, Style.TABLE), kept, form.places)
