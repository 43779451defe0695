"""Lists on a sheet that are none of ours: of projects, of companies, with no region's sums in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.layout.facets import Match, Role
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.headers import HeaderFinder
from zhaoshang_cli.readers.layout.surroundings import Surroundings
from zhaoshang_cli.readers.layout.table import Rest, Table

HINT = "里面有要报的数的，请报送单位另报一张表，列出地区和指标"

_FEWEST_HEADINGS = 2
_MOST_ROWS = 2000
"""Below so many rows no second list is looked for: a longer table has the sheet for itself."""


class OtherLists:
    """Tells lists of projects and companies from tables of values."""

    def __init__(self, finder: HeaderFinder) -> None:
        self.finder, self.grid, self.words = finder, finder.grid, finder.words

    def parted(self, tables: Sequence[Table]) -> list[Table]:
        """Leave out lists that stand with a table of ours, and note in it where they are.

        Where there is no table of ours all stay: the reader then says what it missed.
        """
        ours = [self._cut(table) for table in tables if not self.is_other(table)]
        if not ours or not any(table.speaks for table in ours):
            return [replace(table, other=self.is_other(table)) for table in tables]
        others = [table for table in tables if self.is_other(table)]
        rest = [self._rest(range(one.header.start, one.body.stop), one) for one in others]
        first = replace(ours[0], rest=(*ours[0].rest, *rest))
        return [first, *ours[1:]]

    def is_other(self, table: Table) -> bool:
        """Whether each row of a table is a project or a company."""
        headings = [one.path[-1] for one in table.columns if one.path]
        given = any(one.heading.match is Match.GIVEN for one in table.columns)
        if given or not any(map(self.words.is_project, headings)):
            return False
        labels = (
            text for one in table.of(Role.INDICATOR) for text in self._cells(table, one.index)
        )
        return not any(map(self._known, labels))

    def _cells(self, table: Table, index: int) -> Iterator[str]:
        rows = self.grid.rows
        return (text for row in table.body[:_MOST_ROWS] if (text := rows[row][index]).strip())

    def _known(self, label: str) -> bool:
        heading = self.words.read((label,))
        return bool(heading.indicator or heading.role.checked_only) or label in self.finder.given

    def _cut(self, table: Table) -> Table:
        """End a table where a heading follows that names nothing known, over rows of no region."""
        keys = [one.index for role in _KEYS for one in table.of(role)]
        if not keys or len(table.body) > _MOST_ROWS:
            return table
        for row in table.body[1:]:
            if self._begins(table, row) and not self._ours(keys, range(row, table.body.stop)):
                rest = self._rest(range(row, table.body.stop), table)
                return replace(table, body=range(table.body.start, row), rest=(rest,))
        return table

    def _begins(self, table: Table, row: int) -> bool:
        """Whether a row looks like the heading of another list: words only, below a gap or a title."""
        if len(self._texts(table, row - 1)) >= _FEWEST_HEADINGS:
            return False
        texts = self._texts(table, row)
        if len(texts) < _FEWEST_HEADINGS:
            return False
        lines = self.finder.lines
        if any(numeric(text) or lines.speaks(text) or lines.is_note(text) for text in texts):
            return False
        own = {plain(text) for one in table.columns for text in one.path}
        return row + 1 < table.body.stop and not {plain(text) for text in texts} <= own

    def _ours(self, keys: Sequence[int], rows: range) -> bool:
        """Whether any row has a region's or an indicator's name where the table has its keys."""
        cells = self.grid.rows
        labels = (cells[row][key] for row in rows for key in keys if cells[row][key].strip())
        return any(self.words.regions.find(label) or self._known(label) for label in labels)

    def _texts(self, table: Table, row: int) -> list[str]:
        cells = self.grid.rows[row][table.left : table.right]
        return [text for text in dict.fromkeys(cells) if text.strip()]

    def _rest(self, rows: range, table: Table) -> Rest:
        cells = self.grid.rows
        columns = [
            column
            for column in range(table.left, table.right)
            if not self.words.read((cells[rows.start][column],)).role.labels
        ]
        numbers = any(numeric(cells[row][column]) for row in rows for column in columns)
        heads = (" ".join(text.split()) for text in self._texts(table, rows.start))
        return Rest(rows, table.left, "、".join(heads), numbers=numbers)


_KEYS = (Role.REGION, Role.REGION_CODE, Role.INDICATOR)


def told(surroundings: Surroundings, table: Table) -> Iterator[Finding]:
    """Tell of every list that stands with a table and is not read."""
    for rest in table.rest:
        rows = f"第 {rest.rows.start + 1}–{rest.rows.stop} 行"
        message = f"{rows}是另一张表（{rest.heads}），不是各地区的指标，没有读"
        severity = Severity.WARNING if rest.numbers else Severity.INFO
        place = surroundings.place(rest.rows.start, rest.left)
        yield Finding("table-left-out", severity, message, place, HINT)
