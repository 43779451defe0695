"""What a sheet says outside its tables: titles, units, who reports, for when, and who signed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.errors import Place
from zhaoshang_cli.readers.cells.dates import spans_in
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.context import Context
from zhaoshang_cli.readers.layout.grid import Grid, numeric
from zhaoshang_cli.readers.layout.lines import Said, Saying
from zhaoshang_cli.readers.layout.spans import Source
from zhaoshang_cli.readers.layout.table import Table
from zhaoshang_cli.readers.sheet import Book, address

_NOTES = 30
"""So many of the last rows below a table may be notes."""

_EXTENSION = re.compile(r"\.(?:csv|txt|tsv|xlsx|xlsm|xls|et|ods|xml|html?|zip)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """A line above a table that is no label."""

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class FileName:
    """The parts of a file's name that may speak: its own, and its folder's or archive's."""

    name: str

    @cached_property
    def _parts(self) -> list[str]:
        return [part for part in re.split(r"[/\\!]", self.name) if part not in {"", ".", ".."}]

    @property
    def stem(self) -> str:
        """The name without its ending."""
        return _EXTENSION.sub("", self._parts[-1]) if self._parts else ""

    @property
    def folder(self) -> str:
        """The name of the folder or archive that holds it."""
        return _EXTENSION.sub("", self._parts[-2]) if len(self._parts) > 1 else ""


