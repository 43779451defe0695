"""A county's workbook opened to be written into, or made again from its cells as text."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zhaoshang_cli.render.folding import width

Grids = Mapping[str, Sequence[Sequence[str]]]

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{0,5}[1-9])?")
_LONGEST_NAME = 31
_WIDEST = 40
_UNOPENED = (
    AttributeError, IndexError, KeyError, ParseError, TypeError, ValueError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises over a workbook that other programs open all the same."""


def own_or_rebuilt(
    data: bytes | None, grids: Grids
) -> tuple[openpyxl.Workbook, dict[str, Worksheet]]:
    """Open a county's workbook with its looks, or make one of its cells.

    Args:
        data: The file where it is XLSX.
        grids: Its sheets as text.

    Returns:
        The workbook, and its sheets by the names they have in ``grids``.
    """
    if data is None:
        return _rebuilt(grids)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except _UNOPENED:
        return _rebuilt(grids)
    return book, {sheet.title: sheet for sheet in book.worksheets}


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


def _rebuilt(grids: Grids) -> tuple[openpyxl.Workbook, dict[str, Worksheet]]:
    book = openpyxl.Workbook()
    sheets: dict[str, Worksheet] = {}
    for name, rows in grids.items():
        sheet = book.worksheets[0] if not sheets else book.create_sheet()
        sheet.title = _NOT_IN_NAMES.sub(" ", cleaned(name))[:_LONGEST_NAME].strip("' ") or "报表"
        sheets[name] = sheet
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row, start=1):
                _write(sheet, number, column, text)
        for column, texts in enumerate(zip(*rows, strict=False), start=1):
            widest = min(_WIDEST, max(map(width, texts), default=0) + 2)
            sheet.column_dimensions[get_column_letter(column)].width = max(8, widest)
    return book, sheets


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    if not text:
        return
    if _NUMBER.fullmatch(text):
        sheet.cell(row, column).value = float(text) if "." in text else int(text)
    else:
        write_text(sheet, row, column, text)
