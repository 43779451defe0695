"""What comes on top of a finished file: formulas, hidden parts, another month's sheet, an archive."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.dirty.columns import Hand, value_cell
from tests.dirty.model import Block, Cell, Page, Plant
from tests.dirty.plan import Plan, draw_values
from tests.dirty.tables import Table
from zhaoshang_cli.domain.returns import Basis, Source

SWAPPED = "本月和累计填反"
_PACKED = (2024, 1, 1, 0, 0, 0)
_CALCULATES = {"xlsx", "ods"}
_HIDES = {"xlsx", "ods"}


def swap(plan: Plan, dice: Random) -> bool:
    """Put the year's value under 本月 and the month's under 本年累计, for one indicator.

    Returns:
        Whether anybody can see it: some month is then larger than its year to date.
    """
    bases = {one.subject.code: set[Basis]() for one in plan.measures}
    for one in plan.measures:
        bases[one.subject.code].add(one.basis)
    both = sorted(code for code, found in bases.items() if len(found) > 1)
    if not both or len(plan.periods) > 1 or plan.source is not Source.COUNTY:
        return False
    code, seen = dice.choice(both), 0
    for key in [key for key in plan.written if key.indicator == code and key.basis is Basis.MONTH]:
        other = replace(key, basis=Basis.YTD)
        month, total = plan.written[key], plan.written[other]
        seen += month is not None and total is not None and 0 < month < total
        plan.written[key], plan.written[other] = total, month
    plan.messes.append(SWAPPED)
    return seen > 1


def more_pages(plan: Plan, pages: list[Page], kind: str, dice: Random) -> list[Page]:
    """Add one of the things that gather in a workbook, or nothing."""
    if dice.random() > 0.45:
        return pages
    mess, way = dice.choice(_WAYS)
    added = way(plan, pages, kind, dice)
    if added is None:
        return pages
    plan.messes.append(mess)
    return added


def packed(name: str, data: bytes, dice: Random) -> bytes:
    """Put a file into a ZIP as Windows does: its name in GBK, a thumbnail file beside it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(dice.choice(("", "来文/")) + name, _PACKED)
        archive.writestr(entry, data)
        if dice.random() < 0.5:
            archive.writestr(zipfile.ZipInfo("Thumbs.db", _PACKED), b"\0")
    return held.getvalue()


def _numbers(pages: list[Page]) -> list[tuple[Page, int, int]]:
    """Return the cells that hold a value as a number."""
    return [
        (page, at, column)
        for page in pages
        for at, row in enumerate(page.block.rows)
        for column, cell in enumerate(row)
        if cell.key and cell.value is not None and cell.number is not None and cell.plant is None
    ]


def _calculated(_: Plan, pages: list[Page], kind: str, dice: Random) -> list[Page] | None:
    """Let some values be results of formulas."""
    found = _numbers(pages) if kind in _CALCULATES else []
    for page, at, column in dice.sample(found, min(3, len(found))):
        cell = page.block.rows[at][column]
        page.block.rows[at][column] = replace(cell, formula=f"={cell.number}+0")
    return pages if found else None


def _uncalculated(_: Plan, pages: list[Page], kind: str, dice: Random) -> list[Page] | None:
    """Leave a formula that nobody has worked out since a program wrote it."""
    found = _numbers(pages) if kind in _CALCULATES else []
    if not found:
        return None
    page, at, column = dice.choice(found)
    key = page.block.rows[at][column].key
    page.block.rows[at][column] = Cell(key=key, plant=Plant.UNCALCULATED, formula="=A1*2")
    return pages


def _unsigned(_: Plan, pages: list[Page], __: str, ___: Random) -> list[Page] | None:
    """Take the name after 审核人 away."""
    for page in pages:
        for row in page.block.rows:
            for column, cell in enumerate(row):
                if "审核人：" in cell.text:
                    text = re.sub(r"审核人：\S+(?:  \S)?", "审核人：", cell.text)
                    row[column] = Cell(text, plant=Plant.UNSIGNED)
                    return pages
    return None


def _hidden_sheet(_: Plan, pages: list[Page], kind: str, __: Random) -> list[Page] | None:
    if kind not in _HIDES:
        return None
    draft = Block([[Cell("计算过程")], [Cell("底稿，不报")]])
    return [*pages, Page("底稿", draft, hidden=True)]


def _hidden_column(_: Plan, pages: list[Page], kind: str, dice: Random) -> list[Page] | None:
    block = pages[0].block
    if kind not in _HIDES or block.width < 2:
        return None
    block.hidden_columns.add(dice.randrange(1, block.width))
    return pages


def _month_before(plan: Plan, pages: list[Page], kind: str, dice: Random) -> list[Page] | None:
    """Leave the sheet of the month before in the workbook, shown or hidden."""
    month = plan.period % 100
    if kind not in _HIDES or len(plan.periods) > 1 or month == 1 or len(plan.regions) < 2:
        return None
    before = replace(plan, dice=dice, periods=(plan.period - 1,), written={}, messes=[])
    draw_values(before)
    table = _plain_table(before)
    title = Cell(f"{plan.place}{plan.period // 100}年{month - 1}月招商引资情况表")
    block = Block([[title]]).below(table.block)
    hidden = dice.random() < 0.3
    return [*pages, Page(f"{month - 1}月份", block, hidden=hidden, earlier=True)]


def _plain_table(plan: Plan) -> Table:
    """Lay out a plain wide table with units in its headings."""
    heads = [
        f"{one.name}{'本月' if one.basis is Basis.MONTH else '本年累计'}（{one.unit}）"
        for one in plan.measures
    ]
    block = Block([[Cell("县区" if plan.source is Source.COUNTY else "地区"), *map(Cell, heads)]])
    hands = [Hand.draw(plan) for _ in plan.measures]
    for region in plan.regions:
        values = [
            value_cell(plan, hand, region, plan.period, one)
            for hand, one in zip(hands, plan.measures, strict=True)
        ]
        block.rows.append([Cell(region.name), *values])
    return Table(block, header=1, says_unit=True)


_WAYS: tuple[tuple[str, Callable[[Plan, list[Page], str, Random], list[Page] | None]], ...] = (
    ("公式有结果", _calculated),
    ("公式没有结果", _uncalculated),
    ("没有签字", _unsigned),
    ("隐藏的工作表", _hidden_sheet),
    ("隐藏的列", _hidden_column),
    ("另有上月的表", _month_before),
)
