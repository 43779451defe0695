"""Columns of values and of what is worked out beside them, with headings of up to three levels."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from tests.dirty.model import EMPTY, Aim, Cell, Plant
from tests.dirty.plan import Measure, Plan, canonical
from tests.dirty.spelling import MINUSES, SPELLERS, Speller, percent, spell, with_magnitude
from tests.dirty.wording import (
    BASE_WORDS,
    BRACKETS,
    COMPLETION_WORDS,
    GROUPS,
    GROWTH_WORDS,
    MISSING,
    RANK_WORDS,
    TARGET_WORDS,
    basis_words,
)
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.domain.returns import Basis

CellOf = Callable[[Region, int], Cell]
Rating = Callable[[Decimal, Decimal], Decimal]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading from the top down, its cells, and its cell in the row of totals."""

    path: tuple[str, ...]
    cell: CellOf
    total: Callable[[tuple[Region, ...], int], Cell]


@dataclass(frozen=True, slots=True)
class Hand:
    """How one column's numbers are typed."""

    speller: Speller
    minus: str
    missing: str
    as_text: bool
    magnitudes: float
    """How many cells write their own 万 or 亿."""

    @classmethod
    def draw(cls, plan: Plan) -> "Hand":
        """Choose a hand."""
        mess, speller = plan.dice.choice(SPELLERS)
        if mess:
            plan.messes.append(mess)
        missing = plan.pick(*MISSING)
        if missing.strip():
            plan.messes.append("缺数写成横线等")
        as_text = not plan.workbook or plan.chance(0.25, "数字存为文本")
        magnitudes = 0.3 if plan.chance(0.08, "格内写万亿") else 0.0
        return cls(speller, plan.pick(*MINUSES), missing, as_text, magnitudes)

    def write(self, plan: Plan, value: Decimal, measure: Measure) -> Cell:
        """Type a value."""
        if self.magnitudes and plan.dice.random() < self.magnitudes:
            text = with_magnitude(value, measure.unit, plan.dice)
            if text:
                return Cell(text)
        if not self.as_text:
            return Cell(f"{value:.{measure.places}f}", number=value)
        return Cell(spell(value, measure.places, self.speller, self.minus))


def value_cell(plan: Plan, hand: Hand, region: Region, period: int, measure: Measure) -> Cell:
    """Return the cell of one value."""
    key = plan.key(region, period, measure)
    value = plan.written.get(key)
    if value is None:
        return Cell(hand.missing, key=key)
    cell = hand.write(plan, value, measure)
    return Cell(cell.text, cell.number, key=key, value=canonical(value, measure))


def value_column(plan: Plan, measure: Measure, path: tuple[str, ...]) -> Column:
    """Return a column of values."""
    hand = Hand.draw(plan)

    def cell(region: Region, period: int) -> Cell:
        return value_cell(plan, hand, region, period, measure)

    def total(regions: tuple[Region, ...], period: int) -> Cell:
        value = added(plan, regions, period, measure)
        # A total has a value, so that it can be told from blank cells, but no key.
        return replace(hand.write(plan, value, measure), value=value)

    return Column(path, cell, total)


def added(plan: Plan, regions: tuple[Region, ...], period: int, measure: Measure) -> Decimal:
    """Add up the written values."""
    values = (plan.written.get(plan.key(region, period, measure)) for region in regions)
    return sum((value for value in values if value is not None), Decimal(0))


def headings(plan: Plan, levels: int) -> dict[int, tuple[str, ...]]:
    """Return the heading of every measure, by its place in the plan."""
    bracket, words = plan.pick(*BRACKETS), _spans(plan)
    newline = "\n" if plan.chance(0.15, "表头换行") else ""
    pad = plan.chance(0.15, "表头加空格")
    unit_said = plan.chance(0.6)
    upside = plan.chance(0.3, "上级表头是口径")
    clashing = mixed_units(plan)
    named: dict[int, tuple[str, ...]] = {}
    for at, one in enumerate(plan.measures):
        unit = newline + bracket.format(one.unit) if unit_said or one.unit in clashing else ""
        name = (" " * plan.dice.randint(1, 2)).join(one.name) if pad else one.name
        named[at] = _path(plan, levels, (name, unit, words[one.basis], upside, one))
    return named


def mixed_units(plan: Plan) -> set[str]:
    """Return the units of money of which the sheet uses more than one of a sort."""
    sorts: dict[str, set[str]] = {}
    for one in plan.measures:
        sorts.setdefault(one.subject.canonical, set()).add(one.unit)
    return {unit for units in sorts.values() if len(units) > 1 for unit in units}


def _spans(plan: Plan) -> dict[Basis, str]:
    month = plan.period % 100 if len(plan.periods) == 1 else 0
    words = {basis: basis_words(basis, month) for basis in (Basis.MONTH, Basis.YTD)}
    if not month:
        words[Basis.MONTH] = words[Basis.MONTH][:4]
    return {basis: plan.pick(*choices) for basis, choices in words.items()}


