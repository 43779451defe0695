"""A first look at the whole of a long text: which of its rows settle how all of them are read.

A table of millions of rows says few different things. What its rows are labelled with, what stands
over and below them, where a column begins to be filled: the rows that show it are kept, each with
its number, and together they are a small sheet that is settled as any other.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.remarks import Remarks
from zhaoshang_cli.readers.files.shape import CELLS, fitted, width_of
from zhaoshang_cli.readers.layout.grid import numeric

WIDEST = 16_384
"""Columns; no spreadsheet has more."""

_FILLED = 12
"""So many cells of a column tell what it holds."""

_MOST_NUMBERS, _MOST_WORDS = 512, 5_000
"""A column with more different texts holds values or names, and labels nothing."""

_MOST_KEPT = 1_000_000
"""Cells."""

Block = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Measures:
    """How much of a text is looked at, and how much is read at once."""

    head: int = 640
    """Rows at the top, all kept: the titles and the heading are among them."""

    tail: int = 64
    """Rows at the end, all kept: notes and signatures are among them."""

    block: int = 20_000


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first look found."""

    rows: tuple[tuple[str, ...], ...]
    """The rows that were kept, in their order."""

    numbers: tuple[int, ...]
    """Where each stands in the text, from 0."""

    height: int
    width: int
    findings: tuple[Finding, ...]
    """Remarks on the file as a whole."""


@dataclass(slots=True)
class _Column:
    """What one column has shown so far."""

    filled: int = 0
    known: set[str] = field(default_factory=set)
    given_up: bool = False
    """Too many different texts: only words are looked at."""

    words: int = 0


class Surveyor:
    """Looks through the blocks of a text once."""

    def __init__(self, file: str, speaks: Callable[[str], bool], measures: Measures) -> None:
        self._speaks, self._measures = speaks, measures
        self._kept: dict[int, Sequence[str]] = {}
        self._columns: list[_Column] = []
        self._cells = 0
        self._tail: list[tuple[int, Sequence[str]]] = []
        self._remarks = Remarks(file)
        self._height = self._width = 0

    def survey(self, blocks: Iterator[list[list[str]]]) -> Survey:
        """Look through all blocks.

        Raises:
            ZsError: ``file-too-big``: a row wider than any sheet.
        """
        first = 0
        for block in blocks:
            self._look(first, block)
            first += len(block)
        held = self._kept | {number: row for number, row in self._tail if number < self._height}
        numbers = tuple(sorted(held))
        return Survey(
            tuple(fitted(held[number], self._width) for number in numbers),
            numbers,
            self._height,
            self._width,
            tuple(self._remarks.told()),
        )

    def _look(self, first: int, block: list[list[str]]) -> None:
        joined = "\n".join(map("\n".join, block))
        colons = ":" in joined or "：" in joined
        self._measure(first, block)
        self._remarks.look(first, block, joined)
        for number in range(first, min(first + len(block), self._measures.head)):
            self._keep(number, block[number - first])
        tail = self._measures.tail
        last = enumerate(block[-tail:], first + max(len(block) - tail, 0))
        self._tail = [*self._tail, *last][-tail:]
        if beyond := block[max(self._measures.head - first, 0) :]:
            self._labels(first + len(block) - len(beyond), beyond, colons=colons)

    def _measure(self, first: int, block: list[list[str]]) -> None:
        """Find how far the table reaches."""
        for at in range(len(block) - 1, -1, -1):
            if any(map(str.strip, block[at])):
                self._height = first + at + 1
                break
        longer = [row for row in block if len(row) > self._width]
        self._width = max(self._width, max(map(width_of, longer), default=0))
        if self._width > WIDEST:
            raise ZsError(
                "file-too-big",
                f"有一行有 {self._width} 列，超过 {WIDEST} 列",
                hint="核对分隔符和引号；表格以外的内容请删去",
            )

    def _labels(self, first: int, block: list[list[str]], *, colons: bool) -> None:
        """Keep the rows that say something new in any column."""
        self._columns.extend(_Column() for _ in range(self._width - len(self._columns)))
        rows = [row if len(row) >= self._width else fitted(row, self._width) for row in block]
        for texts, column in zip(zip(*rows, strict=False), self._columns, strict=False):
            for at in self._telling(texts, column, colons=colons):
                self._keep(first + at, block[at])

    def _telling(self, texts: Sequence[str], column: _Column, *, colons: bool) -> list[int]:
        """Return the places of the cells that say something new."""
        new = set(texts)
        if column.given_up and not colons:
            new = {text for text in new if not text.isascii()}
        new -= column.known
        new.discard("")
        if not new and column.filled >= _FILLED:
            return []
        said = self._speaking(new) if colons else set[str]()
        told = [text for text in sorted(new - said) if self._tells(text, column)]
        places = dict.fromkeys(self._first_filled(texts, column))
        if said:
            places |= dict.fromkeys(at for at, text in enumerate(texts) if text in said)
        if told:
            # The last as well: where the first is a sum, a later one is likely to be none.
            last = dict(zip(texts, range(len(texts)), strict=True))
            first = dict(zip(reversed(texts), range(len(texts) - 1, -1, -1), strict=True))
            places |= dict.fromkeys(one[text] for text in told for one in (first, last))
        return list(places)

    def _speaking(self, texts: set[str]) -> set[str]:
        return {text for text in texts if (":" in text or "：" in text) and self._speaks(text)}

    def _tells(self, text: str, column: _Column) -> bool:
        """Whether a text that is new in its column is worth its row."""
        if column.given_up and text.isascii():
            return False
        if numeric(text):
            column.given_up = column.given_up or len(column.known) >= _MOST_NUMBERS
            if column.given_up:
                return False
        elif column.words >= _MOST_WORDS or self._cells > _MOST_KEPT:
            return False
        else:
            column.words += 1
        column.known.add(text)
        return True

    def _first_filled(self, texts: Sequence[str], column: _Column) -> Iterator[int]:
        if column.filled >= _FILLED:
            return
        for at, text in enumerate(texts):
            if text.strip():
                column.filled += 1
                yield at
                if column.filled >= _FILLED:
                    return

    def _keep(self, number: int, row: Sequence[str]) -> None:
        if number in self._kept:
            return
        self._kept[number] = row
        self._cells += self._width
        if self._cells > _MOST_KEPT * 2:
            raise ZsError(
                "file-too-big",
                f"表太大：超过 {CELLS} 个单元格，又有太多行不像同一张表的行",
                hint="按县区或月份分成几个文件",
            )
