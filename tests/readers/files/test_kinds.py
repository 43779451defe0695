import pytest

from tests.readers.files.making import compound, rejection, zipped
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.files.kinds import Kind, kind_of

ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF 文件"),
        (b"\r\nrubbish%PDF-1.4", "PDF 文件"),
        (b"\x89PNG\r\n\x1a\n", "PNG 图片"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG 图片"),
        (b"GIF89a\x01", "GIF 图片"),
        (b"II*\x00\x08", "TIFF 图片"),
        (b"BM\x36\x00\x00\x00\x00\x00\x00\x00", "BMP 图片"),
        (b"RIFF\x00\x01\x00\x00WEBPVP8 ", "WebP 图片"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC 图片或视频"),
        (rb"{\rtf1\ansi", "RTF 文档"),
        (b"Rar!\x1a\x07\x01\x00", "RAR 压缩包"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z 压缩包"),
        (b"\x1f\x8b\x08\x00", "gzip 压缩包"),
        (b"SQLite format 3\x00", "SQLite 数据库"),
        (b"PAR1\x15", "Parquet 数据文件"),
        (b"MZ\x90\x00\x03", "Windows 程序"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "没有外壳的 Excel 旧格式"),
        (b"MIME-Version: 1.0\r\n", "网页归档（mht）"),
        (zipped({"word/document.xml": "<w/>"}), "Word 文档"),
        (zipped({"ppt/presentation.xml": "<p/>"}), "PowerPoint 演示文稿"),
        (zipped({"OFD.xml": "<o/>"}), "OFD 版式文件"),
        (zipped({"mimetype": ODT, "content.xml": "<c/>"}), "OpenDocument 文档（不是电子表格）"),
        (compound({"WordDocument": b"x"}), "Word 文档"),
        (compound({"PowerPoint Document": b"x"}), "PowerPoint 演示文稿"),
        (b'<?xml version="1.0"?><uof/>', "XML 文件（不是 Excel 的 XML 表格）"),
    ],
)
def test_what_is_no_table_is_called_by_its_name(data: bytes, name: str) -> None:
    error = rejection(data, "报表.csv").error

    assert (error.code, error.message) == ("file-kind", f"这不是表格，而是 {name}")


def test_an_archive_that_cannot_be_opened_is_to_be_unpacked_by_hand() -> None:
    assert rejection(b"Rar!\x1a\x07\x01\x00").error.hint == "先解压，再导入里面的表格"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"a,b\n", Kind.TEXT),
        (b"BM,MZ\nIIII\n", Kind.TEXT),
        (zipped({"xl/workbook.xml": ""}), Kind.XLSX),
        (zipped({"xl/workbook.bin": ""}), Kind.XLSB),
        (zipped({"mimetype": ODS, "content.xml": ""}), Kind.ODS),
        (zipped({"叶县.csv": "a"}), Kind.ZIP),
        (compound({"Workbook": b"x"}), Kind.XLS),
        (compound({"Book": b"x"}), Kind.XLS),
        (compound({"Workbook": b"x", "WordDocument": b"x"}), Kind.XLS),
    ],
)
def test_what_can_be_read_is_known_by_its_content(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(ZsError, match="一个字节也没有") as caught:
        kind_of(b"")

    assert caught.value.code == "file-empty"


@pytest.mark.parametrize(
    "data",
    [
        zipped({"xl/workbook.xml": "<w/>"})[:-30],
        b"PK\x03\x04",
        compound({"Workbook": b"x" * 9000})[:600],
        compound({"Something": b"x"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
)
def test_half_a_file_is_said_to_be_incomplete(data: bytes) -> None:
    with pytest.raises(ZsError, match="文件不完整") as caught:
        kind_of(data)

    assert caught.value.code == "file-truncated"


def test_an_encrypted_workbook_is_said_to_have_a_password() -> None:
    assert rejection(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"})).error.code == (
        "file-password"
    )
