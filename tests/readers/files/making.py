"""Files written for the tests: archives, workbooks and compound files, honest ones and bombs."""

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from zhaoshang_cli.readers.files.books import Rejected, read_book_bytes
from zhaoshang_cli.readers.sheet import Book, Sheet

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def book(data: bytes, name: str = "叶县.xlsx") -> Book:
    read = read_book_bytes(name, data)
    assert isinstance(read, Book), read
    return read


def sheet(data: bytes) -> Sheet:
    (only,) = book(data).sheets
    return only


def rejection(data: bytes, name: str = "叶县.xlsx") -> Rejected:
    read = read_book_bytes(name, data)
    assert isinstance(read, Rejected), read
    return read


def code(data: bytes) -> str:
    return rejection(data).error.code


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx(
    sheet_data: str,
    *,
    strings: str = "",
    styles: str = "",
    calculation: str = "",
    around: tuple[str, str] = ("", ""),
    target: str = "worksheets/sheet1.xml",
) -> bytes:
    """Return a workbook of one sheet, 进度, whose XML is given."""
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Default Extension="xml" ContentType="{content}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships {PACKAGE}><Relationship Id="r" Type="{RELATIONS}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook {MAIN} xmlns:r="{RELATIONS}"><sheets>'
            f'<sheet name="进度" sheetId="1" r:id="rId1"/></sheets>{calculation}</workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f"<Relationships {PACKAGE}>"
            f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="{target}"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId3" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": (
            f"<worksheet {MAIN}>{around[0]}<sheetData>{sheet_data}</sheetData>{around[1]}"
            "</worksheet>"
        ),
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {MAIN}>{styles}</styleSheet>"
    return zipped(parts)


def record(number: int, content: bytes) -> bytes:
    """Return one record of an Excel 97 workbook."""
    return struct.pack("<2H", number, len(content)) + content


def substream(kind: int, *records: bytes) -> bytes:
    begin = record(0x809, struct.pack("<4HII", 0x600, kind, 0, 0, 0, 6))
    return begin + b"".join(records) + record(0x0A, b"")


def xls(*cells: bytes, before: bytes = b"", styles: tuple[int, ...] = ()) -> bytes:
    """Return an Excel 97 workbook of one sheet, made of these records."""
    looks = b"".join(record(0xE0, struct.pack("<2H16x", 0, form)) for form in styles)
    name = "A".encode("latin-1")
    length = len(substream(5, before, looks, record(0x85, bytes(7) + b"\x00" + name)))
    bound = record(0x85, struct.pack("<IBBBB", length, 0, 0, 1, 0) + name)
    return compound({"Workbook": substream(5, before, looks, bound) + substream(0x10, *cells)})


def compound(streams: Mapping[str, bytes], *, mini: bool = False) -> bytes:
    """Return a compound file with these streams, each padded to 4096 bytes unless ``mini``."""
    body, small = _Sectors(512, [b"", b"", b""], [_TABLE, _END, _END]), _Sectors(64, [], [])
    entries = []
    for number, (name, content) in enumerate(streams.items(), 1):
        following = number + 1 if number < len(streams) else _FREE
        content_or_more = content if mini else content.ljust(4096, b"\0")
        start = (small if mini else body).add(content_or_more)
        entries.append(_entry(name, 2, start, len(content_or_more), right=following))
    together = b"".join(small.pieces)
    root = _entry("Root Entry", 5, body.add(together) if mini else _END, len(together), child=1)
    body.pieces[0] = body.table()
    body.pieces[1] = (root + b"".join(entries)).ljust(512, b"\0")
    body.pieces[2] = small.table()
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<5H6x4I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0)
    header += struct.pack("<5I109I", 4096, 2, 1, _END, 0, 0, *[_FREE] * 108)
    return header + b"".join(body.pieces)


_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


@dataclass
class _Sectors:
    """Sectors of one size, and the chains they form."""

    size: int
    pieces: list[bytes]
    chain: list[int]

    def add(self, content: bytes) -> int:
        start = len(self.pieces)
        cut = [content[at : at + self.size] for at in range(0, len(content), self.size)]
        self.pieces += [piece.ljust(self.size, b"\0") for piece in cut]
        self.chain += [*range(start + 1, start + len(cut)), _END]
        return start

    def table(self) -> bytes:
        return struct.pack("<128I", *(self.chain + [_FREE] * 128)[:128])


def _entry(
    name: str, kind: int, start: int, size: int, *, right: int = _FREE, child: int = _FREE
) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(encoded) + 2, kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<3I", start, size, 0)
    )
