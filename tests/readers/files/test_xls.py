import struct
import time
from pathlib import Path

import pytest

from tests.readers.files.making import book, code, compound, record as rec, rejection, sheet, xls
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType, Span
from zhaoshang_cli.readers.workbooks.compound import CompoundFile
from zhaoshang_cli.readers.workbooks.containment import Containment

FIXTURE = Path(__file__).parent / "fixtures" / "报表.xls"


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return rec(0x203, struct.pack("<3Hd", row, column, style, value))


def formula(row: int, column: int, result: bytes) -> bytes:
    return rec(0x06, struct.pack("<3H", row, column, 0) + result + bytes(6) + b"\x03\0\x1e\x01\0")


def test_a_workbook_that_libreoffice_saved_is_read_as_it_is_shown() -> None:
    read = book(FIXTURE.read_bytes(), "报表.xls")

    progress, hidden, empty = read.sheets
    assert read.encoding == "xls"
    assert progress.rows == (
        ("2022年11月招商引资进度", "", "", "", ""),
        ("", "", "", "单位：万元", ""),
        ("县区", "到位资金", "完成率", "签约日期", "备注"),
        ("叶县", "12345.67", "0.923", "2022-11-30", "TRUE"),
        ("宝丰县", "24691.34", "#DIV/0!", "", "0"),
        ("舞钢市", "0.1", "1.2", "#N/A", "TRUE"),
        ("湛河区", "-3", "#N/A", "", "#REF!"),
    )
    assert progress.types[3, 2] is progress.types[5, 2] is CellType.PERCENT
    assert progress.types[4, 2] is CellType.ERROR
    assert (6, 4) not in progress.types
    assert progress.merged == (Span(0, 0, 0, 4),)
    assert progress.hidden_rows == {5}
    assert progress.hidden_columns == {4}
    assert (hidden.name, hidden.hidden, hidden.rows) == ("藏着的", True, (("1",),))
    assert (empty.name, empty.rows) == ("空", ())


def test_a_workbook_that_aborts_its_reader_costs_only_itself() -> None:
    bad, good = (FIXTURE.with_name(name).read_bytes() for name in ("崩溃.xls", "报表.xls"))

    with Containment() as containment:
        with pytest.raises(ZsError, match="崩溃") as caught:
            containment.read("xls", bad)
        after = containment.read("xls", good)

    assert caught.value.code == "file-crashed"
    assert len(after) == 3


def test_errors_and_percentages_are_told_in_every_kind_of_record() -> None:
    run = struct.pack("<2H", 3, 0) + struct.pack("<HI", 1, 22) + struct.pack("<HI", 0, 30)
    custom = rec(0x41E, struct.pack("<2HB", 164, 4, 0) + b"0.0%")

    read = sheet(
        xls(
            number(0, 0, 12.5),
            number(0, 1, 0.923, 2),
            rec(0x205, struct.pack("<3H2B", 1, 0, 0, 0x07, 1)),
            rec(0x205, struct.pack("<3H2B", 1, 1, 0, 1, 0)),
            formula(2, 0, b"\x02\0\x2a\0\0\0\xff\xff"),
            formula(2, 1, b"\x01\0\x01\0\0\0\xff\xff"),
            rec(0xBD, run + struct.pack("<H", 1)),
            before=custom,
            styles=(0, 9, 164),
        )
    )

    assert read.rows == (("12.5", "0.923"), ("#DIV/0!", "TRUE"), ("#N/A", "TRUE"), ("5", "7"))
    assert read.types[0, 1] is read.types[3, 0] is CellType.PERCENT
    assert read.types[0, 0] is read.types[3, 1] is CellType.NUMBER


def test_charts_inside_a_sheet_are_passed_over() -> None:
    chart = rec(0x809, struct.pack("<4HII", 0x600, 0x20, 0, 0, 0, 6))
    inside = rec(0x205, struct.pack("<3H2B", 0, 0, 0, 0x07, 1))

    assert sheet(xls(number(0, 0, 1), chart, inside, rec(0x0A, b""))).rows == (("1",),)


def test_a_sheet_that_names_a_cell_far_out_is_refused_quickly() -> None:
    began = time.monotonic()

    error = rejection(xls(number(0, 0, 1), number(65535, 255, 1))).error

    assert error.code == "file-dangerous"
    assert error.message.startswith("为保护本机没有打开：工作表 第 1 张 大到 65536 行 × 256 列")
    assert time.monotonic() - began < 2


def test_a_workbook_with_a_password_is_said_to_have_one() -> None:
    assert code(xls(number(0, 0, 1), before=rec(0x2F, bytes(6)))) == "file-password"


@pytest.mark.parametrize("keep", [100, 600, 2000, 5000])
def test_a_truncated_workbook_is_said_to_be_incomplete(keep: int) -> None:
    assert code(FIXTURE.read_bytes()[:keep]) == "file-truncated"


def test_an_older_stream_name_is_known() -> None:
    assert code(compound({"Book": b"x" * 100})) == "file-truncated"


def test_small_streams_are_put_together_from_their_own_table() -> None:
    container = CompoundFile(compound({"Workbook": b"a" * 100, "Book": b"b"}, mini=True))

    assert container.names == {"Workbook", "Book"}
    assert container.read("Workbook") == b"a" * 100
    assert container.read("Book") == b"b"


def test_a_table_of_sectors_that_goes_on_beyond_the_header_is_followed() -> None:
    data = bytearray(compound({"Workbook": b"x" * 5000}))
    count = len(data) // 512 - 1
    data[0x44:0x4C] = struct.pack("<2I", count, 1)
    data += struct.pack("<128I", *[0xFFFFFFFF] * 127, 0xFFFFFFFE)

    assert CompoundFile(bytes(data)).names == {"Workbook"}


def test_sectors_in_a_circle_come_to_an_end() -> None:
    data = bytearray(compound({"Workbook": b"x" * 5000}))
    data[512 + 4 : 512 + 8] = struct.pack("<I", 1)

    assert CompoundFile(bytes(data)).names == {"Workbook"}


def test_siblings_in_a_circle_come_to_an_end() -> None:
    data = bytearray(compound({"Workbook": b"x"}))
    data[1024 + 128 + 0x44 : 1024 + 128 + 0x4C] = struct.pack("<2I", 1, 99)

    assert CompoundFile(bytes(data)).names == {"Workbook"}
