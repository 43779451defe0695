"""Text with separators (CSV, TSV and their kin) into one sheet."""

import csv
import re
from collections import Counter
from io import StringIO

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.shape import rectangle

_SEPARATORS = "\t,;|，、"
"""In the order in which they are preferred when two fit equally well."""

_OTHER_SEPARATORS = re.compile("[\t;|，、]")
_QUOTED = re.compile('"[^"]*"')
_SAMPLE = 64
_SAMPLE_CHARACTERS = 16_384
_END = "\x04"


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
        raise ZsError(
            "file-too-big",
            f"第 {reader.line_num} 行有一个单元格超过 {csv.field_size_limit()} 个字",
            hint="多半是引号没有配对；用文本编辑器检查引号，或用 WPS 打开后另存为 xlsx",
        ) from error
    if rows.pop() != [_END]:
        raise _quotes(len(rows) + 1)
    return rectangle(rows)


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
