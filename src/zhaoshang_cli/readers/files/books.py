"""Files into books: the one door through which everything that counties send comes in.

Two steps, so that the caller can keep the originals: ``open_sources`` gives the bytes of every
file (of every member, for an archive), ``read_book`` makes sheets of them. Neither raises over the
content of a file; what cannot be read is a ``Rejected`` beside the others.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.archive import sources_in
from zhaoshang_cli.readers.files.encodings import decode
from zhaoshang_cli.readers.files.kinds import Kind, foreign, kind_of
from zhaoshang_cli.readers.files.remarks import remarks
from zhaoshang_cli.readers.files.separated import read_separated
from zhaoshang_cli.readers.files.shape import CELLS
from zhaoshang_cli.readers.files.source import Rejected, Source, load
from zhaoshang_cli.readers.long.streamed import Original
from zhaoshang_cli.readers.long.text import LongText, too_long
from zhaoshang_cli.readers.sheet import Book, Sheet
from zhaoshang_cli.readers.workbooks.containment import shared

__all__ = [
    "LongText",
    "Rejected",
    "Source",
    "open_sources",
    "read_book",
    "read_book_bytes",
    "read_books",
]

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|body|table|style|div|center|font)[\s>]", re.IGNORECASE
)
_SPREADSHEETML = re.compile(r"<(?:\w+:)?Workbook[\s>]")
_MARKUP_HEAD = 4096


def open_sources(path: Path, *, name: str | None = None) -> Iterator[Source | LongText | Rejected]:
    """Return the bytes of a file, or of every member of a ZIP; a long text by where it is.

    Args:
        path: The file.
        name: What to call it in findings, if not by its own name.
    """
    source = load(path, name or path.name)
    if not isinstance(source, Source):
        yield source
        return
    for one in sources_in(source):
        if isinstance(one, Source) and one.member and too_long(Original(one.data)):
            yield LongText(one.name, Original(one.data), one.findings)
        else:
            yield one


def read_book(source: Source) -> Book | Rejected:
    """Return the sheets of one file, whatever its format, told by its content.

    A number of a workbook is text at 15 significant digits, a date ``2022-11-30``. A formula
    gives the result that stands in the file; one that was never calculated is an error cell with
    the text ``=公式未计算``. Hidden sheets, rows and columns are read, and a finding says so.
    """
    try:
        return _read(source)
    except ZsError as error:
        return Rejected.of(source.name, error)


def read_book_bytes(name: str, data: bytes) -> Book | Rejected:
    """Return the sheets of one file whose bytes are at hand."""
    return read_book(Source.of(name, data))


def read_books(path: Path, *, name: str | None = None) -> Iterator[Book | Rejected]:
    """Return the books of a file: one, or one for every member of a ZIP.

    A text that is too long to be held is no book, and is rejected.
    """
    for source in open_sources(path, name=name):
        if isinstance(source, LongText):
            message = f"表太大，超过 {CELLS} 个单元格"
            hint = "按县区或月份分成几个文件"
            yield Rejected.of(source.name, ZsError("file-too-big", message, hint=hint))
        else:
            yield source if isinstance(source, Rejected) else read_book(source)


def _read(source: Source) -> Book:
    kind = kind_of(source.data)
    if kind is Kind.TEXT:
        return _read_text(source)
    if kind is Kind.ZIP:
        raise ZsError("file-kind", "这是一个压缩包，里面的文件要一个个读", hint="先解压")
    return _book(source, kind.value, shared().read(kind.value, source.data))


def _read_text(source: Source) -> Book:
    text, encoding = decode(source.data)
    head = text[:_MARKUP_HEAD].lstrip()
    if head.startswith("<"):
        if _SPREADSHEETML.search(head):
            return _book(source, "spreadsheetml", shared().read("spreadsheetml", text.encode()))
        if _HTML.search(head):
            return _book(source, "html", shared().read("html", text.encode()))
        if head.startswith("<?xml"):
            raise foreign("XML 文件（不是 Excel 的 XML 表格）")
    return _book(source, encoding, (Sheet("", read_separated(text)),), whole=text)


def _book(
    source: Source, encoding: str, sheets: tuple[Sheet, ...], *, whole: str | None = None
) -> Book:
    if not any(sheet.rows for sheet in sheets):
        raise ZsError(
            "file-empty", "文件里没有一个有内容的单元格", hint="核对发来的是不是填好的那一份"
        )
    findings = (*source.findings, *remarks(source.name, sheets, whole=whole))
    return Book(source.name, source.sha256, len(source.data), encoding, sheets, findings)
