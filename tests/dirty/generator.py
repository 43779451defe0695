"""``variant(number)``: the same dirty sheet for the same number, and the right answer with it."""

from dataclasses import replace
from random import Random

from tests.dirty import containers, extras, rarer, tables
from tests.dirty.answers import Answer, answer_of
from tests.dirty.framing import Frame, frame, framed
from tests.dirty.model import Block, Cell, DirtySheet, Fault, Page, Plant, Spot
from tests.dirty.opendocument import ods
from tests.dirty.plan import Plan, draw_plan, draw_values, of_province, only, with_periods
from tests.dirty.planting import plant
from tests.dirty.tables import Table
from tests.dirty.trimmings import trim
from zhaoshang_cli.domain.returns import Basis

_MAKERS = {
    "wide": tables.wide,
    "long": tables.long,
    "single": tables.single,
    "matrix": tables.matrix,
    "months": tables.months,
    "pairs": rarer.pairs,
    "groups": rarer.month_groups,
    "beside": rarer.side_by_side,
    "stacked": rarer.stacked,
    "aims": rarer.aims,
    "province": tables.wide,
    "reunited": rarer.unit_change,
}
_LAYOUTS = (
    *("wide", "wide", "wide", "wide", "long", "single"),
    *(name for name in _MAKERS if name != "reunited"),
)
_FORMATS = ("csv", "csv", "csv", "xlsx", "xlsx", "xlsx", "xml", "html", "xls")
_DELIMITERS = (",", ",", ",", "\t", ";")
_FATAL = {Plant.NO_PERIOD, Plant.NO_REGION}
"""Without these nothing of the file can be placed."""

_SMALL = 350
"""Cells that the maker of Excel 97 files has room for."""


def variant(number: int) -> DirtySheet:
    """Return the dirty sheet of this number."""
    dice = Random(f"dirty {number}")  # noqa: S311
    plan = draw_plan(dice)
    kind = dice.choice(_FORMATS)
    plan.workbook = kind in {"xlsx", "xml", "xls"}
    # What is drawn apart leaves the rest of the sheet as it was.
    more = Random(f"more {number}")  # noqa: S311
    layout = dice.choice(_LAYOUTS)
    if more.random() < 0.05:
        layout = "reunited"
    table, swapped = _table(plan, layout, more)
    pages, lines = _pages(plan, table)
    kind = _other_kind(kind, pages, more)
    if not lines.unsaid:
        pages = extras.more_pages(plan, pages, kind, more)
    pages = [_settled(page, kind) for page in pages]
    name, data = _written(plan, pages, kind, lines.name)
    if more.random() < 0.06:
        name, data = f"来文{number}.zip", extras.packed(name, data, more)
        plan.messes.append("装在压缩包里")
    faults = [*_file_faults(lines), *([] if swapped is None else [swapped])]
    return _sheet(number, (name, data), plan, pages, (layout, kind, faults))


def _other_kind(kind: str, pages: list[Page], more: Random) -> str:
    """Choose another format where one has no room, and at times ODS for XLSX."""
    if kind == "xls" and sum(len(row) for page in pages for row in page.block.rows) > _SMALL:
        kind = "xlsx"
    return "ods" if kind == "xlsx" and more.random() < 0.25 else kind


def _sheet(
    number: int,
    file: tuple[str, bytes],
    plan: Plan,
    pages: list[Page],
    drawn: tuple[str, str, list[Fault]],
) -> DirtySheet:
    """Put the file together with the right answer."""
    layout, kind, of_file = drawn
    answer = answer_of(pages)
    faults = [*answer.faults, *of_file]
    if any(fault.plant in _FATAL for fault in faults):
        answer, faults = Answer(), [fault for fault in faults if fault.plant in _FATAL]
    return DirtySheet(
        number,
        *file,
        answer.truth,
        tuple(faults),
        plan.city,
        answer.aims,
        plan.source,
        sum(bool(page.block.rows) for page in pages) > 1,
        (layout, kind, *dict.fromkeys(plan.messes)),
    )


def _table(plan: Plan, layout: str, more: Random) -> tuple[Table, Fault | None]:
    """Lay out the table; with 本月 and 累计 swapped at times, which is then a fault."""
    _settle_scope(plan, layout)
    draw_values(plan)
    swaps = layout in {"wide", "long", "single"} and more.random() < 0.08
    seen = extras.swap(plan, more) if swaps else False
    swapped = Fault(Plant.SWAPPED, Spot(), required=seen) if extras.SWAPPED in plan.messes else None
    return trim(plan, plant(plan, _MAKERS[layout](plan))), swapped


def _settle_scope(plan: Plan, layout: str) -> None:
    """Decide whose values and which months the sheet holds."""
    month = plan.period % 100
    if layout in {"single", "pairs"}:
        only(plan, plan.dice.choice(plan.regions))
    elif layout in {"months", "groups"}:
        subject = plan.measures[0].subject
        plan.measures = tuple(one for one in plan.measures if one.subject is subject)
        if layout == "months":
            plan.measures = plan.measures[:1]
        first = 1 if plan.measures[0].basis is Basis.MONTH and layout == "months" else 2
        with_periods(plan, _span(plan, first, month))
    elif layout == "province":
        of_province(plan)
    elif layout in {"wide", "long"} and plan.dice.random() < 0.2:
        with_periods(plan, _span(plan, plan.dice.randint(2, month), month))


def _span(plan: Plan, first: int, last: int) -> tuple[int, ...]:
    year = plan.period // 100
    return tuple(year * 100 + month for month in range(first, last + 1))


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
    if kind in {"xlsx", "ods"}:
        return page
    rows = [[_as_text(cell, kind) for cell in row] for row in block.rows]
    return Page(page.name, Block(rows, block.merged))


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
        "ods": (".ods", ods),
        "xml": (".xls", containers.spreadsheetml),
        "html": (".xls", containers.html),
        "xls": (".xls", containers.xls),
    }
    suffix, write = writers[kind]
    if kind == "xls":
        pages = [page for page in pages if page.block.rows]
    return stem + suffix, write(pages)


def _file_faults(lines: Frame) -> list[Fault]:
    unit = [Fault(Plant.UNIT_UNSAID, Spot(), required=False)] if lines.unit_unsaid else []
    # Without a region nobody gets as far as the month.
    first = max(lines.unsaid, default=None)
    return [*unit, *(Fault(plant, Spot(), plant is first) for plant in sorted(lines.unsaid))]
