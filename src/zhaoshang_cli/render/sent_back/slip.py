"""The 退回单: every doubt on a line of its own, with room for a word of explanation."""

import re
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returned import SLIP, SLIP_HEADINGS
from zhaoshang_cli.render.screen.folding import width
from zhaoshang_cli.render.sent_back.sheets import write_text

OPEN = PatternFill("solid", fgColor="FFFBE6")
"""The colour of a cell that is to be filled in."""

_HEAD = PatternFill("solid", fgColor="E8EDF3")
_LINE = Side(style="thin", color="999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WIDTHS = (6, 12, 8, 18, 7, 20, 44, 44, 36)
_LINE_HEIGHT = 15.0
_COMMAND = re.compile(r"--[a-z]|\bzs\b")
_FOR_COUNTIES = "请改正，或在说明里写明"
_A4 = 9


def write_slip(
    book: openpyxl.Workbook, findings: Sequence[Finding], expected: Mapping[Finding, str]
) -> Worksheet:
    """Put the list of doubts before the county's own sheets."""
    slip: Worksheet = book.create_sheet(SLIP, 0)
    _write_line(slip, 1, SLIP_HEADINGS)
    for column, chosen in enumerate(_WIDTHS):
        heading = slip.cell(1, column + 1)
        heading.font, heading.fill = Font(bold=True), _HEAD
        slip.column_dimensions[get_column_letter(column + 1)].width = chosen
    for number, one in enumerate(findings, start=1):
        todo = "；".join(part for part in (remedy(one), expected.get(one)) if part)
        texts = (
            str(number), one.place.sheet or "", one.place.cell or "", one.raw or "",
            one.severity.chinese, one.code, one.message, todo, "",
        )  # fmt: skip
        _write_line(slip, number + 1, texts)
        slip.cell(number + 1, len(texts)).fill = OPEN
    slip.freeze_panes = "A2"
    slip.print_title_rows = "1:1"
    slip.page_setup.orientation, slip.page_setup.paperSize = "landscape", _A4
    slip.page_setup.fitToHeight = 0
    slip.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return slip


def remedy(finding: Finding) -> str | None:
    """Return how the county can mend a cell: what only zs can do is no advice to them."""
    hint = finding.hint
    return _FOR_COUNTIES if hint and _COMMAND.search(hint) else hint


def _write_line(slip: Worksheet, row: int, texts: Sequence[str]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = write_text(slip, row, column, text)
        cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _BOX
    lines = max(-(-width(text) // chosen) for text, chosen in zip(texts, _WIDTHS, strict=True))
    slip.row_dimensions[row].height = _LINE_HEIGHT * max(1, lines)
