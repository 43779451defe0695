"""From a row of progress to a statement: what can be said of it, case by case."""

from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.brief import Growth, Side, Statement
from zhaoshang_cli.domain.figure import Figure
from zhaoshang_cli.domain.indicator import Form, Indicator
from zhaoshang_cli.domain.progress import Progress
from zhaoshang_cli.domain.prose import Prose
from zhaoshang_cli.domain.quantity import ratio
from zhaoshang_cli.domain.ranking import Ranked
from zhaoshang_cli.domain.reasons import CALIBER, SUM_OF_CHILDREN
from zhaoshang_cli.render.brief.figures import Maker
from zhaoshang_cli.render.figures import NOTHING, Style, figure, percent, rate

_DOUBLED = Decimal(100)
_ARRIVAL = "arrival"


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known of one indicator of one region."""

    row: Progress
    before: Progress | None = None
    """The same, a month earlier in the same year."""

    ranked: Ranked | None = None
    basis: str = "completion"
    among: str = "children"
    table: Form | None = None
    """How the table prints amounts."""


def statement(material: Material, maker: Maker) -> Statement:
    """Say what is known, leaving out what cannot be said."""
    row = material.row
    indicator = maker.indicators[row.indicator]
    kind, change = growth_of(row, maker)
    short = len(row.missing)
    return Statement(
        region=maker.regions.by_code[row.region],
        indicator=indicator,
        name=maker.phrases.names.get(indicator.code, indicator.name),
        value=_amount(row, "ytd", row.ytd, maker),
        month=_amount(row, "month", row.month, maker),
        base=None if kind is Growth.CALIBER else _amount(row, "base_ytd", row.base_ytd, maker),
        growth=kind,
        change=change,
        turned=turned(row, material.before),
        level=row.target_level or "",
        sums_targets=row.target_level == SUM_OF_CHILDREN,
        completion=_percent(row, "completion_pct", row.completion_pct, maker),
        gap=None if row.gap_pp is None else maker.gap(row, row.gap_pp),
        side=None if row.gap_pp is None else side_of(row.gap_pp),
        remaining=_remaining(row, maker),
        arrival=_arrival(row, maker),
        rank=_rank(material, maker),
        place=None if material.ranked is None else material.ranked.rank,
        missing=row.missing,
        short_by=maker.count("count_missing", row.indicator, short, "家") if short else None,
        cells=_cells(material, indicator, maker),
    )


def growth_of(row: Progress, maker: Maker) -> tuple[Growth, Figure | None]:
    """Tell in which words the growth is said, and the figure in them.

    From +100 % on a multiple is said (增长1.5倍), exactly +100.0 % is 翻一番; a multiple that would
    be rounded to 1 says too little, so that the percentage stays.
    """
    value = row.yoy_pct
    if value is None:
        kind = Growth.CALIBER if row.reasons.get("yoy_pct") == CALIBER else Growth.UNKNOWN
        return kind, None
    if value == 0:
        return Growth.FLAT, maker.of(row, "yoy_pct", maker.phrases.word("growth_flat"), value, "%")
    if value == _DOUBLED:
        return Growth.DOUBLED, maker.of(row, "yoy_pct", maker.phrases.word("doubled"), value, "%")
    if value > _DOUBLED and (times := _times(row, maker)):
        return Growth.TIMES, maker.of(row, "yoy_pct", times, value, "%")
    text = percent(abs(value), Style.PROSE)
    return (Growth.UP if value > 0 else Growth.DOWN), maker.of(row, "yoy_pct", text, value, "%")


def _times(row: Progress, maker: Maker) -> str:
    if row.ytd is None or row.base_ytd is None:
        return ""
    places = maker.phrases.form["times_places"]
    times = ratio(row.ytd - row.base_ytd, row.base_ytd, places, scale=1)
    text = f"{times:f}".rstrip("0").rstrip(".") if places else f"{times:f}"
    return "" if times == 1 else text + maker.phrases.word("times_unit")


def turned(row: Progress, before: Progress | None) -> bool:
    """Tell whether a decline up to the month before has become growth (由负转正)."""
    if before is None or before.yoy_pct is None or row.yoy_pct is None:
        return False
    return before.yoy_pct < 0 < row.yoy_pct


def side_of(gap: Decimal) -> Side:
    """Tell on which side of the schedule a rounded gap lies."""
    if gap == 0:
        return Side.LEVEL
    return Side.AHEAD if gap > 0 else Side.BEHIND


def _amount(row: Progress, field: str, value: Decimal | None, maker: Maker) -> Figure | None:
    return None if value is None else maker.amount(row, field, value)


def _percent(row: Progress, field: str, value: Decimal | None, maker: Maker) -> Figure | None:
    if value is None:
        return None
    return maker.of(row, field, percent(value, Style.PROSE), value, "%")


def _remaining(row: Progress, maker: Maker) -> Figure | None:
    if row.completion_pct is None or row.target is None or row.ytd is None:
        return None
    rest = row.target - row.ytd
    return maker.amount(row, "remaining", rest) if rest > 0 else None


def _arrival(row: Progress, maker: Maker) -> Figure | None:
    """Round 资金到位率 to its own decimals, from its exact parts."""
    if row.arrival_rate_pct is None or row.ytd is None or row.contract is None:
        return None
    places = maker.phrases.rates[_ARRIVAL].places
    value = ratio(row.ytd, row.contract, places)
    text = rate(row.ytd, row.contract, places, Style.PROSE)
    return maker.of(row, "arrival_rate_pct", text, value, "%")


def _rank(material: Material, maker: Maker) -> Figure | None:
    ranked = material.ranked
    if ranked is None or ranked.rank is None:
        return None
    return maker.rank(ranked, material.row.indicator, material.basis, among=material.among)


def _cells(material: Material, indicator: Indicator, maker: Maker) -> tuple[Prose, ...]:
    """Make the row of a table: value, growth, completion, gap, rank."""
    row = material.row
    form = material.table or indicator.table
    value = figure(row.ytd, indicator.unit, form, Style.TABLE)
    rates = ("yoy_pct", row.yoy_pct), ("completion_pct", row.completion_pct), ("gap_pp", row.gap_pp)
    cells = [
        NOTHING if row.ytd is None else maker.of(row, "ytd", value, row.ytd, indicator.unit),
        *(
            NOTHING
            if number is None
            else maker.of(row, field, percent(number, Style.TABLE), number, "%")
            for field, number in rates
        ),
        _rank_cell(material, maker),
    ]
    return tuple(map(Prose.of, cells))


def _rank_cell(material: Material, maker: Maker) -> Figure | str:
    ranked = material.ranked
    if ranked is None or ranked.rank is None:
        return NOTHING
    return maker.bare_rank(ranked, material.row.indicator, material.basis, among=material.among)
