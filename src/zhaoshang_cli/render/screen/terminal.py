"""Tables for the screen: plain, aligned for Chinese, no wider than it; in a pipe as wide as they are.

Rich needs two seconds for a national table, and cuts what does not fit; this does neither.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from zhaoshang_cli.render.answer import Answer, Cell, Table
from zhaoshang_cli.render.screen.colour import paint
from zhaoshang_cli.render.screen.fitting import Fit, fitted, paired
from zhaoshang_cli.render.screen.folding import fold, width
from zhaoshang_cli.render.screen.messages import plain


def text(answer: Answer, *, columns: int | None = None) -> str:
    """Write all tables of an answer, one below the other.

    Args:
        answer: What was found.
        columns: How wide the screen is; None for a pipe or a file, where no line is folded.
    """
    return "\n".join("\n".join(_lines(table, columns)) + "\n" for table in answer.tables)


def _lines(table: Table, columns: int | None) -> Iterator[str]:
    yield from _folded(table.title, columns)
    if table.columns:
        yield from _grid(table, columns)
    for note in table.notes:
        yield from _folded(note, columns)


def _folded(words: str, columns: int | None) -> list[str]:
    """Fold a line of Chinese; SQL and paths are for copying, and stay whole."""
    shown = plain(words)
    if columns is None or shown.isascii():
        return [shown]
    return fold(shown, columns, hanging=2)


def _grid(table: Table, columns: int | None) -> Iterator[str]:
    whole = [[plain(cell.text) for cell in row] for row in table.rows if not _is_section(row)]
    fit = fitted(table, whole, columns)
    yield from _row(table, [Cell(table.columns[n].heading) for n in fit.beside], fit)
    yield "-" * fit.total
    for row in table.rows:
        if _is_section(row):
            yield plain(row[0].text)
            continue
        yield from _row(table, [row[n] for n in fit.beside], fit)
        if columns is not None and fit.below:
            pairs = [(table.columns[n].heading, plain(row[n].text)) for n in fit.below]
            yield from paired(pairs, columns)


def _is_section(row: Sequence[Cell]) -> bool:
    """Whether a row is the heading of a panel: one text, and nothing beside it."""
    return len(row) > 1 and not any(cell.text for cell in row[1:])


def _row(table: Table, cells: Sequence[Cell], fit: Fit) -> Iterator[str]:
    """Set a row; where a cell is folded, it takes more than one line."""
    folded = [_pieces(plain(cell.text), room) for cell, room in zip(cells, fit.widths, strict=True)]
    for line in zip_longest(*folded, fillvalue=""):
        placed = [
            _cell(words, cell.mark, room, numeric=table.columns[n].numeric)
            for words, cell, room, n in zip(line, cells, fit.widths, fit.beside, strict=True)
        ]
        yield (" " * fit.gap).join(placed).rstrip()


def _pieces(words: str, room: int) -> list[str]:
    return [words] if width(words) <= room else fold(words, room)


def _cell(words: str, mark: str | None, room: int, *, numeric: bool) -> str:
    blank = " " * (room - width(words))
    shown = paint(words, mark, sys.stdout) if mark else words
    return blank + shown if numeric else shown + blank
