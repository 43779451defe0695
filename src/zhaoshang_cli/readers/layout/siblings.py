"""What the columns of a table say of each other: the basis and the unit that one leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.cells.dates import spans_in
from zhaoshang_cli.readers.layout.facets import Heading, Role
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.layout.table import Table
from zhaoshang_cli.readers.layout.words import Words

_LABELS = 500
"""A list of indicators is not longer."""

_RATES = frozenset({Role.COMPLETION, Role.GROWTH, Role.RATE})
_AMOUNTS = (Role.VALUE, Role.TARGET, Role.BASE)


def periods_named(table: Table) -> Table:
    """Take 2022年12月到位省外资金 for a year to date: the month is the period, not the basis.

    Only where nothing is set against it: beside 1-12月, or beside another month, it is the month.
    """
    dated = [one for one in table.columns if _by_month(one.heading)]
    if len({one.heading.month for one in dated}) != 1:
        return table
    named = [
        one
        for one in dated
        if one.heading.year is not None and not _cumulated(table, one.heading.indicator)
    ]
    columns = tuple(
        replace(one, heading=replace(one.heading, basis=Basis.YTD)) if one in named else one
        for one in table.columns
    )
    return replace(table, columns=columns) if named else table


def lone_month(table: Table, words: Words, titles: str) -> bool:
    """Whether 12月到位省外资金 leaves open if December is meant or the year to December.

    Beside 1-12月 or 累计 it is December (as in the tables of 上海: 7月, 1-7月), and so is each of
    several months; where no word of the table tells the two apart nobody can say.
    """
    headings = [one.heading for one in table.columns if one.heading.role in _AMOUNTS]
    headings += _labels(table, words)
    dated = [one for one in headings if _by_month(one)]
    told = any(one.basis and not _by_month(one) for one in headings)
    if len({one.month for one in dated}) != 1 or told or table.of(Role.BASIS):
        return False
    return words.basis(titles) is not Basis.MONTH


def months_summed(table: Table, rows: Sequence[Row]) -> bool:
    """Whether a row without a month adds up several months of the one region of a table."""
    columns, cells = table.of(Role.PERIOD), table.grid.rows
    if not columns or table.of(Role.REGION) or table.of(Role.REGION_CODE):
        return False
    said = [(row, cells[row.index][columns[0].index]) for row in rows[:_LABELS]]
    spans = {text: spans_in(text) for row, text in said if row.kind is RowKind.DATA}
    months = {span.month for found in spans.values() for span in found} - {None}
    sums = [(row, text) for row, text in said if row.kind is RowKind.TOTAL]
    # 全年 is December to a reader of months, and the sum of them to this table.
    return len(months) > 1 and any(text == row.label or not spans_in(text) for row, text in sums)


def rated_rows(table: Table, words: Words) -> bool:
    """Whether rows are labelled with rates: 资金到位率, 同比."""
    return any(one.role in _RATES for one in _labels(table, words))


def units_beside(table: Table, only: str | None) -> Mapping[str, str]:
    """Return the unit that other columns of the same indicator are headed with, if it is one.

    Args:
        table: 目标值(亿元)、完成值、完成进度% below the name of an indicator, for example.
        only: The one indicator of a table whose headings leave it out.
    """
    said: dict[str, set[str]] = {}
    for role in _AMOUNTS:
        for column in table.of(role):
            code = column.heading.indicator or only
            if code and column.heading.unit:
                said.setdefault(code, set()).add(column.heading.unit)
    return {code: next(iter(units)) for code, units in said.items() if len(units) == 1}


def _labels(table: Table, words: Words) -> list[Heading]:
    """Return what the labels of rows say."""
    rows = table.grid.rows
    labels = {
        rows[row][one.index] for one in table.of(Role.INDICATOR) for row in table.body[:_LABELS]
    }
    return [words.read((label,)) for label in sorted(labels) if label.strip()]


def _by_month(heading: Heading) -> bool:
    return heading.basis_by_month and heading.basis is Basis.MONTH and heading.role in _AMOUNTS


def _cumulated(table: Table, indicator: str | None) -> bool:
    """Whether a column of the same indicator is headed as the year to date."""
    return any(
        one.heading.basis is Basis.YTD
        and (indicator is None or one.heading.indicator in {None, indicator})
        for one in table.columns
    )
