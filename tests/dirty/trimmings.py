"""What gathers in and round a table while it passes through many hands."""

from tests.dirty.model import EMPTY, Block, Cell
from tests.dirty.plan import Plan
from tests.dirty.tables import Table

_REMARKS = ("含补报", "同比下降因基数高", "", "", "待核实", "1个项目", "见附件2")


def trim(plan: Plan, table: Table) -> Table:
    """Add a few of them to a table."""
    block = table.block
    if not table.turned and plan.chance(0.15, "备注列"):
        _remarks(plan, table)
    if plan.chance(0.1, "表中空行"):
        _blank_rows(plan, table)
    if (
        table.header == 1
        and not table.turned
        and len(block.rows) > 6
        and plan.chance(0.15, "表头重复")
    ):
        middle = plan.dice.randint(3, len(block.rows) - 2)
        _insert(block, middle, list(block.rows[0]))
    return table


def _remarks(plan: Plan, table: Table) -> None:
    block = table.block
    column = block.width
    for at, row in enumerate(block.rows):
        row.extend([EMPTY] * (column - len(row)))
        row.append(Cell(plan.pick(*_REMARKS)) if at >= table.header else EMPTY)
    block.rows[0][column] = Cell("备注")
    if table.header > 1:
        block.merged.append((0, column, table.header - 1, column))


def _blank_rows(plan: Plan, table: Table) -> None:
    block = table.block
    for _ in range(plan.dice.randint(1, 2)):
        if len(block.rows) > table.header + 1:
            at = plan.dice.randint(table.header + 1, len(block.rows) - 1)
            _insert(block, at, [EMPTY] * block.width)


def _insert(block: Block, at: int, row: list[Cell]) -> None:
    block.rows.insert(at, row)
    block.merged = [
        (top + (top >= at), left, bottom + (bottom >= at), right)
        for top, left, bottom, right in block.merged
    ]
    block.hidden = {one + (one >= at) for one in block.hidden}
