"""The layouts in which counties arrange the same values."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tests.dirty.cities import spellings
from tests.dirty.columns import Column, Hand, companions, headings, value_cell, value_column
from tests.dirty.model import EMPTY, Block, Cell, Plant
from tests.dirty.plan import Measure, Plan
from tests.dirty.wording import (
    BRACKETS,
    INDICATOR_HEADINGS,
    PERIOD_HEADINGS,
    PROVINCE_TOTALS,
    REGION_HEADINGS,
    SERIAL_HEADINGS,
    TOTALS,
    basis_words,
)
from zhaoshang_cli.domain.region import Region
from zhaoshang_cli.domain.returns import Basis, Source


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and what the lines round it must still say."""

    block: Block
    header: int
    """How many rows of heading it has."""

    says_region: bool = True
    says_period: bool = False
    says_unit: bool = False
    says_indicator: bool = True
    aims: bool = False
    """It holds targets for the year."""

    turned: bool = False
    """Its columns are not indicators, so that none can be added."""


def heading_block(paths: Sequence[Sequence[str]]) -> Block:
    """Return heading rows with words that span several cells merged, as a spreadsheet would."""
    levels = max(map(len, paths))
    full = [[*path, *[path[-1]] * (levels - len(path))] for path in paths]
    block = Block([[EMPTY] * len(full) for _ in range(levels)])
    for level in range(levels):
        for left, text in enumerate(path[level] for path in full):
            if level and full[left][level] == full[left][level - 1]:
                continue
            if (
                level < levels - 1
                and left
                and full[left - 1][: level + 1] == full[left][: level + 1]
            ):
                continue
            _place(block, full, level, left, text)
    return block


def _place(block: Block, full: list[list[str]], level: int, left: int, text: str) -> None:
    bottom = level
    while bottom + 1 < len(block.rows) and full[left][bottom + 1] == text:
        bottom += 1
    right = left
    if bottom == level < len(block.rows) - 1:
        while right + 1 < len(full) and full[right + 1][: level + 1] == full[left][: level + 1]:
            right += 1
    block.rows[level][left] = Cell(text)
    if (bottom, right) != (level, left):
        block.merged.append((level, left, bottom, right))


def wide(plan: Plan) -> Table:
    """One row a county (and month), one column a value."""
    levels = plan.dice.choice((1, 1, 2, 2, 3))
    columns = _value_columns(plan, levels)
    keys = _keys(plan)
    paths = [[one[0]] for one in keys] + [list(one.path) for one in columns]
    head = heading_block(paths)
    if len(head.rows) > 1:
        plan.messes.append("多级表头")
    body, total = _body(plan, keys, columns), _total_row(plan, keys, columns)
    says_unit = all("元" in "".join(one.path) or "个" in "".join(one.path) for one in columns)
    rows = _with_totals(plan, body, total)
    return Table(
        head.below(rows),
        header=len(head.rows),
        says_period=any(text in PERIOD_HEADINGS for text, _ in keys),
        says_unit=says_unit,
    )


def _value_columns(plan: Plan, levels: int) -> list[Column]:
    named = headings(plan, levels)
    columns: list[Column] = []
    for at, measure in enumerate(plan.measures):
        columns.append(value_column(plan, measure, named[at]))
        if measure.basis is Basis.YTD and plan.dice.random() < 0.3:
            columns += companions(plan, measure, levels)
    return columns


_Labels = list[tuple[str, Callable[[int, Region, int], Cell]]]


def _keys(plan: Plan) -> _Labels:
    """Return the columns that label rows: serial, category, county, month, remark."""
    keys: _Labels = []
    if plan.chance(0.25, "序号列"):
        keys.append((plan.pick(*SERIAL_HEADINGS), lambda at, *_: Cell(str(at + 1))))
    if plan.chance(0.12, "区划代码列"):
        keys.append(("区划代码", lambda _, region, __: Cell(region.code)))
    if plan.source is Source.COUNTY and plan.chance(0.12, "类别列"):
        keys.append(("类别", lambda _, region, __: Cell(region.panel)))
    keys.append((plan.pick(*REGION_HEADINGS), lambda _, region, __: Cell(name_of(plan, region))))
    if len(plan.periods) > 1 or plan.chance(0.3, "月份列"):
        writer = period_writer(plan)
        keys.append((plan.pick(*PERIOD_HEADINGS), lambda _, __, period: writer(period)))
    return keys


