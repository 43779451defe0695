"""Layouts that arrive less often, each in its own way hard to tell from the common ones."""

from dataclasses import replace

from tests.dirty.columns import Hand, value_cell
from tests.dirty.model import Aim, Block, Cell
from tests.dirty.plan import Measure, Plan, canonical
from tests.dirty.tables import Table, heading_block, name_of, wide
from tests.dirty.wording import REGION_HEADINGS, basis_words
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.domain.returns import Basis


def pairs(plan: Plan) -> Table:
    """One county: 项目 and 数值, the span in the item's name."""
    region, hand, month = plan.regions[0], Hand.draw(plan), plan.period % 100
    words = {one: plan.pick(*basis_words(one, month)) for one in (Basis.MONTH, Basis.YTD)}
    block = Block(
        [[Cell(plan.pick("项目", "指标")), Cell(plan.pick("数值", "完成数", "完成情况"))]]
    )
    for one in plan.measures:
        label = Cell(f"{one.name}{words[one.basis]}（{one.unit}）")
        block.rows.append([label, value_cell(plan, hand, region, plan.period, one)])
    return Table(block, header=1, says_region=False, says_unit=True, turned=True)


def month_groups(plan: Plan) -> Table:
    """A group of columns a month, in each 本月 and 累计; the title says of what."""
    hand, first = Hand.draw(plan), plan.measures[0]
    both = [one for one in plan.measures if one.subject is first.subject]
    words = {Basis.MONTH: plan.pick("本月", "当月"), Basis.YTD: plan.pick("累计", "本年累计")}
    paths: list[tuple[str, ...]] = [(plan.pick(*REGION_HEADINGS),)]
    paths += [(f"{period % 100}月", words[one.basis]) for period in plan.periods for one in both]
    block = heading_block(paths)
    for region in plan.regions:
        values = [
            value_cell(plan, hand, region, period, one) for period in plan.periods for one in both
        ]
        block.rows.append([Cell(name_of(plan, region)), *values])
    header = len(block.rows) - len(plan.regions)
    return Table(block, header, says_period=True, says_indicator=False, turned=True)


def side_by_side(plan: Plan) -> Table:
    """Two tables with the same heading, the counties shared out, an empty column between."""
    half = len(plan.regions) // 2
    if half == 0:
        return wide(plan)
    hands = {one: Hand.draw(plan) for one in plan.measures}
    heading = plan.pick(*REGION_HEADINGS)
    names = {one: f"{one.name}{_span(plan, one)}（{one.unit}）" for one in plan.measures}
    head = [Cell(heading), *(Cell(names[one]) for one in plan.measures)]
    halves = [
        Block(
            [
                list(head),
                *([Cell(name_of(plan, region)), *_row(plan, hands, region)] for region in part),
            ]
        )
        for part in (plan.regions[:half], plan.regions[half:])
    ]
    return Table(halves[0].beside(halves[1]), header=1, says_unit=True, turned=True)


def _span(plan: Plan, measure: Measure) -> str:
    return basis_words(measure.basis, plan.period % 100)[0]


def _row(plan: Plan, hands: dict[Measure, Hand], region: Region) -> list[Cell]:
    return [value_cell(plan, hand, region, plan.period, one) for one, hand in hands.items()]


def stacked(plan: Plan) -> Table:
    """Two tables one above the other, each with a title of its own."""
    groups = [one.subject for one in plan.measures]
    first = [one for one in plan.measures if one.subject is groups[0]]
    rest = [one for one in plan.measures if one.subject is not groups[0]]
    if not rest:
        return wide(plan)
    whole = Block()
    for number, part in enumerate((first, rest)):
        hands = {one: Hand.draw(plan) for one in part}
        names = [f"{one.name}{_span(plan, one)}（{one.unit}）" for one in part]
        head = [Cell(plan.pick(*REGION_HEADINGS)), *map(Cell, names)]
        rows = [
            [Cell(name_of(plan, region)), *_row(plan, hands, region)] for region in plan.regions
        ]
        title = [] if number == 0 else [[Cell(""), Cell("")], [Cell(f"表二　{part[0].name}等情况")]]
        whole = whole.below(Block([*title, head, *rows]))
    return Table(whole, header=1, says_unit=True, turned=True)


def unit_change(plan: Plan) -> Table:
    """One table whose unit changes halfway: a second heading, or a line that says the new unit."""
    first = next((one for one in plan.measures if one.unit in _LARGER), None)
    half = len(plan.regions) // 2
    if first is None or half == 0 or len(plan.periods) > 1:
        return wide(plan)
    plan.messes.append("表中换单位")
    kept = [one for one in plan.measures if one.subject is first.subject]
    plan.measures = tuple(kept)
    later = [replace(one, unit=_LARGER[one.unit], places=one.places + 4) for one in kept]
    for region in plan.regions[half:]:
        for one in kept:
            key = plan.key(region, plan.period, one)
            value = plan.written.get(key)
            plan.written[key] = None if value is None else value.scaleb(-4)
    heading, repeated = plan.pick(*REGION_HEADINGS), plan.chance(0.6)
    names = [f"{one.name}{_span(plan, one)}" for one in kept]
    whole = Block()
    for part, measures in ((plan.regions[:half], kept), (plan.regions[half:], later)):
        hands = {one: Hand.draw(plan) for one in measures}
        units = [f"（{one.unit}）" if repeated else "" for one in measures]
        head = [Cell(heading), *(Cell(a + b) for a, b in zip(names, units, strict=True))]
        line = [[Cell(f"单位：{measures[0].unit}")], head] if not repeated else [head]
        if whole.rows and not repeated:
            line = line[:1]
        body = [[Cell(name_of(plan, region)), *_row(plan, hands, region)] for region in part]
        whole = whole.below(Block([*line, *body]))
    return Table(whole, header=1 if repeated else 2, says_unit=True, turned=True)


_LARGER = {"万元": "亿元", "元": "万元", "万美元": "亿美元", "美元": "万美元"}
"""Ten thousand of each."""


def aims(plan: Plan) -> Table:
    """Targets for the year: a row a county, a column an indicator, no month anywhere."""
    kinds = {one.subject.code: one for one in plan.measures if one.basis is Basis.YTD}
    hands = {one: Hand.draw(plan) for one in kinds.values()}
    word = plan.pick("", "年度目标", "目标任务")
    names = [f"{one.name}{word}（{one.unit}）" for one in kinds.values()]
    block = Block([[Cell(plan.pick(*REGION_HEADINGS)), *map(Cell, names)]])
    for region in plan.regions:
        cells = [_aim(plan, hands[one], region, one) for one in kinds.values()]
        block.rows.append([Cell(name_of(plan, region)), *cells])
    return Table(block, header=1, says_period=True, says_unit=True, aims=True, turned=True)


def _aim(plan: Plan, hand: Hand, region: Region, measure: Measure) -> Cell:
    cell = value_cell(plan, hand, region, plan.period, measure)
    if cell.value is None:
        return replace(cell, key=None)
    value = plan.written[plan.key(region, plan.period, measure)]
    aim = Aim(region.code, plan.period // 100, measure.subject.code)
    return replace(cell, key=None, aim=aim, value=canonical(value or cell.value, measure))
