import struct
from pathlib import Path

import pytest

from tests.readers.files.making import xlsx, zipped
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.readers.files.archive import sources_in
from zhaoshang_cli.readers.files.books import Rejected, Source, read_books
from zhaoshang_cli.readers.sheet import Book

CSV = "县区,资金\n叶县,1\n".encode("gbk")


def unpacked(data: bytes, name: str = "月报.zip") -> list[Source | Rejected]:
    return list(sources_in(Source.of(name, data)))


def names(data: bytes) -> list[str]:
    return [source.name for source in unpacked(data)]


def codes(data: bytes) -> list[tuple[str, str]]:
    return [
        (source.name, source.error.code)
        for source in unpacked(data)
        if isinstance(source, Rejected)
    ]


def packed_in_gbk(name: str) -> bytes:
    """Return an archive as Windows packs it: the name in GBK, without the flag for UTF-8."""
    plain = "x" * len(name.encode("gbk"))
    return zipped({plain: CSV}).replace(plain.encode(), name.encode("gbk"))


def test_a_zip_of_files_gives_a_book_for_each(tmp_path: Path) -> None:
    path = tmp_path / "月报.zip"
    path.write_bytes(zipped({"叶县.csv": CSV, "县/宝丰.xlsx": xlsx("<row><c><v>1</v></c></row>")}))

    books = list(read_books(path))

    assert [book.name for book in books] == ["月报.zip!叶县.csv", "月报.zip!县/宝丰.xlsx"]
    assert all(isinstance(book, Book) for book in books)


def test_a_bad_member_does_not_lose_the_others(tmp_path: Path) -> None:
    path = tmp_path / "月报.zip"
    path.write_bytes(zipped({"扫描.csv": b"%PDF-1.4", "叶县.csv": CSV, "空.csv": b""}))

    books = [(book.name, isinstance(book, Book)) for book in read_books(path)]

    assert books == [
        ("月报.zip!扫描.csv", False),
        ("月报.zip!叶县.csv", True),
        ("月报.zip!空.csv", False),
    ]


def test_a_file_that_is_no_archive_is_itself() -> None:
    source = Source.of("叶县.csv", CSV)

    assert list(sources_in(source)) == [source]


def test_names_that_windows_packed_are_read_as_gbk() -> None:
    assert names(packed_in_gbk("叶县报表.csv")) == ["月报.zip!叶县报表.csv"]


def test_names_in_utf_8_without_the_flag_are_read_too() -> None:
    plain = zipped({"xxxxxx.csv": CSV}).replace(b"xxxxxx", "叶县".encode())

    assert names(plain) == ["月报.zip!叶县.csv"]


def test_a_name_in_no_known_encoding_is_still_a_name() -> None:
    plain = zipped({"xx.csv": CSV}).replace(b"xx.", b"\x80\x80.")

    assert names(plain) == ["月报.zip!ÇÇ.csv"]


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ("../../x.csv", "x.csv"),
        ("/etc/x.csv", "etc/x.csv"),
        ("..\\..\\x.csv", "x.csv"),
        ("a\x1b[31m.csv", "a[31m.csv"),
        ("..", "未命名"),
    ],
)
def test_a_name_that_climbs_out_is_only_a_label(inside: str, shown: str) -> None:
    assert names(zipped({inside: CSV})) == [f"月报.zip!{shown}"]


def test_what_computers_put_beside_files_is_passed_over_and_told() -> None:
    data = zipped(
        {
            "报表/": b"",
            "__MACOSX/._叶县.csv": b"x",
            "~$叶县.xlsx": b"x",
            ".DS_Store": b"x",
            "Thumbs.db": b"x",
            "叶县.csv": CSV,
            "宝丰.csv": CSV,
        }
    )

    first, second = unpacked(data)

    assert isinstance(first, Source)
    assert isinstance(second, Source)
    (finding,) = first.findings
    assert (finding.code, finding.severity) == ("file-member-skipped", Severity.INFO)
    assert finding.message == (
        "跳过了压缩包里 4 个系统产生的文件：__MACOSX/._叶县.csv、~$叶县.xlsx、.DS_Store、Thumbs.db"
    )
    assert second.findings == ()


def test_many_skipped_members_are_not_all_named() -> None:
    (source,) = unpacked(zipped({**{f"~${n}.xlsx": b"" for n in range(7)}, "叶县.csv": CSV}))

    assert isinstance(source, Source)
    assert source.findings[0].message.endswith("~$4.xlsx 等")


def test_two_members_of_one_name_are_told_apart() -> None:
    data = zipped({"叶县.csv": CSV, "县叶.csv": CSV + b"x"})

    twice = data.replace("县叶".encode(), "叶县".encode())

    assert names(twice) == ["月报.zip!叶县.csv", "月报.zip!叶县.csv（2）"]


def test_an_archive_in_an_archive_is_opened() -> None:
    assert names(zipped({"县.zip": zipped({"叶县.csv": CSV})})) == ["月报.zip!县.zip!叶县.csv"]


def test_a_third_archive_inside_is_not() -> None:
    deep = zipped({"a.zip": zipped({"b.zip": zipped({"叶县.csv": CSV})}), "宝丰.csv": CSV})

    assert codes(deep) == [("月报.zip!a.zip!b.zip", "file-dangerous")]
    assert names(deep)[-1] == "月报.zip!宝丰.csv"


def test_an_archive_without_files_is_empty() -> None:
    assert codes(zipped({"空/": b"", "~$a": b""})) == [("月报.zip", "file-empty")]


def test_a_zip_bomb_is_refused_unopened() -> None:
    assert codes(zipped({"bomb.csv": bytes(100 << 20)})) == [("月报.zip", "file-dangerous")]


def test_a_member_too_large_to_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.files.archive.LARGEST", 10)

    assert codes(zipped({"叶县.csv": CSV})) == [("月报.zip!叶县.csv", "file-too-big")]


def test_archives_inside_share_one_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.files.archive.UNPACKED", 300)
    inner = zipped({"a.csv": CSV * 10})

    assert codes(zipped({"县.zip": inner})) == [("月报.zip!县.zip!a.csv", "file-dangerous")]


def test_an_encrypted_member_asks_for_no_password() -> None:
    data = zipped({"叶县.csv": CSV}).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x01\x08"
    )

    assert codes(data) == [("月报.zip!叶县.csv", "file-password")]


def test_a_damaged_member_is_said_to_be_incomplete() -> None:
    data = bytearray(zipped({"叶县.csv": CSV * 50, "宝丰.csv": CSV}))
    data[45:60] = bytes(15)

    assert codes(bytes(data)) == [("月报.zip!叶县.csv", "file-truncated")]
    assert names(bytes(data)) == ["月报.zip!叶县.csv", "月报.zip!宝丰.csv"]


def test_a_table_of_contents_that_lies_about_sizes_is_not_followed() -> None:
    content = CSV * 1000
    size = struct.pack("<I", len(content))
    data = zipped({"叶县.csv": content}).replace(size, struct.pack("<I", 10))

    assert codes(data) == [("月报.zip!叶县.csv", "file-truncated")]


def test_an_archive_whose_headers_contradict_each_other_is_said_to_be_incomplete() -> None:
    data = zipped({"叶县.csv": CSV}).replace(b"PK\x03\x04", b"PK\x03\x04\xff", 1)

    assert {code for _, code in codes(data)} == {"file-truncated"}
