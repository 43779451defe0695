"""For when a table is: what stands round it, and the months in its headings and row labels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Decisions
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.spans import When, settle
from zhaoshang_cli.readers.layout.surroundings import Surroundings
from zhaoshang_cli.readers.layout.table import Table

PERIOD_HINT = "加上 --period 2022-11 指明月份"

_LABELS = 500
"""A list of indicators is not longer; a longer table has a column of months."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A heading or a row's label that names a month, and where it stands."""

    text: str
    heading: Heading
    place: Place
    held: bool
    """There is a value below or beside it."""


@dataclass(frozen=True)
class Dating:
    """Settles for when the tables of one sheet are."""

    surroundings: Surroundings
    decisions: Decisions

    def when(self, table: Table) -> When:
        """Settle the year and the month of a table.

        Raises:
            ZsError: ``period-ambiguous`` when two texts disagree.
        """
        if self.decisions.period is not None:
            return When(self.decisions.period.year, self.decisions.period.month)
        when = settle(self.surroundings.period_sources(table), PERIOD_HINT)
        if self.decisions.year is not None:
            when = replace(when, year=self.decisions.year)
        columns, labels = self._columns(table), self._labels(table)
        years = {one.heading.year for one in (*columns, *labels) if one.heading.year}
        if when.year is None and years:
            when = replace(when, year=max(years))
        if table.of(Role.PERIOD):
            return when
        return self._by_words(self._by_words(when, columns), labels)

    def _by_words(self, when: When, said: Sequence[_Named]) -> When:
        """Let headings such as 1-11月 name the month, or contradict it."""
        named = [one for one in said if one.heading.month is not None and _this_year(one, when)]
        months = {one.heading.month for one in named}
        if not months or when.month in months:
            return when
        if when.month is None:
            held = [one.heading.month or 0 for one in named if one.held]
            month = months.pop() if len(months) == 1 else max(held, default=None)
            return replace(when, month=month)
        heard = "、".join(f"{one.name}“{one.text}”" for one in when.sources) or "表头"
        message = f"{heard}和“{named[0].text}”说的月份不一样"
        raise ZsError("period-ambiguous", message, named[0].place, PERIOD_HINT)

    def _columns(self, table: Table) -> list[_Named]:
        rows = table.grid.sheet.rows
        return [
            _Named(
                "/".join(column.path),
                column.heading,
                self.surroundings.place(table.last_heading, column.index),
                any(rows[row][column.index].strip() for row in table.body),
            )
            for column in table.columns
            if column.heading.year or column.heading.month
        ]

    def _labels(self, table: Table) -> list[_Named]:
        """Return the labels of rows that name an indicator and a month."""
        words, rows = self.surroundings.context.words, table.grid.rows
        cells = [
            (rows[row][column.index], row, column.index)
            for column in table.of(Role.INDICATOR)
            for row in table.body[:_LABELS]
            if any(sign.isdigit() or sign == "月" for sign in rows[row][column.index])
        ]
        return [
            _Named(text.strip(), heading, self.surroundings.place(row, column), held=True)
            for text, row, column in cells
            if (heading := words.read((text,))).indicator and heading.month
        ]


def _this_year(one: _Named, when: When) -> bool:
    return one.heading.year is None or when.year is None or one.heading.year >= when.year
