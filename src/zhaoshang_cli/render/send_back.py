"""A county's own workbook, with every doubtful cell coloured and commented, and a 退回单."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returned import EXPLANATION, MARK, SHEET, SLIP
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.render.sheets import Grids, cleaned, own_or_rebuilt, write_text
from zhaoshang_cli.render.slip import OPEN, write_slip

_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEB9C"),
    Severity.INFO: PatternFill("solid", fgColor="DDEBF7"),
}
_AUTHOR = "zs"
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class Marked(Protocol):
    """A county's file and what is doubtful in it."""

    @property
    def data(self) -> bytes | None:
        """The file itself where it is XLSX, so that its looks are kept; else None."""

    @property
    def grids(self) -> Grids:
        """Every sheet as text, by name, for files of other kinds."""

    @property
    def sha256(self) -> str:
        """Of the county's own file."""

    @property
    def identity(self) -> Sequence[str]:
        """What a form of ours says of itself; empty for any other file."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What is doubtful; those without a cell stand in the list only."""

    @property
    def expected(self) -> Mapping[Finding, str]:
        """What a cell was expected to hold, in words."""


def marked_workbook(found: Marked, output: Path) -> bytes:
    """Mark a county's sheet and list its doubts.

    Raises:
        ZsError: ``output-format``.
    """
    if output.suffix.lower() != ".xlsx":
        raise ZsError(
            "output-format", "退回的表只写成 XLSX", Place(str(output)), "文件名以 .xlsx 结尾"
        )
    book, sheets = own_or_rebuilt(found.data, found.grids)
    for name in {SHEET, SLIP} & set(book.sheetnames):
        del book[name]
    for sheet in sheets.values():
        _forget_last_time(sheet)
    for sheet, findings in _by_sheet(found.findings, sheets):
        for finding in findings:
            _mark(sheet, finding, found.expected.get(finding))
        _room_for_words(sheet, findings)
    slip = write_slip(book, found.findings, found.expected)
    hidden = book.create_sheet(SHEET)
    for row, text in enumerate((MARK, found.sha256, *found.identity), start=1):
        write_text(hidden, row, 1, text)
    hidden.sheet_state = "veryHidden"
    return _saved(book, slip)


def _saved(book: openpyxl.Workbook, first: Worksheet) -> bytes:
    book.active = 0
    for sheet in book.worksheets:
        # Two selected sheets are edited as one: what is typed into one stands in both.
        sheet.sheet_view.tabSelected = sheet is first
    book.properties.created = book.properties.modified = _CREATED
    book.calculation.fullCalcOnLoad = True
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _by_sheet(
    findings: Sequence[Finding], sheets: Mapping[str, Worksheet]
) -> list[tuple[Worksheet, list[Finding]]]:
    first = next(iter(sheets.values()))
    placed = [(sheets.get(one.place.sheet or "", first), one) for one in findings if one.place.cell]
    return [(sheet, [one for where, one in placed if where is sheet]) for sheet in sheets.values()]


def _forget_last_time(sheet: Worksheet) -> None:
    """Take off the marks of an earlier return: what was mended is no longer red."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment, cell.fill = None, PatternFill()


def _mark(sheet: Worksheet, finding: Finding, expected: str | None) -> None:
    cell = _anchor(sheet, str(finding.place.cell))
    cell.fill = _FILLS[finding.severity]
    before = f"{cell.comment.text}\n" if cell.comment else ""
    lines = [f"{finding.severity.chinese}[{finding.code}] {finding.message}"]
    lines += [f"办法：{finding.hint}"] if finding.hint else []
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
        cell.fill = OPEN
        cell.protection = Protection(locked=False)
    sheet.column_dimensions[get_column_letter(column)].width = 36


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
