"""What a file really is, told from its bytes; its name is never believed."""

import re
import zipfile
import zlib
from enum import StrEnum
from io import BytesIO

from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.workbooks.compound import DAMAGED, MAGIC, CompoundFile

_HEAD = 1024


class Kind(StrEnum):
    """The kinds of file that can be read."""

    TEXT = "text"
    """Separated text; HTML and SpreadsheetML show themselves only once it is decoded."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ZIP = "zip"
    """An archive of files, rather than one workbook's parts."""


_FOREIGN: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(beginning, re.DOTALL), name)
    for beginning, name in (
        (rb".{0,1000}?%PDF-", "PDF 文件"),
        (rb"\x89PNG\r\n", "PNG 图片"),
        (rb"\xff\xd8\xff", "JPEG 图片"),
        (rb"GIF8[79]a", "GIF 图片"),
        (rb"II\*\x00|MM\x00\*", "TIFF 图片"),
        (rb"BM.{4}\x00{4}", "BMP 图片"),
        (rb"RIFF.{4}WEBP", "WebP 图片"),
        (rb".{4}ftyp", "HEIC 图片或视频"),
        (rb"\{\\rtf", "RTF 文档"),
        (rb"Rar!\x1a\x07", "RAR 压缩包"),
        (rb"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
        (rb"\x1f\x8b\x08", "gzip 压缩包"),
        (rb"SQLite format 3\x00", "SQLite 数据库"),
        (rb"PAR1", "Parquet 数据文件"),
        (rb"MZ.\x00", "Windows 程序"),
        (rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00", "没有外壳的 Excel 旧格式"),
        (rb"MIME-Version:", "网页归档（mht）"),
    )
)
"""Beginnings of files that are no return, and what the clerk would call them."""

_FOREIGN_OLE: tuple[tuple[str, str], ...] = (
    ("WordDocument", "Word 文档"),
    ("PowerPoint Document", "PowerPoint 演示文稿"),
    ("__properties_version1.0", "Outlook 邮件"),
)
_FOREIGN_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "Word 文档"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿"),
    ("OFD.xml", "OFD 版式文件"),
    ("Index/Document.iwa", "Apple 办公文稿"),
    ("META-INF/MANIFEST.MF", "Java 程序包"),
)
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)
"""All that ``zipfile`` raises over an archive that is damaged, encrypted or packed in a strange way."""

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"

_SAVE_AS = "用 WPS 或 Excel 打开，另存为 xlsx 后再导入；扫描件和图片须请报送单位补发电子表格"
_UNPACK = "先解压，再导入里面的表格"


def kind_of(data: bytes) -> Kind:
    """Tell what a file is.

    Raises:
        ZsError: ``file-empty``, ``file-kind`` (a PDF, a Word document, a picture …),
            ``file-password`` (an encrypted workbook) or ``file-truncated`` (half an archive).
    """
    if not data:
        raise ZsError("file-empty", "文件是空的，一个字节也没有", hint="请报送单位重新发送")
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_archive(data)
    if data.startswith(MAGIC):
        return _kind_of_compound(data)
    if name := _foreign(data):
        raise foreign(name)
    return Kind.TEXT


def text_at_head(head: bytes) -> bool:
    """Whether bytes begin as text does: as no workbook, archive, picture or program."""
    return not head.startswith((b"PK\x03\x04", MAGIC)) and _foreign(head) is None


def foreign(name: str) -> ZsError:
    """Return the error for a file that is something else than a table."""
    hint = _UNPACK if name.endswith("压缩包") else _SAVE_AS
    return ZsError("file-kind", f"这不是表格，而是 {name}", hint=hint)


def broken_archive() -> ZsError:
    """Return the error for a file that begins as an archive and does not end as one."""
    return ZsError(
        "file-truncated",
        "文件不完整：开头是压缩格式，结尾却不见了",
        hint="多半是没有下载完或没有复制完；请重新取得这个文件",
    )


def _foreign(data: bytes) -> str | None:
    head = data[:_HEAD]
    return next((name for beginning, name in _FOREIGN if beginning.match(head)), None)


def _kind_of_archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _kind_by_parts(archive)
    except BROKEN_ARCHIVE as error:
        raise broken_archive() from error


def _kind_by_parts(archive: zipfile.ZipFile) -> Kind:
    names = frozenset(archive.namelist())
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if {"content.xml", "mimetype"} <= names:
        with archive.open("mimetype") as stream:
            if stream.read(len(_ODS)) == _ODS:
                return Kind.ODS
        raise foreign("OpenDocument 文档（不是电子表格）")
    for part, name in _FOREIGN_PARTS:
        if part in names:
            raise foreign(name)
    return Kind.ZIP


def _kind_of_compound(data: bytes) -> Kind:
    try:
        streams = CompoundFile(data).names
    except DAMAGED as error:
        raise _broken_compound() from error
    if "EncryptedPackage" in streams:
        raise password()
    if streams & {"Workbook", "Book"}:
        return Kind.XLS
    for stream, name in _FOREIGN_OLE:
        if stream in streams:
            raise foreign(name)
    raise _broken_compound()


def _broken_compound() -> ZsError:
    return ZsError(
        "file-truncated",
        "文件不完整：开头是 Excel 97 的格式，里面却没有工作簿",
        hint="多半是没有下载完或没有复制完；请重新取得这个文件",
    )


def password() -> ZsError:
    """Return the error for a file that opens only with a password."""
    return ZsError(
        "file-password",
        "文件加了密码，打不开",
        hint="在 WPS 或 Excel 中去掉打开密码后另存，或请报送单位重发",
    )