@dataclass(frozen=True)
class Surroundings:
    """All that one sheet says outside its tables."""

    book: Book
    grid: Grid
    context: Context
    tables: tuple[Table, ...]

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every labelled value."""
        rows = self.grid.sheet.rows
        return tuple(
            one
            for row in range(len(rows))
            if any(":" in text or "：" in text for text in rows[row])
            for one in self.context.lines.read(rows, row)
        )

    def titles(self, table: Table) -> tuple[Title, ...]:
        """The lines over a table, its own first; the sheet's first lines where it has none."""
        return tuple(self._titles(table.above, table)) or self._first_titles

    @cached_property
    def _first_titles(self) -> tuple[Title, ...]:
        first = min(self.tables, key=lambda one: one.header.start)
        return tuple(self._titles(first.above, first))

    def _telling(self, table: Table, tells: Callable[[str], object]) -> tuple[Title, ...]:
        """The lines over a table; and the sheet's first, where 表二 does not say so itself."""
        own = self.titles(table)
        return own if any(tells(title.text) for title in own) else (*own, *self._first_titles)

    def _titles(self, rows: range, table: Table) -> Iterator[Title]:
        for row in rows:
            cells = self.grid.rows[row]
            seen: set[str] = set()
            for column in range(table.left, table.right):
                text = self.context.lines.before(cells[column].strip())
                if text and text not in seen:
                    seen.add(text)
                    yield Title(text, row, column)
        if not any(
            self.grid.rows[row][column].strip()
            for row in rows
            for column in range(table.left, table.right)
        ):
            # A title over two tables side by side stands in the first column only.
            yield from (
                Title(text, row, 0)
                for row in rows
                for cell in self.grid.rows[row][:1]
                if (text := self.context.lines.before(cell.strip()))
            )

    def place(self, row: int, column: int) -> Place:
        """Name a cell."""
        return Place(self.book.name, self.grid.sheet.name or None, address(row, column))

    @property
    def anywhere(self) -> Place:
        """The sheet, where no cell is to be named."""
        return Place(self.book.name, self.grid.sheet.name or None)

    def near(self, saying: Saying, table: Table) -> list[Said]:
        """What labels say for a table: over it, the nearest first; else anywhere on the sheet."""
        found = [
            one
            for one in self.said
            if one.saying is saying and one.value and not (one.inside and self._of_one(one))
        ]
        if saying is Saying.UNIT:
            found = [one for one in found if not self._among_values(one)]
        over = [one for one in found if one.row < table.body.start]
        within = [
            one for one in over if one.row in table.above and table.left <= one.column < table.right
        ]
        return sorted(within or over, key=lambda one: -one.row) or found

    def _of_one(self, one: Said) -> bool:
        """Whether a label belongs to the heading or the row that it stands in, and to no more."""
        return any(
            one.row in table.body
            or (one.row in table.header and not column.heading.role.labels_rows)
            for table in self.tables
            for column in table.columns
            if column.index == one.column
        )

    def _among_values(self, one: Said) -> bool:
        """Whether a line stands between the rows of a table, and speaks of those below it only."""
        rows = self.grid.rows
        return any(
            one.row in table.body
            and any(
                numeric(text)
                for row in rows[one.row + 1 : table.body.stop]
                for text in row[table.left : table.right]
            )
            for table in self.tables
        )

    def period_sources(self, table: Table) -> Iterator[Source]:
        """Everything outside the table that may name its month."""
        for one in self.near(Saying.PERIOD, table):
            spans = spans_in(f"截至{one.value}")
            yield Source(one.label, one.value, self.place(one.row, one.column), spans)
        for title in self._telling(table, spans_in):
            yield Source(
                "标题", title.text, self.place(title.row, title.column), spans_in(title.text)
            )
        if self.grid.sheet.name:
            yield Source(
                "工作表名", self.grid.sheet.name, self.anywhere, spans_in(self.grid.sheet.name)
            )
        file = FileName(self.book.name)
        yield Source("文件名", file.stem, Place(self.book.name), spans_in(file.stem))
        yield Source(
            "文件夹名", file.folder, Place(self.book.name), spans_in(file.folder), firm=False
        )

    def region_sources(self, table: Table) -> Iterator[tuple[str, str, Place]]:
        """Everything outside the table that may name its region: what kind of text, and the text."""
        for one in self.near(Saying.REGION, table):
            yield one.label, one.value, self.place(one.row, one.column)
        for title in self._telling(table, self.context.region_names.inside):
            yield "标题", title.text, self.place(title.row, title.column)
        if self.grid.sheet.name:
            yield "工作表名", self.grid.sheet.name, self.anywhere
        file = FileName(self.book.name)
        yield "文件名", file.stem, Place(self.book.name)

    def units(self, table: Table) -> tuple[tuple[str, ...], str]:
        """The units that hold for a table's columns that name none, and the cell they stand in."""
        corner, cell = self._corner(table)
        for one in self.near(Saying.UNIT, table):
            if units := self.context.words.units.several(one.value.removeprefix("人民币")):
                # 项 over the labels says how projects are counted, and takes nothing from 单位：亿元.
                return tuple(dict.fromkeys((*corner, *units))), address(one.row, one.column)
        if corner:
            return corner, cell
        words = self.context.words.units
        for read in (words.alone, words.phrased, words.bracketed):
            for title in self.titles(table):
                if found := read(plain(title.text)):
                    return found, address(title.row, title.column)
        return (), ""

    def noted(self, table: Table) -> tuple[str, ...]:
        """The units that notes below a table, or anywhere above it, name in their own words."""
        units, rows = self.context.words.units, self.grid.sheet.rows
        around = [*range(table.header.start), *table.body[-_NOTES:]]
        notes = [
            texts.pop()
            for row in around
            if len(texts := {text for text in rows[row] if text.strip()}) == 1
        ]
        told = (note for note in notes if not self.context.lines.speaks(note))
        return tuple(dict.fromkeys(unit for note in told for unit in units.phrased(note)))

    def _corner(self, table: Table) -> tuple[tuple[str, ...], str]:
        """The unit in the heading of the labels, and its cell."""
        for column in table.columns:
            if column.heading.unit and column.heading.role.labels_rows:
                return (column.heading.unit,), address(table.last_heading, column.index)
        return (), ""

    @cached_property
    def signatures(self) -> Mapping[str, str]:
        """Who signed, by the word each signature is kept under."""
        signed: dict[str, str] = {}
        for one in self.said:
            if one.saying is Saying.SIGNATURE:
                label = self.context.lines.signature(one.label)
                signed[label] = signed.get(label) or one.value
        return signed

    def unsigned(self) -> Iterator[Finding]:
        """Tell of labels with nothing after them."""
        for one in self.said:
            if one.saying is Saying.SIGNATURE and not one.value:
                yield Finding(
                    "signature-missing",
                    Severity.INFO,
                    f"“{one.label}”后面没有填",
                    self.place(one.row, one.column),
                    "请报送单位补签后重报",
                )
