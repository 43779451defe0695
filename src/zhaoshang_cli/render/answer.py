"""What a command answers: the numbers for scripts, and the same as tables of text for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    numeric: bool = False
    """Numbers stand to the right."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the one text that every format shows for it."""

    text: str
    value: Decimal | int | None = None
    """The number that a workbook keeps behind the text; None for words."""

    places: int = 0
    """The decimals that ``text`` shows of ``value``."""

    mark: str | None = None
    """``blue``, ``green``, ``yellow``, ``red``, or ``error``, ``warning``, ``info``: colour as an extra."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    """Lines below the table: what a total contains, what a dash means."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole of what goes to stdout or into the file of ``-o``."""

    command: str
    """``show``: the JSON object's schema is ``zs.show/1``."""

    payload: Mapping[str, object]
    """The JSON object without ``schema``: numbers as Decimal or int in the canonical unit."""

    tables: tuple[Table, ...]
