"""The tables of a sheet: one below or beside another, each with its heading and its body."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.layout.facets import UNKNOWN, Heading, Role
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.headers import HeaderFinder, paths
from zhaoshang_cli.readers.layout.keycolumns import KeyColumns
from zhaoshang_cli.readers.layout.monthcolumn import month_column
from zhaoshang_cli.readers.layout.otherlists import OtherLists
from zhaoshang_cli.readers.layout.table import Column, Table
from zhaoshang_cli.readers.layout.unitrow import with_unit_row
from zhaoshang_cli.readers.layout.words import Words
from zhaoshang_cli.readers.sheet import column_letters


class TableFinder:
    """Cuts a sheet into tables."""

    def __init__(self, finder: HeaderFinder, words: Words, given: dict[str, Heading]) -> None:
        self.finder, self.words, self.given = finder, words, given
        self.grid = finder.grid
        self.keys = KeyColumns(self.grid, words)

    def find(self, header: range | None = None) -> list[Table]:
        """Find all tables, by their headings or at the heading's rows that the user named."""
        if not self.grid.width:
            return []
        if header is not None:
            body = range(header.stop, len(self.grid.rows))
            return self._beside(range(header.start), header, body, (0, self.grid.width))
        found = [table for strip in self._strips() for table in self._below(strip)]
        return OtherLists(self.finder).parted(found)

    def _strips(self) -> list[tuple[int, int]]:
        """Join strips that have no heading with keys of their own to the one on their left."""
        strips: list[tuple[int, int]] = []
        for left, right in self.grid.strips:
            header = self._heading_of(left, right) if strips else None
            if strips and (header is None or not self._has_key(header, left, right)):
                strips[-1] = (strips[-1][0], right)
            else:
                strips.append((left, right))
        return strips

    def _heading_of(self, left: int, right: int) -> range | None:
        return self.finder.find(0, left, right) or self.finder.faint(left, right)

    def _has_key(self, header: range, left: int, right: int) -> bool:
        found = paths(self.grid, header, left, right)
        return any(self.words.read(path).role in {Role.REGION, Role.INDICATOR} for path in found)

    def _below(self, strip: tuple[int, int]) -> Iterator[Table]:
        left, right = strip
        start = 0
        header = self._heading_of(left, right)
        if header is None:
            yield from self._headless(strip)
        while header is not None:
            columns = self._columns(header, left, right)
            following = self._next(header.stop, columns, left, right)
            end = (
                len(self.grid.rows)
                if following is None
                else self._title(header.stop, following.start, left, right)
            )
            above, body = range(start, header.start), range(header.stop, end)
            yield from self._beside(above, header, body, strip)
            start, header = end, following

    def _headless(self, strip: tuple[int, int]) -> Iterator[Table]:
        """Read lists of indicators and numbers that have no heading."""
        rows = self.grid.rows
        for label, number in self.finder.labelled(*strip):
            roles = {label: Role.INDICATOR, number: Role.VALUE}
            first = next(row for row, cells in enumerate(rows) if numeric(cells[number]))
            columns = tuple(
                Column(at, (), Heading(roles.get(at, Role.IGNORED)))
                for at in range(label, number + 1)
            )
            body = range(first, len(rows))
            yield Table(self.grid, range(first), range(first, first), body, columns)

    def _next(self, start: int, columns: tuple[Column, ...], left: int, right: int) -> range | None:
        """Find the heading of the next table: not a row of this one, nor its heading repeated."""
        keys = [(one.index, one.heading) for one in columns if one.heading.role.labels_rows]
        own = {tuple(map(plain, one.path[-1:])) for one in columns}
        row = start
        while (header := self.finder.find(row, left, right)) is not None:
            texts = {
                (plain(text),)
                for text in self.grid.rows[header.stop - 1][left:right]
                if text.strip()
            }
            if not texts <= own and self.finder.repeats_key(header.stop - 1, keys):
                return header
            row = header.stop
        return None

    def _title(self, first: int, header: int, left: int, right: int) -> int:
        """Go up from a table's heading over its title and unit, to where the table before it ends."""
        row = header
        while row > first:
            texts = {text for text in self.grid.rows[row - 1][left:right] if text.strip()}
            if len(texts) > 2 or any(map(numeric, texts)) or self._is_row(texts):  # noqa: PLR2004
                break
            row -= 1
        return row

    def _is_row(self, texts: set[str]) -> bool:
        """Whether a region stands with a word of its own, such as 约500, and so is no title."""
        named = any(map(self.words.regions.find, texts))
        return named and len(texts) > 1 and not any(map(self.finder.lines.speaks, texts))

    def _columns(self, header: range, left: int, right: int) -> tuple[Column, ...]:
        found = paths(self.grid, header, left, right)
        return tuple(
            Column(left + at, path, self._heading(left + at, path)) for at, path in enumerate(found)
        )

    def _heading(self, index: int, path: tuple[str, ...]) -> Heading:
        if self.given:
            joined = plain("".join(path))
            names = (
                joined,
                plain("/".join(path)),
                plain(path[-1]) if path else "",
                plain(column_letters(index)),
            )
            for name in names:
                if name and name in self.given:
                    return self.given[name]
        return self.words.read(path) if path else UNKNOWN

    def _beside(
        self, above: range, header: range, body: range, strip: tuple[int, int]
    ) -> list[Table]:
        """Split where a key column stands again, and settle what each column is by its cells."""
        columns = tuple(self._settled(one, body) for one in self._columns(header, *strip))
        tables = []
        for group in _split(columns):
            table = with_unit_row(Table(self.grid, above, header, body, group), self.words.units)
            table = self.keys.settled(table)
            months = month_column(table, self.finder.lines.is_year)
            tables.append(replace(table, months=months))
        return tables

    def _settled(self, column: Column, body: range) -> Column:
        """Decide between the roles that a word can have by the cells below it."""
        if not column.heading.also:
            return column
        cells = self.keys.sample(column.index, body)
        regions = any(map(self.words.regions.find, cells))
        units = any(map(self.words.units.find, cells))
        if column.heading.could_be(Role.UNIT) and units and not regions:
            return replace(column, heading=Heading(Role.UNIT))
        if column.heading.could_be(Role.REGION) and regions:
            return replace(column, heading=Heading(Role.REGION))
        if column.heading.could_be(Role.INDICATOR) and any(
            self.words.read((cell,)).indicator for cell in cells
        ):
            return replace(column, heading=Heading(Role.INDICATOR))
        return column


def _split(columns: tuple[Column, ...]) -> list[tuple[Column, ...]]:
    """Cut where the column of regions, or that of indicators, comes a second time."""
    roles = [column.heading.role for column in columns]
    key = Role.REGION if Role.REGION in roles else Role.INDICATOR
    starts = [at for at, role in enumerate(roles) if role is key]
    cuts = []
    for at in starts[1:]:
        between = roles[starts[0] + 1 : at]
        if not any(role in {Role.VALUE, Role.TARGET} for role in between):
            continue
        cuts.append(at - 1 if roles[at - 1] is Role.SERIAL else at)
    edges = [0, *cuts, len(columns)]
    return [columns[first:last] for first, last in pairwise(edges)]