def name_of(plan: Plan, region: Region) -> str:
    """Write a county's name in one of its ways, mostly the plain one."""
    known = spellings(plan.city, region)
    name = known[0] if plan.dice.random() < 0.6 else plan.dice.choice(known)
    if name != known[0]:
        plan.messes.append("地区别名")
    return name


def period_writer(plan: Plan) -> Callable[[int], Cell]:
    """Return how the sheet writes months in cells."""
    forms: list[Callable[[int, int], Cell]] = [
        lambda y, m: Cell(f"{y}年{m}月"),
        lambda y, m: Cell(f"{y}.{m:02}"),
        lambda y, m: Cell(f"{y}{m:02}"),
        lambda y, m: Cell(f"{y}-{m:02}"),
        lambda y, m: Cell(f"{y}年1-{m}月"),
        lambda y, m: Cell(f"{y}/{m}/1"),
        lambda y, m: Cell(f"{y}-{m}-2"),
    ]
    if plan.workbook:
        forms.append(lambda y, m: Cell(f"{y}-{m:02}-01", day=date(y, m, 1)))
        forms.append(lambda y, m: Cell(str((date(y, m, 1) - date(1899, 12, 30)).days), number=None))
    form = plan.dice.choice(forms)
    plan.messes.append("月份的写法")
    return lambda period: form(period // 100, period % 100)


def _body(plan: Plan, keys: _Labels, columns: list[Column]) -> Block:
    block = Block()
    pairs = [(region, period) for period in plan.periods for region in plan.regions]
    panels = dict.fromkeys(region.panel for region in plan.regions)
    parted = len(panels) > 1 and len(plan.periods) == 1 and plan.chance(0.2, "小计")
    for at, (region, period) in enumerate(pairs):
        labels = [label(at, region, period) for _, label in keys]
        block.rows.append([*labels, *(column.cell(region, period) for column in columns)])
        last = at + 1 == len(pairs) or pairs[at + 1][0].panel != region.panel
        if parted and last:
            part = tuple(one for one in plan.regions if one.panel == region.panel)
            block.rows.append(_sums(plan, keys, columns, part, "小计"))
    return block


def _total_row(plan: Plan, keys: _Labels, columns: list[Column]) -> list[Cell] | None:
    if len(plan.periods) > 1 or len(plan.regions) < 2:
        return None
    words = TOTALS if plan.source is Source.COUNTY else PROVINCE_TOTALS
    word = plan.pick(*words) if plan.whole else plan.pick(*words[:3])
    return _sums(plan, keys, columns, plan.regions, word)


def _sums(
    plan: Plan, keys: _Labels, columns: list[Column], regions: tuple[Region, ...], word: str
) -> list[Cell]:
    labels = [Cell(word) if text in REGION_HEADINGS else EMPTY for text, _ in keys]
    months = [text in PERIOD_HEADINGS for text, _ in keys]
    if any(months):
        labels[months.index(True)] = period_writer(plan)(plan.period)
    return [*labels, *(column.total(regions, plan.period) for column in columns)]


def _with_totals(plan: Plan, body: Block, total: list[Cell] | None) -> Block:
    if total is None or plan.dice.random() < 0.4:
        return body
    where = plan.pick("上", "下", "下", "上下")
    plan.messes.append(f"合计在{where}")
    if plan.chance(0.2, "合计算错"):
        total = _misadded(plan, total)
    row = Block([total])
    block = row.below(body) if "上" in where else body
    return block.below(Block([list(total)])) if "下" in where else block


def _misadded(plan: Plan, total: list[Cell]) -> list[Cell]:
    """Put a wrong sum into one column of values."""
    first = next(at for at, cell in enumerate(total) if cell.value is not None)
    spoiled = list(total)
    number = None if total[first].number is None else Decimal(87_654_321)
    spoiled[first] = Cell(
        plan.pick("87654321", "87,654,321") if number is None else "87654321",
        number,
        plant=Plant.TOTAL,
    )
    return spoiled


def long(plan: Plan) -> Table:
    """One row a value, with its county, month, indicator and span in columns."""
    units, bases = plan.chance(0.7), len({one.basis for one in plan.measures})
    split = bases > 1 and plan.chance(0.5, "本月累计分两列")
    hand, writer = Hand.draw(plan), period_writer(plan)
    words = {one: plan.pick(*basis_words(one, 0)[:4]) for one in (Basis.MONTH, Basis.YTD)}
    periods = len(plan.periods) > 1 or plan.chance(0.6)
    head = [plan.pick(*REGION_HEADINGS), *([plan.pick(*PERIOD_HEADINGS)] if periods else [])]
    head += [plan.pick("指标", "指标名称"), *(["计量单位"] if units else [])]
    head += [words[one.basis] for one in pairs_of(plan)[0]] if split else ["口径", "数值"]
    block = Block([[Cell(text) for text in head]])
    for period in plan.periods:
        for region in plan.regions:
            start = [Cell(name_of(plan, region)), *([writer(period)] if periods else [])]
            for group in pairs_of(plan) if split else [(one,) for one in plan.measures]:
                first = group[0]
                labels = [*start, *_subject(first, units=units)]
                values = [value_cell(plan, hand, region, period, one) for one in group]
                spans = [] if split else [Cell(words[first.basis])]
                block.rows.append([*labels, *spans, *values])
    return Table(block, header=1, says_period=periods, says_unit=True, turned=True)


def _subject(measure: Measure, *, units: bool) -> list[Cell]:
    if units:
        return [Cell(measure.name), Cell(measure.unit)]
    return [Cell(measure.name + BRACKETS[0].format(measure.unit))]


def pairs_of(plan: Plan) -> list[tuple[Measure, ...]]:
    """Group the measures by indicator."""
    groups: dict[str, list[Measure]] = {}
    for one in plan.measures:
        groups.setdefault(one.subject.code, []).append(one)
    return [tuple(group) for group in groups.values()]


def single(plan: Plan) -> Table:
    """One county: a row an indicator, a column a span; the lines round it say whose it is."""
    region, hand = plan.regions[0], Hand.draw(plan)
    units = plan.chance(0.5)
    month = plan.period % 100
    words = {one: plan.pick(*basis_words(one, month)) for one in (Basis.MONTH, Basis.YTD)}
    groups = pairs_of(plan)
    head = [plan.pick(*INDICATOR_HEADINGS), *(["计量单位"] if units else [])]
    head += [words[one.basis] for one in groups[0]]
    block = Block([[Cell(text) for text in head]])
    numbered = plan.chance(0.25, "指标前有编号")
    for at, group in enumerate(groups):
        labels = _subject(group[0], units=units)
        if numbered:
            labels[0] = Cell(f"{'一二三四五'[at]}、{labels[0].text}")
        values = [value_cell(plan, hand, region, plan.period, one) for one in group]
        block.rows.append([*labels, *values])
    return Table(block, header=1, says_region=False, says_unit=True, turned=True)


def matrix(plan: Plan) -> Table:
    """A row an indicator, a column a county: the wide table turned."""
    hand, basis = Hand.draw(plan), plan.measures[0].basis
    measures = [one for one in plan.measures if one.basis is basis]
    word = plan.pick(*basis_words(basis, plan.period % 100)[:4])
    names = [name_of(plan, region) for region in plan.regions]
    block = Block([[Cell("指标"), *map(Cell, names)]])
    for one in measures:
        label = Cell(f"{one.name}{word}（{one.unit}）")
        values = [value_cell(plan, hand, region, plan.period, one) for region in plan.regions]
        block.rows.append([label, *values])
    return Table(block, header=1, says_unit=True, turned=True)


def months(plan: Plan) -> Table:
    """A row a county, a column a month; the title says of what."""
    measure, hand = plan.measures[0], Hand.draw(plan)
    ytd = measure.basis is Basis.YTD
    heads = [_month_heading(period % 100, ytd=ytd) for period in plan.periods]
    block = Block([[Cell(plan.pick(*REGION_HEADINGS)), *map(Cell, heads)]])
    for region in plan.regions:
        values = [value_cell(plan, hand, region, period, measure) for period in plan.periods]
        block.rows.append([Cell(name_of(plan, region)), *values])
    return Table(block, header=1, says_period=True, says_indicator=False, turned=True)


def _month_heading(month: int, *, ytd: bool) -> str:
    return (f"1-{month}月" if month > 1 else "1月累计") if ytd else f"{month}月"
