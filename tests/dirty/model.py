"""What a dirty sheet is made of: cells that know their meaning, blocks of them, and the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.domain.returns import Basis, Source


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which value it is."""

    region: str
    period: int
    indicator: str
    basis: Basis


@dataclass(frozen=True, slots=True, order=True)
class Aim:
    """Which target it is."""

    region: str
    year: int
    indicator: str


class Plant(StrEnum):
    """What was made wrong on purpose, or is doubtful by nature."""

    UNREADABLE = "unreadable"
    PERCENT = "percent"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    UNCALCULATED = "uncalculated"
    ABOUT = "about"
    REGION = "region"
    COLUMN = "column"
    UNIT = "unit"
    CLASH = "clash"
    TOTAL = "total"
    RATE = "rate"
    CONFLICT = "conflict"
    TWICE = "twice"
    NO_PERIOD = "no_period"
    NO_REGION = "no_region"
    UNSIGNED = "unsigned"
    HIDDEN = "hidden"
    UNIT_UNSAID = "unit_unsaid"
    NEGATIVE = "negative"
    SWAPPED = "swapped"
    OTHER_MONTH = "other_month"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: how it looks, and what it means."""

    text: str = ""
    number: Decimal | None = None
    """A workbook stores this number instead of the text."""

    day: date | None = None
    """A workbook stores this date instead of the text."""

    fraction: bool = False
    """A workbook shows the number as a percentage."""

    key: Key | None = None
    aim: Aim | None = None
    value: Decimal | None = None
    """What a right reading gives for ``key`` or ``aim``, in the canonical unit; None for no value."""

    plant: Plant | None = None

    formula: str | None = None
    """A workbook holds this formula, with the number as its result, or without any."""


EMPTY = Cell()


@dataclass(slots=True)
class Block:
    """Rows of cells with their merged ranges, put together from smaller blocks."""

    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right; all inside."""

    hidden: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def width(self) -> int:
        """The number of columns of the widest row."""
        return max(map(len, self.rows), default=0)

    def below(self, other: "Block") -> "Block":
        """Return this block with another one under it."""
        down = len(self.rows)
        shifted = [(a + down, left, b + down, right) for a, left, b, right in other.merged]
        hidden = {row + down for row in other.hidden}
        return Block([*self.rows, *other.rows], [*self.merged, *shifted], self.hidden | hidden)

    def beside(self, other: "Block", *, gap: int = 1) -> "Block":
        """Return this block with another one on its right."""
        height, right = max(len(self.rows), len(other.rows)), self.width + gap
        rows = [
            _padded(self.rows, row, right) + (other.rows[row] if row < len(other.rows) else [])
            for row in range(height)
        ]
        shifted = [(a, left + right, b, end + right) for a, left, b, end in other.merged]
        return Block(rows, [*self.merged, *shifted], self.hidden | other.hidden)

    def squared(self) -> "Block":
        """Return the block with all rows equally wide."""
        width = self.width
        rows = [[*row, *[EMPTY] * (width - len(row))] for row in self.rows]
        return Block(rows, self.merged, self.hidden, self.hidden_columns)


def _padded(rows: list[list[Cell]], row: int, width: int) -> list[Cell]:
    cells = rows[row] if row < len(rows) else []
    return [*cells, *[EMPTY] * (width - len(cells))]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a file, ready to be written."""

    name: str
    block: Block
    hidden: bool = False
    earlier: bool = False
    """It is of the month before: what the file's name says may be held against it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the written file, counted from 0; no cell means the whole file."""

    sheet: str = ""
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a right reading must tell, or may tell, and where."""

    plant: Plant
    spot: Spot
    required: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """A value that a right reading gives, and where it stands."""

    value: Decimal
    spot: Spot


@dataclass(frozen=True, slots=True)
class City:
    """A city whose sheet it is: its region tree, as a workspace would have it."""

    tree: RegionTree

    @property
    def name(self) -> str:
        """The full name."""
        return self.tree.own.name


@dataclass(frozen=True, slots=True)
class DirtySheet:
    """One file as sent, and everything that a careful clerk would say of it."""

    number: int
    name: str
    data: bytes
    truth: Mapping[Key, Expected]
    faults: tuple[Fault, ...]
    city: City
    aims: Mapping[Aim, Expected] = field(default_factory=dict)
    source: Source = Source.COUNTY
    paged: bool = False
    """More than one of its sheets holds something."""

    description: tuple[str, ...] = ()
    """The messes in it, for people."""
