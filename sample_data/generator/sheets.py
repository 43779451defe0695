"""Cells into bytes: separated text in the counties' encodings, and workbooks without a clock."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Self, TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell: TypeAlias = str | int | Decimal | dt.date | None

CREATED = dt.datetime(2022, 1, 1)  # noqa: DTZ001  (xlsxwriter wants it without a zone)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file to be written, and the day on which it is said to have come."""

    path: str
    content: bytes
    received: dt.date | None = None


def text_bytes(
    rows: Iterable[Sequence[str]],
    *,
    encoding: str = "utf-8-sig",
    separator: str = ",",
    newline: str = "\r\n",
) -> bytes:
    """Write rows as separated text; UTF-16 gets its little-endian mark."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=newline).writerows(rows)
    text = out.getvalue()
    if encoding == "utf-16":
        return b"\xff\xfe" + text.encode("utf-16-le")
    return text.encode(encoding)


class Book:
    """A workbook that gives the same parts whenever and wherever it is made."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self._workbook = Workbook(self._buffer, {"in_memory": True})
        self._workbook.set_properties({"author": "合成数据", "created": CREATED})
        self.middle = self._workbook.add_format(
            {"align": "center", "valign": "vcenter", "text_wrap": True}
        )
        self.title = self._workbook.add_format(
            {"align": "center", "valign": "vcenter", "bold": True, "font_size": 16}
        )
        self.month = self._workbook.add_format({"num_format": 'yyyy"年"m"月"'})

    def sheet(self, name: str) -> "Page":
        """Add a sheet."""
        return Page(self, self._workbook.add_worksheet(name))

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._workbook.close()
        return self._buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that is written from the top, row by row."""

    book: Book
    sheet: Worksheet

    def row(self, at: int, cells: Iterable[Cell], *, first: int = 0) -> Self:
        """Write cells side by side; ``None`` leaves a cell empty."""
        for column, cell in enumerate(cells, first):
            self._cell(at, column, cell)
        return self

    def merge(self, area: str, text: str, *, title: bool = False) -> Self:
        """Merge an area such as ``A1:C1`` and write into it."""
        self.sheet.merge_range(area, text, self.book.title if title else self.book.middle)
        return self

    def group(self, at: int, first: int, width: int, text: str) -> Self:
        """Write a heading over ``width`` columns."""
        if width == 1:
            return self.row(at, [text], first=first)
        self.sheet.merge_range(at, first, at, first + width - 1, text, self.book.middle)
        return self

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, dt.date):
            at_midnight = dt.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
            self.sheet.write_datetime(row, column, at_midnight, self.book.month)
        elif isinstance(cell, str):
            self.sheet.write_string(row, column, cell)
        elif cell is not None:
            self.sheet.write_number(row, column, cell)
