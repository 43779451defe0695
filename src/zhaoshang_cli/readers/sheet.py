"""A sheet of text cells with addresses: all that is left of a file's format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from zhaoshang_cli.domain.finding import Finding


class CellType(StrEnum):
    """What a workbook says a cell is, where that is more than text."""

    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    PERCENT = "percent"
    """A number that the sheet shows as a percentage: the text is ``0.923`` where it shows 92.3%."""

    ERROR = "error"
    """``#REF!`` and the like, and ``=公式未计算``: a formula whose result is not in the file."""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range; rows and columns from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. A CSV file is a book of one sheet without a name."""

    name: str
    rows: Sequence[Sequence[str]]
    """Rectangular; the empty text where there is nothing. A number stands as the sheet shows it at
    15 significant digits (``0.1``, not ``0.1000000000000000055``); a date as ``2022-11-30``."""

    merged: tuple[Span, ...] = ()
    types: Mapping[tuple[int, int], CellType] = field(default_factory=dict)
    """Cells that are more than text, by (row, column) from 0. Empty for CSV."""

    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """One file as sheets."""

    name: str
    """The file as the user named it; ``月报.zip!叶县.xlsx`` for a member of an archive."""

    sha256: str
    size: int
    encoding: str
    """``utf-8``, ``utf-8-sig``, ``gb18030``, ``utf-16-le`` …, or the workbook's format: ``xlsx``, ``xls``,
    ``ods``, ``spreadsheetml``, ``html``."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()
    """What the clerk should know of the file itself: hidden sheets, private-use characters …"""


@lru_cache(maxsize=16_384)
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=16_384)
def address(row: int, column: int) -> str:
    """Return the address of a cell counted from 0, as spreadsheets write it.

    >>> address(3, 1)
    'B4'
    """
    return f"{column_letters(column)}{row + 1}"
