"""Finding the columns that label rows by their cells, where no word in the heading names them."""

from dataclasses import replace

from zhaoshang_cli.readers.layout.facets import Heading, Match, Role
from zhaoshang_cli.readers.layout.grid import Grid, numeric
from zhaoshang_cli.readers.layout.table import Column, Table
from zhaoshang_cli.readers.layout.words import Words

_SAMPLE = 12
"""So many cells of a column tell what it holds."""

_MAY_LABEL = frozenset({Role.UNKNOWN, Role.IGNORED, Role.VALUE, Role.BASIS, Role.REGION})

_FIRST_COLUMNS = 3
"""The labels of rows stand to the left of all numbers."""


class KeyColumns:
    """Looks for regions, indicators and bases among the cells of a table."""

    def __init__(self, grid: Grid, words: Words) -> None:
        self.grid, self.words = grid, words

    def settled(self, table: Table) -> Table:
        """Return the table with its columns of labels."""
        return self._with_indicators(self._with_regions(table))

    def sample(self, index: int, body: range) -> list[str]:
        """Return the first texts of a column."""
        cells = (self.grid.rows[row][index] for row in body)
        return [
            text for text, _ in zip((c for c in cells if c.strip()), range(_SAMPLE), strict=False)
        ]

    def _with_regions(self, table: Table) -> Table:
        """Find the column of regions by its cells where no word names it."""
        if table.of(Role.REGION) or table.of(Role.REGION_CODE):
            return table
        for column in table.columns:
            if column.heading.role not in {Role.UNKNOWN, Role.INDICATOR}:
                continue
            cells = self.sample(column.index, table.body)
            if column.heading.role is Role.INDICATOR and any(
                self.words.read((one,)).indicator for one in cells
            ):
                continue
            if any(self.words.regions.find(cell) for cell in cells):
                return _with(table, column, Role.REGION)
        return table

    def _with_indicators(self, table: Table) -> Table:
        """Find the column of indicators by its cells where nothing in the heading names any."""
        if table.of(Role.INDICATOR):
            return self._with_parts(table)
        if any(one.heading.indicator for one in table.columns):
            return self._with_bases(table)
        for column in table.of(Role.UNKNOWN):
            cells = self.sample(column.index, table.body)
            if any(self.words.read((cell,)).indicator for cell in cells):
                return _with(table, column, Role.INDICATOR)
        return table

    def _with_bases(self, table: Table) -> Table:
        """Find the labels of rows below indicators that stand across: 本月, 累计, 年度目标, 完成率."""
        for column in table.columns[:_FIRST_COLUMNS]:
            if column.heading.role not in _MAY_LABEL or column.heading.indicator:
                continue
            cells = [one for one in self.sample(column.index, table.body) if not self._sum(one)]
            dated = any(self.words.read((cell,)).month for cell in cells)
            if column.heading.role is Role.BASIS and not dated:
                continue
            if len(cells) > 1 and all(map(self._tells_basis, cells)):
                return _with(table, column, Role.INDICATOR)
        return table

    def _sum(self, text: str) -> bool:
        return self.words.read((text,)).role is Role.TOTAL

    def _tells_basis(self, text: str) -> bool:
        """Whether a label says which numbers of a row's indicators it holds, and no more."""
        said = self.words.read((text,))
        if said.indicator or said.region or said.rest:
            return False
        return bool(said.basis) or said.role is Role.TARGET or said.role.checked_only

    def _with_parts(self, table: Table) -> Table:
        """Take a column without a heading beside the labels for their parts: 总额, 其中：省外资金."""
        label = table.of(Role.INDICATOR)[-1]
        beside = [one for one in table.columns if one.index == label.index + 1 and not one.path]
        if not beside:
            return table
        cells = self.sample(beside[0].index, table.body)
        if not cells or any(map(numeric, cells)) or any(map(self.words.units.find, cells)):
            return table
        return _with(table, beside[0], Role.INDICATOR)


def _with(table: Table, column: Column, role: Role) -> Table:
    """Give a column the role that its cells show."""
    heading = Heading(role, match=Match.NORMALISED, unit=column.heading.unit)
    found = replace(column, heading=heading)
    return replace(table, columns=tuple(found if one is column else one for one in table.columns))
