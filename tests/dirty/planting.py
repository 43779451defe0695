"""Faults made on purpose: each spoils known cells, and takes their values out of the truth."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.dirty.cities import spellings
from tests.dirty.model import EMPTY, Block, Cell, Key, Plant
from tests.dirty.plan import Plan
from tests.dirty.tables import Table
from tests.dirty.wording import NOT_INDICATORS, NOT_REGIONS, UNREADABLE

_Spot = tuple[int, int]


def plant(plan: Plan, table: Table) -> Table:
    """Spoil a table in one or two ways, or leave it as it is."""
    if plan.dice.random() < 0.35:
        return table
    for _ in range(plan.dice.choice((1, 1, 2))):
        mess, way = plan.dice.choice(_WAYS)
        if way(plan, table):
            plan.messes.append(mess)
            if way in {_conflict, _twice}:
                break  # what is spoiled in only one of two equal rows would be a conflict too
    return table


def _values(block: Block) -> list[_Spot]:
    return [
        (at, column)
        for at, row in enumerate(block.rows)
        for column, cell in enumerate(row)
        if _sound(cell)
    ]


def _spoil(plan: Plan, block: Block, plant: Plant, text: str) -> bool:
    spots = _values(block)
    if not spots:
        return False
    at, column = plan.dice.choice(spots)
    block.rows[at][column] = Cell(text, key=block.rows[at][column].key, plant=plant)
    return True


def _unreadable(plan: Plan, table: Table) -> bool:
    return _spoil(plan, table.block, Plant.UNREADABLE, plan.pick(*UNREADABLE))


def _broken(plan: Plan, table: Table) -> bool:
    return _spoil(plan, table.block, Plant.UNREADABLE, "12\n34")


def _formula(plan: Plan, table: Table) -> bool:
    return _spoil(
        plan, table.block, Plant.FORMULA, plan.pick("#REF!", "#DIV/0!", "#VALUE!", "#NAME?")
    )


def _percent(plan: Plan, table: Table) -> bool:
    return _spoil(plan, table.block, Plant.PERCENT, plan.pick("85.7%", "１２．３％", "103%"))


def _too_long(plan: Plan, table: Table) -> bool:
    return _spoil(plan, table.block, Plant.TOO_LONG, "1234567890123.4567")


def _about(plan: Plan, table: Table) -> bool:
    return _spoil(plan, table.block, Plant.ABOUT, plan.pick("约500", "500余", "近500", "500左右"))


def _unknown_region(plan: Plan, table: Table) -> bool:
    """Add a row of a county that is not the city's."""
    block, stranger = table.block, plan.pick(*NOT_REGIONS)
    names = {name for region in plan.city.tree for name in (region.name, region.name[:-1])}
    sample = next((row for row in block.rows[table.header :] if any(map(_sound, row))), None)
    if not table.says_region or stranger in names or sample is None:
        return False
    regions = {cell.key.region for cell in sample if cell.key is not None}
    label = _label_of(sample, plan, min(regions))
    if len(regions) > 1 or label is None:
        return False
    row = [Cell(cell.text, cell.number) if cell.value is not None else cell for cell in sample]
    row = [Cell("999999") if cell.text in regions else cell for cell in row]
    row[label] = Cell(stranger, plant=Plant.REGION)
    block.rows.append(row)
    return True


def _sound(cell: Cell) -> bool:
    return cell.key is not None and cell.value is not None and cell.plant is None


def _label_of(row: list[Cell], plan: Plan, code: str) -> int | None:
    known = spellings(plan.city, plan.city.tree.by_code[code])
    return next((at for at, cell in enumerate(row) if cell.text in known), None)


def _unknown_column(plan: Plan, table: Table) -> bool:
    """Add a column that nobody can say the indicator of."""
    return _column(plan, table, plan.pick(*NOT_INDICATORS) + "（万元）", Plant.COLUMN)


