import tomllib
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.readers.files.making import book, compound, rejection, xls, xlsx, zipped
from zhaoshang_cli import resources
from zhaoshang_cli.errors import ExitStatus, Place
from zhaoshang_cli.readers.files.books import (
    Rejected,
    Source,
    open_sources,
    read_book,
    read_book_bytes,
    read_books,
)
from zhaoshang_cli.readers.sheet import Book, CellType

CSV = "县区,资金\n叶县,1\n".encode("gbk")
FIXTURES = Path(__file__).parent / "fixtures"


def test_a_csv_file_is_a_book_of_one_sheet_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "叶县.csv"
    path.write_bytes(CSV)

    (read,) = read_books(path)

    assert isinstance(read, Book)
    assert (read.name, read.size, read.encoding) == ("叶县.csv", len(CSV), "gb18030")
    assert read.sha256 == sha256(CSV).hexdigest()
    assert [(each.name, each.rows) for each in read.sheets] == [
        ("", (("县区", "资金"), ("叶县", "1")))
    ]
    assert read.findings == ()


def test_a_caller_keeps_the_bytes_and_may_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x.tmp"
    path.write_bytes(CSV)

    (source,) = open_sources(path, name="叶县/报表.csv")

    assert isinstance(source, Source)
    assert (source.name, source.data) == ("叶县/报表.csv", CSV)
    assert source.sha256 == sha256(CSV).hexdigest()
    assert isinstance(read_book(source), Book)


def test_the_name_of_a_file_is_never_believed(tmp_path: Path) -> None:
    path = tmp_path / "叶县.csv"
    path.write_bytes(xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))

    (read,) = read_books(path)

    assert isinstance(read, Book)
    assert read.encoding == "xlsx"


@pytest.mark.parametrize(
    ("name", "message"),
    [("没有.csv", "没有这个文件"), ("文件夹", "这是一个文件夹")],
)
def test_a_path_without_a_file_is_rejected(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()

    (read,) = read_books(tmp_path / name)

    assert isinstance(read, Rejected)
    assert (read.error.code, read.error.message) == ("file-missing", message)
    assert read.error.place == Place(name)


def test_a_device_is_no_file() -> None:
    (read,) = read_books(Path("/dev/null"))

    assert isinstance(read, Rejected)
    assert read.error.code == "file-missing"


def test_a_file_that_may_not_be_read_is_rejected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "叶县.csv"
    path.write_bytes(CSV)

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    (read,) = read_books(path)

    assert isinstance(read, Rejected)
    assert read.error.message == "读不到这个文件：没有权限"


def test_a_file_too_large_to_read_is_rejected_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate((200 << 20) + 1)

    (read,) = read_books(path)

    assert isinstance(read, Rejected)
    assert (read.error.code, read.error.message) == (
        "file-too-big",
        "文件有 200 MB，上限是 200 MB",
    )


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b",,,\n,,,\n"])
def test_a_file_without_a_cell_is_empty(data: bytes) -> None:
    assert rejection(data).error.code == "file-empty"


def test_an_archive_must_be_taken_apart_first() -> None:
    assert rejection(zipped({"叶县.csv": CSV})).error.code == "file-kind"


def test_characters_that_others_cannot_see_are_told_with_their_cells() -> None:
    read = book("县区,备注\n叶县,\ue81e好\n宝丰,锟斤拷\n舞钢,\ufffd\n".encode(), "叶县.csv")

    told = [(str(finding.place), finding.message, finding.raw) for finding in read.findings]
    assert told == [
        ("叶县.csv!B2", "有一个字在别的电脑上显示不出来（U+E81E）", "\ue81e好"),
        ("叶县.csv!B3", "有一个字在别的电脑上显示不出来（U+951F U+65A4 U+62F7）", "锟斤拷"),
        ("叶县.csv!B4", "有一个字在别的电脑上显示不出来（U+FFFD）", "\ufffd"),
    ]


def test_a_workbook_is_searched_for_them_too() -> None:
    data = xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>\ue81e</t></is></c></row>')

    assert [str(finding.place) for finding in book(data).findings] == ["叶县.xlsx!进度!A1"]


def test_many_such_cells_are_summed_up() -> None:
    read = book(("\ue000\n" * 12).encode())

    assert len(read.findings) == 11
    assert read.findings[-1].message == "另有 2 个单元格也有显示不出的字"


def test_a_quote_that_swallowed_lines_is_asked_about() -> None:
    read = book('县区,备注\n叶县,"好\n宝丰,1\n舞钢,2\n石龙,3",x\n"a\nb",c\n'.encode(), "叶县.csv")

    (finding,) = read.findings
    assert (finding.code, str(finding.place)) == ("file-quotes", "叶县.csv!B2")
    assert finding.message == "这个单元格里有 4 行，像是引号配错，吞掉了后面的行"


def test_many_hidden_rows_are_not_all_named() -> None:
    rows = "".join(
        f'<row r="{row}" hidden="1"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 13)
    )

    (finding,) = book(xlsx(rows)).findings
    assert finding.message == (
        "隐藏了第 1、2、3、4、5、6、7、8、9、10 等 12 行；隐藏的内容照样读取"
    )


def test_every_code_is_explained() -> None:
    explained = tomllib.loads(resources.text("data", "codes", "files.toml"))

    assert all(
        {"title", "about", "remedy"} <= set(entry) and entry.get("exit", 3) == ExitStatus.INPUT
        for entry in explained.values()
    )
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(resources.__file__).parent.joinpath("readers").rglob("*.py")
    )
    assert [code for code in explained if f'"{code}"' not in source] == []


SEEDS = st.sampled_from(
    [
        CSV,
        "县区\t资金\n".encode("utf-16"),
        xlsx('<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>A1</f></c></row>'),
        xls(b"\x03\x02\x0e\x00" + bytes(14)),
        compound({"Workbook": b"\x09\x08"}),
        (FIXTURES / "报表.xls").read_bytes(),
        (FIXTURES / "报表.ods").read_bytes(),
        zipped({"叶县.csv": CSV, "a.zip": zipped({"b.csv": CSV})}),
        b"<html><table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Return a good file with a few bytes changed, or cut off."""
    data = bytearray(draw(SEEDS))
    for _ in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))])


@given(st.one_of(st.binary(max_size=300), damaged()))
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_a_book_or_a_rejection(data: bytes) -> None:
    read = read_book_bytes("叶县", data)

    if isinstance(read, Rejected):
        assert read.error.place == Place("叶县")
        assert read.error.hint
        return
    for sheet in read.sheets:
        width = len(sheet.rows[0]) if sheet.rows else 0
        assert {len(row) for row in sheet.rows} <= {width}
        assert all(row < len(sheet.rows) and column < width for row, column in sheet.types)
        assert CellType.PERCENT not in sheet.types.values() or read.encoding != "utf-8"


@given(damaged())
@settings(max_examples=100, deadline=None)
def test_any_archive_gives_sources_or_rejections(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(data)

    assert all(read.name.startswith("any") for read in read_books(path))
