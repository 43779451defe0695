"""A table on a screen that is too narrow for it: folded, or some columns below. Nothing is cut.

Columns of words are folded, the widest most. Where that makes tall rows, the widest columns go
below their rows instead, as ``heading：value``. A number or a code always stands whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhaoshang_cli.render.answer import Table
from zhaoshang_cli.render.screen.folding import fold, widest_piece, width

CLOSE = 80
"""Without a screen, columns that would take more than this stand one blank apart, else two."""

_INDENT = 4
_NARROW = 12
"""A column of words is folded no narrower: a sentence of four letters a line cannot be read."""

_TALL = 2.5
"""Rows that take more lines than this on average are hard to follow across."""

_PAIR = 2
"""A table of a name and its explanation is folded however tall that gets."""

_SHORT = 8
"""The same for a heading over numbers."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a table is set."""

    beside: tuple[int, ...]
    """The columns that stand side by side, by their places in the table."""

    widths: tuple[int, ...]
    """Of these."""

    below: tuple[int, ...]
    """The columns that stand below each row."""

    gap: int
    """Blanks between two columns."""

    @property
    def total(self) -> int:
        """The columns of the whole."""
        return _total(self.widths, self.gap)


def fitted(table: Table, rows: Sequence[Sequence[str]], screen: int | None) -> Fit:
    """Choose how a table is set.

    Args:
        table: The table.
        rows: The texts of the rows that have a cell in every column.
        screen: The columns there are; None for as many as it takes.
    """
    natural = [
        max(width(text) for text in (column.heading, *(row[n] for row in rows)))
        for n, column in enumerate(table.columns)
    ]
    every = tuple(range(len(natural)))
    if screen is None or _total(natural, 1) <= screen:
        return _beside(every, natural, natural, CLOSE if screen is None else screen)
    least = [_least(table, rows, n, natural[n]) for n in every]
    folded = _beside(every, natural, _narrowed(natural, least, screen), screen)
    if folded.total <= screen and (len(every) <= _PAIR or _height(rows, folded) <= _TALL):
        return folded
    beside = list(every)
    while len(beside) > 1 and _total([natural[n] for n in beside], 1) > screen:
        beside.remove(_dispensable(table, beside, natural))
    room = _narrowed([natural[n] for n in beside], [least[n] for n in beside], screen)
    return _beside(beside, natural, room, screen)


def _beside(places: Sequence[int], natural: Sequence[int], widths: Sequence[int], room: int) -> Fit:
    below = tuple(n for n in range(len(natural)) if n not in places)
    return Fit(tuple(places), tuple(widths), below, 2 if _total(widths, 2) <= room else 1)


def _height(rows: Sequence[Sequence[str]], fit: Fit) -> float:
    """Return how many lines a row takes on average."""
    heights = [
        max(1 if width(text) <= room else len(fold(text, room)) for text, room in cells)
        for cells in (zip(row, fit.widths, strict=True) for row in rows)
    ]
    return sum(heights) / max(1, len(heights))


def _total(widths: Sequence[int], gap: int) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _least(table: Table, rows: Sequence[Sequence[str]], place: int, natural: int) -> int:
    """Return the narrowest that a column may become."""
    texts = [row[place] for row in rows]
    heading = max(widest_piece(table.columns[place].heading), _SHORT)
    if table.columns[place].numeric:
        return min(natural, max(heading, max(map(width, texts), default=0)))
    return min(natural, max(_NARROW, heading, max(map(widest_piece, texts), default=0)))


def _dispensable(table: Table, beside: Sequence[int], natural: Sequence[int]) -> int:
    """Return the column to go below: the widest of words, else the last; never the first."""
    wordy = [n for n in beside[1:] if not table.columns[n].numeric and natural[n] > _NARROW]
    return max(wordy, key=lambda n: natural[n]) if wordy else beside[-1]


def _narrowed(natural: Sequence[int], least: Sequence[int], screen: int) -> list[int]:
    """Take from the widest that can give, until all fit or none can."""
    widths = list(natural)
    while _total(widths, 1) > screen:
        giving = [n for n, one in enumerate(widths) if one > least[n]]
        if not giving:
            break
        widths[max(giving, key=lambda n: widths[n])] -= 1
    return widths


def paired(pairs: Sequence[tuple[str, str]], columns: int) -> Iterator[str]:
    """Set the columns that stand below a row: as many to a line as it holds.

    Args:
        pairs: Headings and values.
        columns: How wide a line may be.
    """
    line, blank = "", " " * _INDENT
    for words in (f"{heading}：{value}" for heading, value in pairs if value):
        if line and width(f"{blank}{line}　{words}") <= columns:
            line = f"{line}　{words}"
            continue
        if line:
            yield blank + line
        *full, line = fold(words, columns - _INDENT, hanging=2)
        yield from (blank + one for one in full)
    if line:
        yield blank + line
