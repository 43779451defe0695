"""HTML that a web system exports and calls ``.xls``: every table becomes a sheet.

Lines outside the tables are kept as rows, above the table that follows them and below the last:
that is where a page says its title, its unit and who signed, and where Excel shows them too.
"""

import re
from html import unescape
from html.parser import HTMLParser

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType, Sheet
from zhaoshang_cli.readers.workbooks.cellvalues import general
from zhaoshang_cli.readers.workbooks.guard import COLUMNS
from zhaoshang_cli.readers.workbooks.tablegrid import TableGrid

_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_NAME = re.compile(r"<x:Name>([^<]*)</x:Name>")
_NUMERIC = re.compile(r"[-(]?[¥￥$]?[0-9][0-9,]*(?:\.[0-9]*)?([%％]?)\)?")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,6}")
_BREAK = "\v"
_BREAKS = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style", "title"})
_CELLS = frozenset({"td", "th", "caption"})

_Attributes = list[tuple[str, str | None]]


def read_webpage(text: str) -> tuple[Sheet, ...]:
    """Return the tables of a page.

    Raises:
        ZsError: ``file-truncated`` (a table is not closed) or ``file-dangerous``.
    """
    page = _Page()
    page.feed(text)
    page.close()
    return page.sheets()


class _Table:
    """A table while it is being read."""

    def __init__(self) -> None:
        self.grid = TableGrid("")
        self.row = -1
        self.column = 0
        self.columns = 0
        self.cell: _Cell | None = None

    def add_lines(self, lines: list[str]) -> None:
        """Add rows of one cell each."""
        for line in lines:
            self.start_row({})
            self.grid.put(self.row, 0, line)

    def start_column(self, attributes: dict[str, str]) -> None:
        columns = range(self.columns, self.columns + min(_count(attributes, "span"), COLUMNS))
        self.columns = columns.stop
        if _HIDDEN.search(attributes.get("style", "")):
            self.grid.hidden_columns.update(columns)

    def start_row(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        if _HIDDEN.search(attributes.get("style", "")):
            self.grid.hidden_rows.add(self.row)

    def start_cell(self, attributes: dict[str, str]) -> None:
        self.end_cell()
        self.row = max(self.row, 0)
        self.cell = _Cell(attributes)

    def end_cell(self) -> None:
        cell, self.cell = self.cell, None
        if cell is None:
            return
        column = self.grid.free(self.row, self.column)
        self.grid.put(self.row, column, *cell.content())
        across = _count(cell.attributes, "colspan") - 1
        self.grid.merge(self.row, column, _count(cell.attributes, "rowspan") - 1, across)
        self.column = column + 1 + across


class _Cell:
    def __init__(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.pieces: list[str] = []

    def content(self) -> tuple[str, CellType | None]:
        """Return the text, and the number behind it where Excel left one (``x:num``)."""
        text = "\n".join(_lines(self.pieces))
        shown = _NUMERIC.fullmatch(text)
        try:
            number = float(self.attributes.get("x:num", ""))
        except ValueError:
            return text, None
        if shown is None:
            return text, None
        return general(number), CellType.PERCENT if shown[1] else CellType.NUMBER


class _Page(HTMLParser):
    """The walk over a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._names: list[str] = []
        self._tables: list[_Table] = []
        self._open: list[_Table] = []
        self._outermost: _Table | None = None
        self._outside: list[str] = []
        self._unseen = 0

    def sheets(self) -> tuple[Sheet, ...]:
        if self._open:
            raise ZsError(
                "file-truncated",
                "网页里的表格没有结尾，后面的行可能丢了",
                hint="重新导出或下载；若 WPS 或 Excel 打得开，就另存为 xlsx 后再导入",
            )
        if self._outermost:
            self._outermost.add_lines(_lines(self._outside))
        tables = self._tables
        names = self._names if len(self._names) == len(tables) else _numbered(len(tables))
        for table, name in zip(tables, names, strict=True):
            table.grid.name = name
        return tuple(table.grid.sheet() for table in tables)

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        if tag == "table":
            self._start_table()
        elif tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self.handle_data(_BREAK)
        elif self._open:
            self._start_in_table(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKS:
            self.handle_data(_BREAK)
        elif self._open and tag in _CELLS:
            self._open[-1].end_cell()
        elif self._open and tag == "table":
            self._open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._open:
            self._outside.append(data)
        elif cell := self._open[-1].cell:
            cell.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self._names.extend(map(unescape, _NAME.findall(data)))

    def _start_table(self) -> None:
        table = _Table()
        if not self._open:
            table.add_lines(_lines(self._outside))
            self._outside.clear()
            self._outermost = table
        self._tables.append(table)
        self._open.append(table)

    def _start_in_table(self, tag: str, attributes: dict[str, str]) -> None:
        table = self._open[-1]
        if tag in {"tr", "caption"}:
            table.start_row(attributes)
        if tag in _CELLS:
            table.start_cell(attributes)
        elif tag == "col":
            table.start_column(attributes)


def _lines(pieces: list[str]) -> list[str]:
    """Return text as a page shows it: line breaks where it has them, blanks made one."""
    lines = _BLANKS.sub(" ", "".join(pieces)).split(_BREAK)
    return [line for line in map(str.strip, lines) if line]


def _numbered(tables: int) -> list[str]:
    return [f"表{number}" if tables > 1 else "" for number in range(1, tables + 1)]


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "")
    return max(int(text), 1) if _COUNT.fullmatch(text) else 1
