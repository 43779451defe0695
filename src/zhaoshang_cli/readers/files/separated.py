"""Text with separators (CSV, TSV and their kin) into one sheet."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.shape import rectangle

if TYPE_CHECKING:
    from _csv import Reader

_SEPARATORS = "\t,;|，、"
"""In the order in which they are preferred when two fit equally well."""

_OTHER_SEPARATORS = re.compile("[\t;|，、]")
_QUOTED = re.compile('"[^"]*"')
_SAMPLE = 64
_SAMPLE_CHARACTERS = 16_384
_END = "\x04"
_BLOCK = 4 << 20
"""Characters that a block is to have, as far as the first lines tell."""

_MOST_AT_ONCE = 24 << 20


def read_separated(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the cells of a text, as a rectangle.

    Blank lines stay, so that a row keeps the number a spreadsheet would show.

    Raises:
        ZsError: ``file-quotes`` (a quotation mark is opened and never closed) or
            ``file-too-big`` (a cell or the whole table is beyond the limit).
    """
    reader = csv.reader(StringIO(_with_end(text), newline=""), delimiter=separator_of(text))
    try:
        rows = list(reader)
    except csv.Error as error:
        raise _cell_too_long(reader.line_num) from error
    if rows.pop() != [_END]:
        raise _quotes(len(rows) + 1)
    return rectangle(rows)


def blocks(texts: Iterable[str], separator: str, most: int = 20_000) -> Iterator[list[list[str]]]:
    """Return the records of a long text, some thousands at a time.

    Args:
        texts: The text, cut where lines end.
        separator: What divides cells.
        most: How many records make a block, if they are of the common length.

    Raises:
        ZsError: ``file-quotes`` or ``file-too-big``.
    """
    source = _Pieces(iter(texts), most)
    reader = csv.reader(source.lines(), delimiter=separator)
    done = 0
    block = source.take(reader)
    while block:
        following = source.take(reader)
        if not following and block.pop() != [_END]:
            raise _quotes(done + len(block) + 1)
        done += len(block)
        if block:
            yield block
        block = following


class _Pieces:
    """The lines of a text that comes in pieces, and how many make one block."""

    def __init__(self, texts: Iterator[str], most: int) -> None:
        self._texts = texts
        self._first = next(texts, "")
        lines = max(self._first.count("\n"), self._first.count("\r"), 1)
        self._records = max(min(most, _BLOCK * lines // max(len(self._first), 1)), 1)
        self._since = 0
        """Characters given since the last block was whole."""

    def lines(self) -> Iterator[str]:
        """Give the lines, and after them one that an open quotation mark would swallow."""
        text = self._first
        for following in self._texts:
            yield from self._given(text)
            text = following
        yield from self._given(_with_end(text))

    def take(self, reader: "Reader") -> list[list[str]]:
        """Return the next records; none at the end."""
        self._since = 0
        try:
            return list(islice(reader, self._records))
        except csv.Error as error:
            raise _cell_too_long(reader.line_num) from error

    def _given(self, text: str) -> Iterator[str]:
        self._since += len(text)
        if self._since > _MOST_AT_ONCE:
            raise ZsError(
                "file-too-big",
                f"有些行太长：{self._records} 行就超过 {_MOST_AT_ONCE >> 20} MB",
                hint="多半是引号没有配对；用文本编辑器检查引号，或用 WPS 打开后另存为 xlsx",
            )
        return StringIO(text, newline="")


def separator_of(text: str) -> str:
    r"""Return the character that divides most lines alike.

    >>> separator_of("县区\t到位资金\n叶县\t1,234\n")
    '\t'
    """
    sample = text[:_SAMPLE_CHARACTERS]
    if not _OTHER_SEPARATORS.search(sample):
        return ","
    lines = [line for line in _QUOTED.sub("", sample).splitlines()[:_SAMPLE] if line.strip()]
    return max(_SEPARATORS, key=lambda separator: _lines_alike(lines, separator))


def _with_end(text: str) -> str:
    """Add a line of its own that an open quotation mark would swallow."""
    return f"{text}{_END}" if text.endswith(("\n", "\r")) else f"{text}\n{_END}"


def _cell_too_long(line: int) -> ZsError:
    return ZsError(
        "file-too-big",
        f"第 {line} 行有一个单元格超过 {csv.field_size_limit()} 个字",
        hint="多半是引号没有配对；用文本编辑器检查引号，或用 WPS 打开后另存为 xlsx",
    )


def _quotes(row: int) -> ZsError:
    return ZsError(
        "file-quotes",
        f"第 {row} 行的引号没有配对，它后面的行会被并成一个单元格",
        hint="补上或删去这个引号；如果文件没有下载完整，请重新取得",
    )


def _lines_alike(lines: list[str], separator: str) -> int:
    counts = Counter(line.count(separator) for line in lines)
    del counts[0]
    return max(counts.values(), default=0)
