"""One table of a sheet: its heading, its body, and what each column is."""

from dataclasses import dataclass
from functools import cached_property

from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.grid import Grid


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    index: int
    """From 0, on the sheet."""

    path: tuple[str, ...]
    heading: Heading


@dataclass(frozen=True, slots=True)
class Rest:
    """Rows that are another list, and not read."""

    rows: range
    left: int
    heads: str
    """The words at the top of its columns."""

    numbers: bool
    """There are numbers in it."""


@dataclass(frozen=True)
class Table:
    """One table of a sheet; rows counted from 0."""

    grid: Grid
    above: range
    """The rows over the heading that belong to no other table."""

    header: range
    body: range
    columns: tuple[Column, ...]
    unit_row: int | None = None
    """The row below the heading that gives the columns their units."""

    months: int | None = None
    """A column that names one month a row: 全年 in it is their sum."""

    rest: tuple[Rest, ...] = ()
    """Lists that stand with it and are none of ours."""

    other: bool = False
    """It is such a list itself."""

    @property
    def left(self) -> int:
        """The first column."""
        return self.columns[0].index

    @property
    def right(self) -> int:
        """Past the last column."""
        return self.columns[-1].index + 1

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns with a role."""
        return self._by_role.get(role, ())

    @cached_property
    def _by_role(self) -> dict[Role, tuple[Column, ...]]:
        roles = dict.fromkeys(column.heading.role for column in self.columns)
        return {
            role: tuple(column for column in self.columns if column.heading.role is role)
            for role in roles
        }

    @property
    def speaks(self) -> bool:
        """Whether any column or row label is one that could hold a value."""
        roles = {column.heading.role for column in self.columns}
        named = any(column.heading.indicator for column in self.columns)
        return not self.other and (named or Role.INDICATOR in roles)

    @property
    def last_heading(self) -> int:
        """The lowest row of the heading; of a list without one, its first row."""
        return max(self.header.stop - 1, self.header.start)