def _path(plan: Plan, levels: int, parts: tuple[str, str, str, bool, Measure]) -> tuple[str, ...]:
    name, unit, span, upside, measure = parts
    if levels == 1:
        return (plan.pick(f"{span}{name}{unit}", f"{name}{span}{unit}"),)
    pair = (span, name + unit) if upside else (name + unit, span)
    if levels == 2:
        return pair
    money = measure.subject.canonical in {"万元", "万美元"}
    return (GROUPS[0] if upside else "资金情况" if money else "项目情况", *pair)


def companions(plan: Plan, measure: Measure, levels: int) -> list[Column]:
    """Return target, completion, base and growth beside a column of years to date."""
    found: list[Column] = []
    if plan.chance(0.5, "有目标和进度列"):
        found += _pair(plan, measure, levels, _completion)
    if plan.chance(0.5, "有同期和增幅列"):
        found += _pair(plan, measure, levels, _growth)
    if plan.chance(0.15, "位次列"):
        path = _beside(measure.name, plan.pick(*RANK_WORDS), "", levels)
        places = {region.code: at for at, region in enumerate(plan.regions, 1)}
        found.append(Column(path, lambda region, _: Cell(str(places[region.code])), _nothing))
    return found


def _nothing(*_: object) -> Cell:
    return EMPTY


def _completion(ytd: Decimal, target: Decimal) -> Decimal:
    return ytd * 100 / target


def _growth(ytd: Decimal, base: Decimal) -> Decimal:
    return (ytd - base) * 100 / base


def _pair(plan: Plan, measure: Measure, levels: int, rate: Rating) -> list[Column]:
    """Return a column of what is compared with, and one of the rate."""
    words = (TARGET_WORDS, COMPLETION_WORDS) if rate is _completion else (BASE_WORDS, GROWTH_WORDS)
    others = _others(plan, measure, yearly=rate is _completion)
    hand, style = Hand.draw(plan), plan.dice.random()
    # Growth of foreign money is not comparable across 2022-05, so nobody can call it wrong.
    judged = rate is _completion or not measure.subject.code.startswith("fdi")
    wrong = judged and plan.chance(0.15, "比率算错")

    def other(region: Region, period: int) -> Cell:
        value = others[region.code, period]
        cell = hand.write(plan, value, measure)
        if rate is not _completion:
            return cell
        aim = Aim(region.code, period // 100, measure.subject.code)
        return replace(cell, aim=aim, value=canonical(value, measure))

    def rated(region: Region, period: int) -> Cell:
        value = plan.written.get(plan.key(region, period, measure))
        base = others[region.code, period]
        return EMPTY if value is None else _rate(plan, rate(value, base), style, wrong=wrong)

    unit = f"（{measure.unit}）"
    paths = [
        _beside(measure.name, plan.pick(*words[0]), unit, levels),
        _beside(measure.name, plan.pick(*words[1]), "", levels),
    ]
    return [Column(paths[0], other, _nothing), Column(paths[1], rated, _nothing)]


def _others(plan: Plan, measure: Measure, *, yearly: bool) -> dict[tuple[str, int], Decimal]:
    """Draw what the years to date are compared with: near them, and above zero; a target all year."""
    step = Decimal(1).scaleb(-measure.places)
    found: dict[tuple[str, int], Decimal] = {}
    for region in plan.regions:
        for period in plan.periods:
            if period > plan.periods[0] and yearly:
                found[region.code, period] = found[region.code, plan.periods[0]]
                continue
            value = plan.written.get(plan.key(region, period, measure)) or step * 100
            factor = Decimal(plan.dice.randint(60, 160)) / 100
            near = (abs(value) * factor).quantize(step, ROUND_HALF_UP)
            found[region.code, period] = max(near, step)
    return found


def _rate(plan: Plan, value: Decimal, style: float, *, wrong: bool) -> Cell:
    rounded = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    off = wrong and plan.dice.random() < 0.2
    if off:
        rounded += plan.dice.choice((Decimal("3.7"), Decimal("-8.2"), Decimal(11)))
    plant = Plant.RATE if off else None
    if plan.workbook and style < 0.4:
        return Cell(f"{rounded}", number=rounded / 100, fraction=True, plant=plant)
    if plan.workbook and style < 0.6:
        return Cell(f"{rounded}", number=rounded, plant=plant)
    return Cell(percent(rounded, plan.dice), plant=plant)


def _beside(name: str, word: str, unit: str, levels: int) -> tuple[str, ...]:
    if levels == 1:
        return (f"{name}{word}{unit}",)
    pair = (name, word + unit)
    return pair if levels == 2 else ("资金情况", *pair)
