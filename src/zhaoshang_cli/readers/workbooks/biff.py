"""What calamine leaves out of an Excel 97 workbook (BIFF), read from its records.

The same as ``xlsx`` does for newer files: errors, percentages, what is hidden, how far the cells
reach. Record layouts: [MS-XLS] 2.4. A formula that was never calculated cannot be told from one
whose result is 0 in this format.
"""

import struct
from collections.abc import Iterator

from zhaoshang_cli.readers.files.kinds import password
from zhaoshang_cli.readers.workbooks.compound import CompoundFile
from zhaoshang_cli.readers.workbooks.guard import COLUMNS, Extent
from zhaoshang_cli.readers.workbooks.marks import Marks

_BOF, _EOF, _BOUND_SHEET, _FILE_PASS, _FORMAT, _XF = 0x09, 0x0A, 0x85, 0x2F, 0x41E, 0xE0
_ROW, _COLUMNS = 0x208, 0x7D
_FORMULA, _NUMBER, _RK, _BOOLEAN_OR_ERROR, _NUMBERS = 0x06, 0x203, 0x27E, 0x205, 0xBD
_TEXTS = frozenset({0xFD, 0x204, 0xD6})
_CELLS = _TEXTS | {_FORMULA, _NUMBER, _RK, _BOOLEAN_OR_ERROR, _NUMBERS}

_BUILT_IN_PERCENT = frozenset({9, 10})
_ROW_HIDDEN = 0x20
_ERROR_RESULT = 2
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def inspect_xls(data: bytes) -> list[Marks]:
    """Measure all sheets of a workbook and return what is to be known of each, in their order.

    Raises:
        ZsError: ``file-dangerous`` or ``file-password``.
        ValueError, KeyError, IndexError, struct.error: The file is damaged.
    """
    container = CompoundFile(data)
    book = container.read("Workbook" if "Workbook" in container.names else "Book")
    sheets, formats, percents = [], set(_BUILT_IN_PERCENT), set[int]()
    styles: list[int] = []
    for record, content in _records(book, 0):
        if record == _FILE_PASS:
            raise password()
        if record == _BOUND_SHEET:
            sheets.append(struct.unpack_from("<I", content)[0])
        elif record == _FORMAT and b"%" in content:
            formats.add(struct.unpack_from("<H", content)[0])
        elif record == _XF:
            styles.append(struct.unpack_from("<H", content, 2)[0])
    percents.update(number for number, form in enumerate(styles) if form in formats)
    return [_Reading(percents, f"第 {n} 张").marks(book, at) for n, at in enumerate(sheets, 1)]


def _records(book: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Return the records of one substream; those that embedded charts bring are passed over."""
    depth = 0
    while position + 4 <= len(book):
        record, length = struct.unpack_from("<2H", book, position)
        position += 4
        depth += (record & 0xFF == _BOF) - (record == _EOF)
        if depth == 1:
            yield record, book[position : position + length]
        if depth <= 0:
            return
        position += length


class _Reading:
    """The pass over one sheet."""

    def __init__(self, percents: set[int], name: str) -> None:
        self._percents = percents
        self._extent = Extent(name)
        self._marks = Marks()

    def marks(self, book: bytes, position: int) -> Marks:
        for record, content in _records(book, position):
            if record in _CELLS:
                row, column, style = struct.unpack_from("<3H", content)
                self._extent.reach(row, column)
                self._cell(record, content, (row, column), style)
            elif record == _ROW and content[12] & _ROW_HIDDEN:
                self._marks.hidden_rows.add(struct.unpack_from("<H", content)[0])
            elif record == _COLUMNS and content[8] & 1:
                first, last = struct.unpack_from("<2H", content)
                self._marks.hidden_columns.update(range(first, min(last, COLUMNS) + 1))
        return self._marks

    def _cell(self, record: int, content: bytes, place: tuple[int, int], style: int) -> None:
        if record == _BOOLEAN_OR_ERROR:
            if content[7]:
                self._marks.error(*place, _ERRORS.get(content[6], "#ERROR"))
        elif record == _FORMULA and content[12:14] == b"\xff\xff":
            if content[6] == _ERROR_RESULT:
                self._marks.error(*place, _ERRORS.get(content[8], "#ERROR"))
        elif record == _NUMBERS:
            self._numbers(content, place)
        elif record not in _TEXTS and style in self._percents:
            self._marks.percent(*place)

    def _numbers(self, content: bytes, place: tuple[int, int]) -> None:
        """Read a run of numbers side by side, each with its own style."""
        row, first = place
        for offset in range((len(content) - 6) // 6):
            (style,) = struct.unpack_from("<H", content, 4 + 6 * offset)
            self._extent.reach(row, first + offset)
            if style in self._percents:
                self._marks.percent(row, first + offset)
