"""Tables for the screen: plain, aligned for Chinese, and the same bytes in a pipe.

Rich needs two seconds for a national table, and its width depends on the window; this does not.
"""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from zhaoshang_cli.render.answer import Answer, Cell, Table
from zhaoshang_cli.render.colour import paint
from zhaoshang_cli.render.messages import plain

WIDTH = 80
"""A table is set closer when it would be wider than this."""


def text(answer: Answer) -> str:
    """Write all tables of an answer, one below the other."""
    return "\n".join("\n".join(_lines(table)) + "\n" for table in answer.tables)


def width(words: str) -> int:
    """Count the columns a text takes: a Chinese character takes two.

    Characters of ambiguous width count as one, as terminals draw them.

    >>> width("叶县 3.7%")
    9
    """
    return len(words) if words.isascii() else sum(map(_width, words))


@cache
def _width(mark: str) -> int:
    if unicodedata.combining(mark):
        return 0
    return 2 if unicodedata.east_asian_width(mark) in "WF" else 1


def _lines(table: Table) -> Iterator[str]:
    yield plain(table.title)
    if table.columns:
        yield from _grid(table)
    yield from (plain(note) for note in table.notes)


def _grid(table: Table) -> Iterator[str]:
    headings = [Cell(column.heading) for column in table.columns]
    widths = [
        max(width(plain(row[i].text)) for row in (headings, *table.rows) if not _is_section(row))
        for i in range(len(table.columns))
    ]
    gap = 2 if sum(widths) + 2 * (len(widths) - 1) <= WIDTH else 1
    yield _line(table, headings, widths, gap)
    yield "-" * (sum(widths) + gap * (len(widths) - 1))
    for row in table.rows:
        yield plain(row[0].text) if _is_section(row) else _line(table, row, widths, gap)


def _is_section(row: Sequence[Cell]) -> bool:
    """Whether a row is the heading of a panel: one text, and nothing beside it."""
    return len(row) > 1 and not any(cell.text for cell in row[1:])


def _line(table: Table, row: Sequence[Cell], widths: Sequence[int], gap: int) -> str:
    cells = [
        _cell(cell, columns, numeric=column.numeric)
        for cell, columns, column in zip(row, widths, table.columns, strict=True)
    ]
    return (" " * gap).join(cells).rstrip()


def _cell(cell: Cell, columns: int, *, numeric: bool) -> str:
    words = plain(cell.text)
    blank = " " * (columns - width(words))
    shown = paint(words, cell.mark, sys.stdout) if cell.mark else words
    return blank + shown if numeric else shown + blank
