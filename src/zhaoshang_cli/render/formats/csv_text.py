"""An answer as CSV that Excel and WPS open rightly, and that cannot run anything there."""

import csv
import io
import re
from collections.abc import Iterator

from zhaoshang_cli.render.answer import Answer, Table

_BOM = "\ufeff"
"""Without it Excel reads UTF-8 as GBK."""

_FORMULA = re.compile(r"[\s\x00-\x1f\xad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def write(answer: Answer) -> bytes:
    """Write all tables, each with its title above and its notes below, a blank line between."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator="\r\n")
    for position, table in enumerate(answer.tables):
        if position:
            writer.writerow([])
        for row in _rows(table):
            writer.writerow([guarded(words) for words in row])
    return (_BOM + held.getvalue()).encode("utf-8")


def guarded(words: str) -> str:
    """Put ``'`` before a text that a spreadsheet would take for a formula.

    >>> guarded("=1+1"), guarded("-3.5"), guarded("+5.2%")
    ("'=1+1", '-3.5', '+5.2%')
    """
    if _FORMULA.match(words) and not _NUMBER.fullmatch(words):
        return f"'{words}"
    return words


def _rows(table: Table) -> Iterator[list[str]]:
    yield [table.title]
    if table.columns:
        yield [column.heading for column in table.columns]
    yield from ([cell.text for cell in row] for row in table.rows)
    yield from ([note] for note in table.notes)
