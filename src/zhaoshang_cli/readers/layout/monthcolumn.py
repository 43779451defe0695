"""A column that names one month a row, so that 全年 among them is their sum and no December."""

from collections.abc import Callable

from zhaoshang_cli.readers.cells.dates import spans_in
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.table import Table

_FIRST = 20
"""So many rows tell what a column of months holds."""


def month_column(table: Table, is_year: Callable[[str], bool]) -> int | None:
    """Return the column of single months; None where spans such as 上半年 stand in it too."""
    columns = table.of(Role.PERIOD)
    if not columns:
        return None
    index, cells = columns[0].index, table.grid.rows
    texts = {cells[row][index] for row in table.body[:_FIRST]}
    found = [spans_in(text) for text in texts if not is_year(text)]
    single = [spans[0] for spans in found if len(spans) == 1 and spans[0].month]
    several = len({span.month for span in single}) > 1
    return index if several and not any(span.upto for span in single) else None
