"""A row below the heading that gives each column its unit: 计量单位, 亿元, 万美元, 个."""

from collections.abc import Sequence
from dataclasses import replace

from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.table import Column, Table
from zhaoshang_cli.readers.layout.units import HeadingUnits

_FIRST = 3
"""It stands right below the heading, or below a row that numbers the columns."""


def with_unit_row(table: Table, units: HeadingUnits) -> Table:
    """Give the columns the units of a row of units, where the table has one."""
    rows = table.grid.rows
    for index in table.body[:_FIRST]:
        if _of_units(rows[index], table.columns, units):
            columns = tuple(_with_unit(one, rows[index][one.index], units) for one in table.columns)
            return replace(table, columns=columns, unit_row=index)
    return table


def _of_units(cells: Sequence[str], columns: Sequence[Column], units: HeadingUnits) -> bool:
    """Whether a row holds units below headings of values, and nothing else but its own label."""
    found = 0
    for column in columns:
        text = cells[column.index]
        if not text.strip() or units.labels(text):
            continue
        unit, percent, rest = units.take(plain(text))
        if rest or column.heading.role.labels_rows or not (unit or percent):
            return False
        found += unit is not None
    return found > 0


def _with_unit(column: Column, text: str, units: HeadingUnits) -> Column:
    heading = column.heading
    if heading.role.labels or not text.strip():
        return column
    unit, percent, _ = units.take(plain(text))
    if percent and heading.role in {Role.VALUE, Role.TARGET} and heading.unit is None:
        return replace(column, heading=replace(heading, role=Role.RATE, percent=True))
    if unit is None or unit == heading.unit:
        return column
    # Two units are none: no unit is called 万元、亿元, so that the column is refused with both named.
    said = unit if heading.unit is None else f"{heading.unit}、{unit}"
    return replace(column, heading=replace(heading, unit=said))
