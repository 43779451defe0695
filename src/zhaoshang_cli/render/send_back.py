"""A county's own workbook, with every doubtful cell coloured and commented, and a 退回单."""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returned import EXPLANATION, MARK, SHEET, SLIP, SLIP_HEADINGS
from zhaoshang_cli.errors import Place, ZsError

_FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="FFC7CE"),
    Severity.WARNING: PatternFill("solid", fgColor="FFEB9C"),
    Severity.INFO: PatternFill("solid", fgColor="DDEBF7"),
}
_OPEN = PatternFill("solid", fgColor="FFFBE6")
_WIDTHS = (6, 14, 9, 18, 8, 22, 48, 48, 40)
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)

Grids = Mapping[str, Sequence[Sequence[str]]]


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
    data, findings = found.data, found.findings
    book = _rebuilt(found.grids) if data is None else openpyxl.load_workbook(io.BytesIO(data))
    for name in {SHEET, SLIP} & set(book.sheetnames):
        del book[name]
    names = {sheet.title: sheet for sheet in book.worksheets}
    only = book.worksheets[0]
    for finding in findings:
        sheet = names.get(finding.place.sheet or "", only)
        if finding.place.cell:
            _mark(sheet, finding, found.expected.get(finding))
    for sheet in book.worksheets:
        _room_for_words(sheet, [one for one in findings if _on(one, sheet, only)])
    _list(book, findings, found.expected)
    hidden = book.create_sheet(SHEET)
    _write(hidden, 1, 1, MARK)
    _write(hidden, 2, 1, found.sha256)
    hidden.sheet_state = "veryHidden"
    book.properties.created = book.properties.modified = _CREATED
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _rebuilt(grids: Grids) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for position, (name, rows) in enumerate(grids.items()):
        sheet = book.worksheets[0] if position == 0 else book.create_sheet()
        sheet.title = name or "报表"
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                if text:
                    _write(sheet, number, column, text)
    return book


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text as a text: what came from a file never becomes a formula."""
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    return cell


def _on(finding: Finding, sheet: Worksheet, only: Worksheet) -> bool:
    named = finding.place.sheet or only.title
    return bool(finding.place.cell) and named == sheet.title


def _mark(sheet: Worksheet, finding: Finding, expected: str | None) -> None:
    cell = sheet[str(finding.place.cell)]
    cell.fill = _FILLS[finding.severity]
    before = f"{cell.comment.text}\n" if cell.comment else ""
    lines = [f"{finding.severity.chinese}[{finding.code}] {finding.message}"]
    lines += [f"办法：{finding.hint}"] if finding.hint else []
    lines += [f"预期：{expected}"] if expected else []
    cell.comment = Comment(before + "\n".join(lines), "zs", height=140, width=320)


def _room_for_words(sheet: Worksheet, findings: Sequence[Finding]) -> None:
    """Add a column where the county can write beside every doubtful row."""
    if not findings:
        return
    column = sheet.max_column + 1
    rows = sorted({sheet[str(one.place.cell)].row for one in findings})
    heading = max(1, rows[0] - 1)
    _write(sheet, heading, column, EXPLANATION).font = Font(bold=True)
    for row in rows:
        sheet.cell(row, column).fill = _OPEN
    sheet.column_dimensions[get_column_letter(column)].width = 36


def _list(
    book: openpyxl.Workbook, findings: Sequence[Finding], expected: Mapping[Finding, str]
) -> None:
    slip = book.create_sheet(SLIP, 0)
    for column, (heading, width) in enumerate(zip(SLIP_HEADINGS, _WIDTHS, strict=True), start=1):
        _write(slip, 1, column, heading).font = Font(bold=True)
        slip.column_dimensions[get_column_letter(column)].width = width
    for number, one in enumerate(findings, start=1):
        remedy = "；".join(part for part in (one.hint, expected.get(one)) if part)
        texts = (
            str(number), one.place.sheet or "", one.place.cell or "", one.raw or "",
            one.severity.chinese, one.code, one.message, remedy, "",
        )  # fmt: skip
        for column, text in enumerate(texts, start=1):
            cell = _write(slip, number + 1, column, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        slip.cell(number + 1, len(texts)).fill = _OPEN
    slip.freeze_panes = "A2"
