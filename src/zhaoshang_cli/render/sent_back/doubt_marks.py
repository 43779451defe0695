"""Colours, comments and a column for words on a county's sheet, put on and taken off again."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returned import EXPLANATION
from zhaoshang_cli.render.sent_back.sheets import cleaned, write_text
from zhaoshang_cli.render.sent_back.slip import OPEN, remedy

_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEB9C"),
    Severity.INFO: PatternFill("solid", fgColor="DDEBF7"),
}
_AUTHOR = "zs"
_OURS = re.compile(rf"^(?:{'|'.join(one.chinese for one in Severity)})\[[a-z-]+\] ", re.MULTILINE)
"""How what zs writes into a comment begins. Other programs forget who wrote a comment."""


def forget_marks(sheet: Worksheet) -> None:
    """Take off the marks of an earlier return: what was mended is no longer red.

    What the county itself had written into a comment stays.
    """
    for row in sheet.iter_rows():
        for cell in row:
            written = cell.comment.text if cell.comment else ""
            ours = _OURS.search(written)
            if ours is None:
                continue
            own = written[: ours.start()].strip()
            cell.comment = Comment(own, "报送单位") if own else None
            cell.fill = PatternFill()


def mark_doubts(
    sheet: Worksheet, findings: Sequence[Finding], expected: Mapping[Finding, str]
) -> None:
    """Mark every doubtful cell of a sheet, and add a column where the county can write."""
    for finding in findings:
        _mark(sheet, finding, expected.get(finding))
    _room_for_words(sheet, findings)


def _mark(sheet: Worksheet, finding: Finding, expected: str | None) -> None:
    cell = _anchor(sheet, str(finding.place.cell))
    cell.fill = _FILLS[finding.severity]
    before = f"{cell.comment.text}\n" if cell.comment else ""
    lines = [f"{finding.severity.chinese}[{finding.code}] {finding.message}"]
    lines += [f"办法：{hint}"] if (hint := remedy(finding)) else []
    lines += [f"预期：{expected}"] if expected else []
    text = cleaned(before + "\n".join(lines))
    cell.comment = Comment(text, _AUTHOR, height=140, width=320)


def _anchor(sheet: Worksheet, address: str) -> Any:
    """Return the cell, or the first one of the merged range that it lies in."""
    for merged in sheet.merged_cells.ranges:
        if address in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[address]


def _room_for_words(sheet: Worksheet, findings: Sequence[Finding]) -> None:
    """Add a column where the county can write beside every doubtful row."""
    rows = sorted({_anchor(sheet, str(one.place.cell)).row for one in findings} - {1})
    if not rows:
        return
    column = _column_for_words(sheet)
    write_text(sheet, rows[0] - 1, column, EXPLANATION).font = Font(bold=True)
    for row in rows:
        cell = sheet.cell(row, column)
        cell.fill, cell.alignment = OPEN, Alignment(wrap_text=True, vertical="center")
        cell.protection = Protection(locked=False)
    sheet.column_dimensions[get_column_letter(column)].width = 36
    _print_also(sheet, column)


def _column_for_words(sheet: Worksheet) -> int:
    """Return the column of an earlier return, or the one after the last that holds anything.

    Colours and borders may reach to the edge of the sheet; they hold nothing.
    """
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == EXPLANATION:
                return int(cell.column)
    merged = [one.max_col for one in sheet.merged_cells.ranges]
    filled = [cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return max([*merged, *filled], default=0) + 1


def _print_also(sheet: Worksheet, column: int) -> None:
    """Let the column be printed too, on the same page as what it is about."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    area = str(sheet.print_area or "")
    if area and "," not in area:
        left, top, right, bottom = range_boundaries(area.rpartition("!")[2])
        if None not in (left, top, right, bottom) and int(right or 0) < column:
            letters = get_column_letter(int(left or 1)), get_column_letter(column)
            sheet.print_area = f"{letters[0]}{top}:{letters[1]}{bottom}"
