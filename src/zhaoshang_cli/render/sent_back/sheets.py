"""A county's workbook opened to be written into, or made again from its cells as text."""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.render.screen.folding import width


class Range(Protocol):
    """A merged range; rows and columns from 0, both ends inside."""

    @property
    def top(self) -> int:
        """The first row."""

    @property
    def left(self) -> int:
        """The first column."""

    @property
    def bottom(self) -> int:
        """The last row."""

    @property
    def right(self) -> int:
        """The last column."""


class Laid(Protocol):
    """A sheet as it was read: all that can be laid out again of a file that is no XLSX."""

    @property
    def name(self) -> str:
        """Its name; empty for text."""

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Its cells as text."""

    @property
    def merged(self) -> Sequence[Range]:
        """Its merged ranges."""

    @property
    def types(self) -> Mapping[tuple[int, int], str]:
        """What cells are, where that is more than text."""

    @property
    def hidden(self) -> bool:
        """Whether it was hidden."""


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{0,5}[1-9])?")
_LONGEST_NAME = 31
_WIDEST = 40
_UNOPENED = (
    AttributeError, IndexError, KeyError, ParseError, TypeError, ValueError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises over a workbook that other programs open all the same."""


def own_book(data: bytes | None) -> openpyxl.Workbook | None:
    """Open a county's workbook with its looks; None where it is no XLSX or cannot be kept."""
    if data is None:
        return None
    try:
        with warnings.catch_warnings():
            # What openpyxl warns of is what it leaves out, and the user is told of that.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    except _UNOPENED:
        return None


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text as a text: what came from a file never becomes a formula."""
    cell = sheet.cell(row, column)
    cell.value = cleaned(text)
    cell.data_type = "s"
    return cell


def cleaned(text: str) -> str:
    r"""Take out what no workbook can hold.

    >>> cleaned("叶县\x0b")
    '叶县'
    """
    return _CONTROLS.sub("", text)


def rebuilt(laid: Sequence[Laid]) -> tuple[openpyxl.Workbook, dict[str, Worksheet]]:
    """Make a workbook of cells as text.

    Returns:
        The workbook, and its sheets by the names they have in ``laid``.
    """
    book = openpyxl.Workbook()
    sheets: dict[str, Worksheet] = {}
    for number, one in enumerate(laid):
        sheet = book.create_sheet() if number else book.worksheets[0]
        sheet.title = (
            _NOT_IN_NAMES.sub(" ", cleaned(one.name))[:_LONGEST_NAME].strip("' ") or "报表"
        )
        sheet.sheet_state = "hidden" if one.hidden else "visible"
        sheets.setdefault(one.name, sheet)
        _lay_out(sheet, one)
    return book, sheets


def _lay_out(sheet: Worksheet, laid: Laid) -> None:
    for row, texts in enumerate(laid.rows):
        for column, text in enumerate(texts):
            if text:
                _write(sheet, (row, column), text, laid.types.get((row, column)))
    for one in laid.merged:
        sheet.merge_cells(None, one.top + 1, one.left + 1, one.bottom + 1, one.right + 1)
        first = sheet.cell(one.top + 1, one.left + 1)
        first.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    spread = {(one.top, one.left) for one in laid.merged if one.right > one.left}
    for column, texts in enumerate(zip(*laid.rows, strict=False)):
        alone = (text for row, text in enumerate(texts) if (row, column) not in spread)
        widest = min(_WIDEST, max(map(width, alone), default=0) + 2)
        sheet.column_dimensions[get_column_letter(column + 1)].width = max(8, widest)


def _write(sheet: Worksheet, at: tuple[int, int], text: str, kind: str | None) -> None:
    row, column = at[0] + 1, at[1] + 1
    if not _NUMBER.fullmatch(text):
        write_text(sheet, row, column, text)
        return
    cell = sheet.cell(row, column)
    cell.value = float(text) if "." in text else int(text)
    if kind == "percent":
        # 0.923 that the county's sheet showed as 92.3% is no amount of 0.923.
        cell.number_format = "0.0###%"
