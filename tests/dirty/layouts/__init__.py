"""Layouts seen in real bureaus, each made by hand, with what a careful clerk would read in it."""

from dataclasses import dataclass
from decimal import Decimal

from tests.dirty import containers
from tests.dirty.model import Block, Cell, Page

Value = tuple[str, int, str, str, str]
"""Region, period, indicator, basis, value in the canonical unit."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One file, what it says, and what must be said about it."""

    title: str
    name: str
    data: bytes
    right: tuple[Value, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    """Codes of errors and warnings, each with its cell; exactly these."""

    refused: str = ""
    """The code of the error, where nothing of the file can be taken."""


def lines(text: str, merged: str = "") -> Block:
    """Make a block of lines with ``|`` between cells; ``merged`` lists ranges such as ``A1:C1``."""
    rows = [
        [_cell(one.strip(" ")) for one in line.split("|")] for line in text.strip("\n").split("\n")
    ]
    return Block(rows, [_range(one) for one in merged.split()]).squared()


def _cell(text: str) -> Cell:
    text = text.replace("\\n", "\n")
    bare = text.removeprefix("-").replace(".", "", 1)
    number = Decimal(text) if bare.isascii() and bare.isdigit() else None
    return Cell(text, number)


def _range(text: str) -> tuple[int, int, int, int]:
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = _corner(first), _corner(last)
    return top, left, bottom, right


def _corner(text: str) -> tuple[int, int]:
    return int(text[1:]) - 1, ord(text[0]) - ord("A")


def workbook(*blocks: Block) -> bytes:
    """Write blocks as the sheets of a workbook."""
    return containers.xlsx([Page(f"Sheet{at}", block) for at, block in enumerate(blocks, 1)])
