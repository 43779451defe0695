"""``variant(number)``: the same dirty sheet for the same number, and the right answer with it."""

from dataclasses import replace
from random import Random

from tests.dirty import containers, tables
from tests.dirty.framing import Frame, frame, framed
from tests.dirty.model import Block, Cell, DirtySheet, Expected, Fault, Key, Page, Plant, Spot
from tests.dirty.plan import Plan, draw_plan, draw_values, only, with_periods
from tests.dirty.planting import plant
from tests.dirty.tables import Table
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.sheet import column_letters

_LAYOUTS = ("wide", "wide", "wide", "long", "single", "matrix", "months")
_FORMATS = ("csv", "csv", "csv", "xlsx", "xlsx", "xlsx", "xml", "html", "xls")
_DELIMITERS = (",", ",", ",", "\t", ";")
_SMALL = 350
"""Cells that the maker of Excel 97 files has room for."""


def variant(number: int) -> DirtySheet:
    """Return the dirty sheet of this number."""
    dice = Random(f"dirty {number}")  # noqa: S311
    plan = draw_plan(dice)
    kind = dice.choice(_FORMATS)
    plan.workbook = kind in {"xlsx", "xml", "xls"}
    layout = dice.choice(_LAYOUTS)
    table = _table(plan, layout)
    table = plant(plan, table)
    pages, lines = _pages(plan, table)
    if kind == "xls" and sum(len(row) for page in pages for row in page.block.rows) > _SMALL:
        kind = "xlsx"
    pages = [_settled(page, kind) for page in pages]
    name, data = _written(plan, pages, kind, lines.name)
    truth, faults = _answer(pages)
    faults += _file_faults(lines)
    if any(fault.plant is Plant.CONFLICT for fault in faults):
        # The rest of the row counts twice.
        faults.append(Fault(Plant.TWICE, Spot(), required=False))
    if any(fault.plant is Plant.NO_PERIOD or fault.plant is Plant.NO_REGION for fault in faults):
        truth = {}
    description = (layout, kind, *dict.fromkeys(plan.messes))
    return DirtySheet(number, name, data, truth, tuple(faults), plan.city, description)


def _table(plan: Plan, layout: str) -> Table:
    dice, year = plan.dice, plan.period // 100
    if layout == "single":
        only(plan, dice.choice(plan.regions))
    if layout == "months":
        plan.measures = plan.measures[:1]
        first = 1 if plan.measures[0].basis is Basis.MONTH else 2
        with_periods(
            plan, tuple(year * 100 + month for month in range(first, plan.period % 100 + 1))
        )
    elif layout in {"wide", "long"} and dice.random() < 0.2:
        start = dice.randint(2, plan.period % 100)
        with_periods(
            plan, tuple(year * 100 + month for month in range(start, plan.period % 100 + 1))
        )
    draw_values(plan)
    makers = {
        "wide": tables.wide, "long": tables.long, "single": tables.single,
        "matrix": tables.matrix, "months": tables.months,
    }  # fmt: skip
    return makers[layout](plan)


def _pages(plan: Plan, table: Table) -> tuple[list[Page], Frame]:
    lines = frame(plan, table)
    block = framed(plan, table, lines)
    pages = [Page("Sheet1" if plan.dice.random() < 0.7 else "月报", block)]
    if plan.workbook and plan.chance(0.2, "另有空表"):
        empty = Page("Sheet2", Block())
        pages = [*pages, empty] if plan.dice.random() < 0.7 else [empty, *pages]
    return pages, lines


def _settled(page: Page, kind: str) -> Page:
    """Let cells say what the format will keep of them."""
    block = page.block
    if kind == "xlsx":
        return page
    rows = [[_as_text(cell, kind) for cell in row] for row in block.rows]
    return Page(page.name, Block(rows, block.merged, set()))


def _as_text(cell: Cell, kind: str) -> Cell:
    if cell.fraction:
        return Cell(f"{cell.text}%", plant=cell.plant)
    if kind in {"csv", "html"} or cell.day is not None:
        return replace(cell, number=None, day=None)
    return cell


def _written(plan: Plan, pages: list[Page], kind: str, stem: str) -> tuple[str, bytes]:
    if kind == "csv":
        encoding, delimiter = plan.pick(*containers.ENCODINGS), plan.pick(*_DELIMITERS)
        if encoding == "utf-16":
            delimiter = "\t"
        plan.messes.append(f"{encoding} {delimiter!r}")
        return f"{stem}.csv", containers.separated(pages[0], encoding, delimiter)
    writers = {
        "xlsx": (".xlsx", containers.xlsx),
        "xml": (".xls", containers.spreadsheetml),
        "html": (".xls", containers.html),
        "xls": (".xls", containers.xls),
    }
    suffix, write = writers[kind]
    if kind == "xls":
        pages = [page for page in pages if page.block.rows]
    return stem + suffix, write(pages)


def _answer(pages: list[Page]) -> tuple[dict[Key, Expected], list[Fault]]:
    truth: dict[Key, Expected] = {}
    faults: list[Fault] = []
    for page in pages:
        for at, row in enumerate(page.block.rows):
            for column, cell in enumerate(row):
                spot = Spot(page.name, at, column)
                if cell.plant is not None:
                    faults.append(_fault(page.block, cell.plant, spot))
                if cell.key is not None and cell.value is not None:
                    truth[cell.key] = Expected(cell.value, spot)
                    if cell.value < 0:
                        faults.append(Fault(Plant.NEGATIVE, spot, required=False))
        if page.block.hidden:
            faults.append(Fault(Plant.HIDDEN, Spot(page.name)))
    return truth, faults


def _fault(block: Block, plant: Plant, spot: Spot) -> Fault:
    """Say whether a fault must be told: not the wrong sum of a column that lacks values."""
    if plant is Plant.TWICE or spot.column is None:
        return Fault(plant, Spot(spot.sheet), required=False)
    column = [row[spot.column] for row in block.rows if len(row) > spot.column]
    hole = any(cell.key is not None and cell.value is None for cell in column)
    return Fault(plant, spot, required=not (plant is Plant.TOTAL and hole))


def _file_faults(lines: Frame) -> list[Fault]:
    return [Fault(Plant.UNIT_UNSAID, Spot(), required=False)] if lines.unit_unsaid else []


def cell_name(spot: Spot) -> str:
    """Name a spot as a spreadsheet does."""
    if spot.row is None or spot.column is None:
        return ""
    return f"{column_letters(spot.column)}{spot.row + 1}"