def _wrong_unit(plan: Plan, table: Table) -> bool:
    """Add a column of foreign money in 万元, or of projects in 亿元."""
    words = {
        "fdi_used": "实际使用外资（万元）",
        "fdi_contract": "合同外资（亿元）",
        "proj_signed": "签约项目数（万元）",
    }
    return _known_column(plan, table, words, Plant.UNIT)


def _clash(plan: Plan, table: Table) -> bool:
    """Add a column that may be the month's or the year's."""
    words = {"oos_funds": "省外资金本月累计（万元）", "proj_perf": "履约项目数当月累计"}
    return _known_column(plan, table, words, Plant.CLASH)


def _known_column(plan: Plan, table: Table, words: dict[str, str], kind: Plant) -> bool:
    present = {one.subject.code for one in plan.measures}
    free = [word for code, word in words.items() if code not in present]
    return bool(free) and _column(plan, table, plan.dice.choice(free), kind)


def _column(plan: Plan, table: Table, word: str, kind: Plant) -> bool:
    block = table.block
    if table.turned or not keys_of(block):
        return False
    column = block.width
    for at, row in enumerate(block.rows):
        row.extend([EMPTY] * (column - len(row)))
        filled = at >= table.header and any(cell.key for cell in row)
        row.append(Cell(str(plan.dice.randint(10, 999))) if filled else EMPTY)
    block.rows[0][column] = Cell(word, plant=kind)
    if table.header > 1:
        block.merged.append((0, column, table.header - 1, column))
    return True


def _conflict(plan: Plan, table: Table) -> bool:
    """Repeat a row with one other value."""
    return _repeat(plan, table.block, Plant.CONFLICT)


def _twice(plan: Plan, table: Table) -> bool:
    """Repeat a row as it is."""
    return _repeat(plan, table.block, Plant.TWICE)


def _repeat(plan: Plan, block: Block, kind: Plant) -> bool:
    spots = [(at, column) for at, column in _values(block) if _above_zero(block.rows[at][column])]
    if not spots:
        return False
    at, column = plan.dice.choice(spots)
    row, cell = list(block.rows[at]), block.rows[at][column]
    if any(one.plant for one in row):
        return False
    if kind is Plant.CONFLICT:
        changed = Cell(
            "7654321", Decimal(7654321) if cell.number is not None else None, key=cell.key
        )
        row[column] = replace(changed, plant=kind)
        block.rows[at][column] = replace(cell, value=None, plant=kind)
    else:
        block.rows[at][column] = replace(cell, plant=kind)
        row[column] = replace(cell, plant=kind)
    block.rows.insert(at + 1, row)
    _shift(block, at + 1)
    return True


def _above_zero(cell: Cell) -> bool:
    return cell.value is not None and cell.value > 0


def _shift(block: Block, inserted: int) -> None:
    block.merged = [
        (top + (top >= inserted), left, bottom + (bottom >= inserted), right)
        for top, left, bottom, right in block.merged
    ]


def _hidden(plan: Plan, table: Table) -> bool:
    """Hide a row, as a filter left on does."""
    rows = [at for at, row in enumerate(table.block.rows) if any(cell.key for cell in row)]
    if not rows or not plan.workbook:
        return False
    table.block.hidden.add(plan.dice.choice(rows))
    return True


_WAYS: tuple[tuple[str, Callable[[Plan, Table], bool]], ...] = (
    ("看不懂的格", _unreadable),
    ("看不懂的格", _unreadable),
    ("格内两个数", _broken),
    ("公式错误", _formula),
    ("数额列里的百分数", _percent),
    ("位数太多", _too_long),
    ("约数", _about),
    ("不认识的地区", _unknown_region),
    ("不认识的列", _unknown_column),
    ("量纲不对的单位", _wrong_unit),
    ("本月累计", _clash),
    ("同一行两个数", _conflict),
    ("重复行", _twice),
    ("隐藏行", _hidden),
)


def keys_of(block: Block) -> set[Key]:
    """Return every value that a block has room for."""
    return {cell.key for row in block.rows for cell in row if cell.key is not None}
