"""A text of millions of rows, read with the memory that a short one takes.

It is gone through twice. The first look finds the rows that settle how all are read: they make a
small sheet, and that is settled as any other. The second reads every row with what was settled,
one after the other, as the rows of any sheet are read; what was taken is handed on in parts. What
the rows say as they pass must bear out what the first look had settled, or the file is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.files.separated import blocks, separator_of
from zhaoshang_cli.readers.layout.describe import skipped
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.grid import Grid
from zhaoshang_cli.readers.layout.surroundings import Surroundings
from zhaoshang_cli.readers.layout.table import Table
from zhaoshang_cli.readers.long.reading import LongReading
from zhaoshang_cli.readers.long.streamed import decoded, encoding_of, whole_lines
from zhaoshang_cli.readers.long.survey import Measures, Survey, Surveyor
from zhaoshang_cli.readers.long.text import LongText
from zhaoshang_cli.readers.sheet import Book, Sheet
from zhaoshang_cli.readers.understand import Framed, Understanding

_ADDRESS = re.compile("([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class LongFile:
    """A long text after the first look."""

    text: LongText
    book: Book
    """The rows that settle how all are read, as a small sheet."""

    survey: Survey
    separator: str
    measures: Measures

    def reading(self, context: Context, decisions: Decisions) -> LongReading:
        """Settle how all rows are read.

        Raises:
            ZsError: What ``understand`` raises; ``file-too-big`` for a file that holds more than
                one table, which is only read whole.
        """
        on_digest = _OnSurvey(self.book, context, decisions)
        on_digest.numbers = self.survey.numbers
        (sheet,) = on_digest.chosen()
        framed = on_digest.framed(sheet)
        if isinstance(framed, str):
            raise on_digest.nothing([skipped(sheet.name, framed)])
        frame = self._only(framed)
        return LongReading(self.book, self.survey, self.blocks, on_digest, framed, frame)

    def _only(self, framed: Framed) -> Frame:
        """Return the one table.

        Raises:
            ZsError: There are several, or it is none that a long text can hold.
        """
        frame = framed.frames[0]
        header, body = frame.table.header, frame.table.body
        first = max(header.stop, (frame.table.unit_row or 0) + 1)
        known = self.survey.numbers[: first + 1] == tuple(range(first + 1))
        if len(framed.frames) > 1 or not header or body.stop != len(self.survey.rows) or not known:
            raise ZsError(
                "file-too-big",
                f"{self.survey.height} 行的表要分段读，而里面不止一张表，或看不出表头在哪几行",
                Place(self.text.name),
                "一个文件只放一张表，表头放在最前面；或分成几个小一些的文件",
            )
        return frame

    def blocks(self) -> Iterator[list[list[str]]]:
        """Return all rows anew.

        Raises:
            ZsError: ``file-changed``: they are no longer those of the first look.
        """
        found = sha256()

        def heard() -> Iterator[bytes]:
            for piece in self.text.original.pieces():
                found.update(piece)
                yield piece

        texts = whole_lines(decoded(heard(), self.book.encoding))
        yield from blocks(texts, self.separator, self.measures.block)
        if found.hexdigest() != self.book.sha256:
            raise ZsError(
                "file-changed",
                "读到一半，文件的内容变了",
                Place(self.text.name),
                "等文件保存或复制完，再读一次",
            )


def look_through(text: LongText, context: Context, measures: Measures | None = None) -> LongFile:
    """Take the first look at a long text.

    Args:
        text: The file.
        context: What its rows are read against.
        measures: How much is looked at.

    Raises:
        ZsError: ``file-encoding``, ``file-truncated``, ``file-kind``, ``file-empty``,
            ``file-quotes`` or ``file-too-big``.
    """
    measures = measures or Measures()
    pieces = text.original.pieces
    encoding = encoding_of(pieces)
    separator = separator_of(next(decoded(pieces(), encoding), ""))
    digest, size = text.original.digest()
    surveyor = Surveyor(text.name, context.lines.speaks, measures)
    survey = surveyor.survey(
        blocks(whole_lines(decoded(pieces(), encoding)), separator, measures.block)
    )
    if not survey.height:
        raise ZsError(
            "file-empty", "文件里没有一个有内容的单元格", hint="核对发来的是不是填好的那一份"
        )
    findings = (*text.findings, *survey.findings)
    book = Book(text.name, digest, size, encoding, (Sheet("", survey.rows),), findings)
    return LongFile(text, book, survey, separator, measures)


@dataclass(frozen=True)
class _Sparse(Surroundings):
    """What stands round the tables of a sheet from which most rows were left out."""

    numbers: tuple[int, ...] = ()

    def place(self, row: int, column: int) -> Place:
        """Name a cell as the whole text has it."""
        return super().place(self.numbers[row], column)

    def units(self, table: Table) -> tuple[tuple[str, ...], str]:
        """The units that hold for a table's columns, and the cell they stand in."""
        units, cell = super().units(table)
        if match := _ADDRESS.fullmatch(cell):
            cell = f"{match[1]}{self.numbers[int(match[2]) - 1] + 1}"
        return units, cell


class _OnSurvey(Understanding):
    """The settling of a long text, on the rows that were kept."""

    numbers: tuple[int, ...] = ()

    def surroundings(self, grid: Grid, tables: tuple[Table, ...]) -> Surroundings:
        """Return what stands round tables."""
        return _Sparse(self.book, grid, self.context, tables, self.numbers)
