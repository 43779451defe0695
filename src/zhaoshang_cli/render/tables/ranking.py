"""``zs rank``: who stands where on which basis, and how far it is to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.indicator import Form, Indicator
from zhaoshang_cli.domain.ranking import RankBasis, Ranked, Ranking
from zhaoshang_cli.domain.reasons import NO_TARGET
from zhaoshang_cli.domain.release import Release
from zhaoshang_cli.domain.status import Gathering
from zhaoshang_cli.render.answer import Answer, Cell, Column, Table
from zhaoshang_cli.render.figures import NOTHING, Style, exactly, figure, percent, table_form
from zhaoshang_cli.render.tables.released import marked
from zhaoshang_cli.render.words import listed, span

_HEADINGS = {"total": "累计", "completion": "完成率", "growth": "同比", "arrival": "到位率"}


@dataclass(frozen=True, slots=True)
class Placed:
    """What ``zs rank`` found."""

    ranking: Ranking
    indicator: Indicator
    panel: str | None
    """The only panel asked for."""

    as_of: int
    head: str
    released: Release | None = None
    gathering: Gathering | None = None
    """Set where nobody asked for this period, and not all have reported it."""

    @property
    def rows(self) -> tuple[Ranked, ...]:
        """The rows of the panel asked for, else all."""
        return tuple(row for row in self.ranking.rows if self.panel in (None, row.panel))


def answer(placed: Placed) -> Answer:
    """Arrange it as a table and as JSON."""
    ranking = placed.ranking
    payload = {
        "period": str(ranking.period),
        "indicator": ranking.indicator,
        "basis": ranking.basis.value,
        "among": ranking.among,
        "panel": placed.panel,
        "as_of": placed.as_of,
        "head": placed.head,
        "money_unit": ranking.unit,
        "rows": [_entry(row) for row in placed.rows],
    }
    return marked(Answer("rank", payload, (_table(placed),)), placed.released, placed.as_of)


def following(placed: Placed) -> str:
    """Say what to do next: remind those that owe a return, or look at the numbers."""
    period = placed.ranking.period
    if placed.gathering:
        return f"看谁没报：zs status {period}"
    if any(row.reason == NO_TARGET for row in placed.rows):
        among = "" if placed.ranking.among == "children" else f" --among {placed.ranking.among}"
        return f"按总量排，不用目标：zs rank {period}{among} --by 总量；目标表用 zs ingest 收"
    return f"看各地的数：zs show {period} -i {placed.indicator.name}"


def _entry(row: Ranked) -> dict[str, object]:
    return {
        "rank": row.rank,
        "tied": row.tied,
        "panel": row.panel,
        "region": row.region,
        "name": row.full_name,
        "value": row.value,
        "unit": row.unit,
        "previous_rank": row.previous_rank,
        "change": row.change,
        "to_next_above": row.to_next_above,
        "to_next_below": row.to_next_below,
        "money_to_next_above": row.money_to_next_above,
        "reason": row.reason,
    }


def _table(placed: Placed) -> Table:
    basis = placed.ranking.basis
    form = _form(placed)
    unit = form.unit or placed.indicator.unit
    way = unit if basis is RankBasis.TOTAL else "百分点"
    columns = (
        Column("名次"),
        Column("地区"),
        Column(_HEADINGS[basis] + ("" if basis is RankBasis.TOTAL else "%"), numeric=True),
        Column("上月", numeric=True),
        Column("变化"),
        Column("距上一位", numeric=True),
        Column("距下一位", numeric=True),
        Column("追平还需", numeric=True),
    )
    units = f"单位：{unit}" if way == unit else f"单位：{unit}、{way}"
    title = (placed.indicator.name, f"按{basis.chinese}排名", span(placed.ranking.period), units)
    return Table("　".join(title), columns, tuple(_rows(placed, form)), tuple(_notes(placed)))


def _form(placed: Placed) -> Form:
    values = [row.money_to_next_above for row in placed.rows]
    if placed.ranking.basis is RankBasis.TOTAL:
        values += [row.value for row in placed.rows]
    return table_form(placed.indicator, values)


def _rows(placed: Placed, form: Form) -> Iterator[tuple[Cell, ...]]:
    panels = dict.fromkeys(row.panel for row in placed.rows)
    for panel in panels:
        if panel and len(panels) > 1:
            yield (Cell(f"〔{panel}〕"), *[Cell("")] * 7)
        for row in placed.rows:
            if row.panel == panel:
                yield _row(row, placed, form)


def _row(row: Ranked, placed: Placed, form: Form) -> tuple[Cell, ...]:
    total = placed.ranking.basis is RankBasis.TOTAL
    unit = placed.indicator.unit

    def amount(value: Decimal | None, *, money: bool) -> Cell:
        if value is None:
            return Cell(NOTHING)
        if money:
            kept = exactly(value, unit, form)
            return Cell(figure(value, unit, form, Style.TABLE), kept, form.places)
        text = percent(value, Style.TABLE)
        return Cell(text, value, len(text.partition(".")[2]))

    return (
        Cell(_place(row)),
        Cell(row.name),
        amount(row.value, money=total),
        _count(row.previous_rank),
        Cell(_change(row)),
        amount(row.to_next_above, money=total),
        amount(row.to_next_below, money=total),
        amount(row.money_to_next_above, money=True),
    )


def _place(row: Ranked) -> str:
    if row.rank is None:
        return NOTHING
    return f"并列{row.rank}" if row.tied else str(row.rank)


def _count(number: int | None) -> Cell:
    return Cell(NOTHING) if number is None else Cell(str(number), number)


def _change(row: Ranked) -> str:
    if row.change is None:
        return NOTHING
    if row.change == 0:
        return "平"
    return f"升{row.change}" if row.change > 0 else f"降{-row.change}"


def _notes(placed: Placed) -> Iterator[str]:
    basis = placed.ranking.basis
    yield _BASES[basis]
    reasons: dict[str, list[str]] = {}
    for row in placed.rows:
        if row.reason:
            reasons.setdefault(row.reason, []).append(row.name)
    for why, names in reasons.items():
        yield f"—（{why}）：{listed(names)}不排名次"
    ranked = [row for row in placed.rows if row.rank is not None]
    if ranked and all(row.previous_rank is None for row in ranked):
        yield "—：本年没有可比的上月名次"
    yield from _fields(placed.rows)


def _fields(rows: Sequence[Ranked]) -> Iterator[str]:
    """Say of which panels no movement is shown, because another field was ranked before."""
    panels: dict[str, list[Ranked]] = {}
    for row in rows:
        panels.setdefault(row.panel, []).append(row)
    for panel, members in panels.items():
        here = sum(row.rank is not None for row in members)
        before = sum(row.previous_rank is not None for row in members)
        moved = any(row.change is not None for row in members)
        if here and before and not moved:
            named = f"〔{panel}〕" if panel and len(panels) > 1 else ""
            yield f"—：{named}本月排了{here}家，上月排了{before}家，不是同一批，升降不比"


_BASES = {
    RankBasis.TOTAL: "按累计的准确数比较",
    RankBasis.COMPLETION: "按累计÷年度目标的准确值比较；追平还需：完成率追上前一位要增加的累计",
    RankBasis.GROWTH: "按同比增速的准确值比较；追平还需：增速追上前一位要增加的累计",
    RankBasis.ARRIVAL: "按累计÷合同额的准确值比较；追平还需：到位率追上前一位要增加的累计",
}
