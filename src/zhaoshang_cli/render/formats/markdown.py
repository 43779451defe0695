"""An answer as Markdown tables."""

import re
from collections.abc import Iterator

from zhaoshang_cli.render.answer import Answer, Table
from zhaoshang_cli.render.screen.messages import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")


def write(answer: Answer) -> bytes:
    """Write all tables, each under a heading of its own."""
    tables = ("\n".join(_lines(table)) + "\n" for table in answer.tables)
    return "\n".join(tables).encode("utf-8")


def escaped(words: str) -> str:
    r"""Take the meaning of marks out of a text.

    >>> escaped("a|b <i>")
    'a\\|b \\<i\\>'
    """
    return _SPECIAL.sub(r"\\\1", plain(" ".join(words.split())))


def _lines(table: Table) -> Iterator[str]:
    yield f"## {escaped(table.title)}"
    yield ""
    if table.columns:
        yield from _head(table)
    for row in table.rows:
        yield _line(cell.text for cell in row)
    if table.notes:
        yield ""
        yield from (f"- {escaped(note)}" for note in table.notes)


def _head(table: Table) -> Iterator[str]:
    yield _line(column.heading for column in table.columns)
    yield "|" + "|".join(" ---: " if column.numeric else " --- " for column in table.columns) + "|"


def _line(texts: Iterator[str]) -> str:
    return "| " + " | ".join(escaped(words) for words in texts) + " |"
