"""Rows of a form's own print among its values: the heading again, a row of units, 甲 1 2 3."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zhaoshang_cli.readers.cells.chinese import CHARACTERS
from zhaoshang_cli.readers.cells.text import plain
from zhaoshang_cli.readers.layout.grid import numeric
from zhaoshang_cli.readers.layout.table import Table

_FEWEST_NUMBERED = 3
_ROW_NUMBER_WORDS = {"栏次", "行次", "序号", "甲", "乙", "丙", "丁", "栏号"}


@dataclass(frozen=True)
class Printed:
    """What is printed on every page of a table."""

    table: Table

    def why(self, cells: Sequence[str], texts: Sequence[str]) -> str:
        """Say what of the print a row repeats; nothing where it is a row of its own."""
        if plain(cells[0]) not in self._firsts:
            return ""
        said = self._rows.get(tuple(map(plain, cells)), "")
        return "" if len(texts) == 1 and said != "单位" else said

    def numbers_columns(self, index: int, texts: list[str]) -> bool:
        """Whether a row only numbers the columns, and numbers follow further down."""
        return _numbered(texts) and self._more(index)

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], str]:
        table = self.table
        rows, across = table.grid.rows, slice(table.left, table.right)
        found = {tuple(map(plain, rows[at][across])): "重复的表头" for at in table.header}
        if table.unit_row is not None:
            found[tuple(map(plain, rows[table.unit_row][across]))] = "单位"
        return found

    @cached_property
    def _firsts(self) -> frozenset[str]:
        return frozenset(texts[0] for texts in self._rows)

    def _more(self, index: int) -> bool:
        """Whether any row further down holds numbers."""
        table = self.table
        rows = table.grid.rows[index + 1 : table.body.stop]
        return any(numeric(text) for row in rows for text in row[table.left : table.right])


def holds_numbers(table: Table, index: int) -> bool:
    """Whether anything in the columns of values could be a number, rightly written or not."""
    cells = table.grid.rows[index]
    return any(
        any(sign.isdigit() or sign in CHARACTERS for sign in cells[column.index])
        for column in table.columns
        if not column.heading.role.labels
    )


def _numbered(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: 甲 1 2 3."""
    numbers = [text.strip() for text in texts if plain(text) not in _ROW_NUMBER_WORDS]
    named = len(numbers) < len(texts)
    if not numbers or (len(numbers) < _FEWEST_NUMBERED and not named) or not numbers[0].isdigit():
        return False
    first = int(numbers[0])
    last = first + len(numbers)
    return first <= 1 + len(texts) - len(numbers) and numbers == [
        str(n) for n in range(first, last)
    ]
