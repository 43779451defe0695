import time
from pathlib import Path

import pytest

from tests.readers.files.making import book, code, rejection, sheet, zipped
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType, Span
from zhaoshang_cli.readers.workbooks.opendocument import read_opendocument

FIXTURE = Path(__file__).parent / "fixtures" / "报表.ods"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
FAR = 'table:number-columns-repeated="16379"'


def ods(rows: str, *, before: str = "", doctype: str = "", manifest: str = "<m/>") -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": (
                f"{doctype}<office:document-content {NAMES}><office:body><office:spreadsheet>"
                f'<table:table table:name="进度">{before}{rows}</table:table>'
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(text: str, attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_a_spreadsheet_that_libreoffice_saved_is_read_as_it_is_shown() -> None:
    read = book(FIXTURE.read_bytes(), "报表.ods")

    progress, hidden, empty = read.sheets
    assert read.encoding == "ods"
    assert progress.rows == (
        ("2022年11月招商引资进度", "", "", "", ""),
        ("", "", "", "单位：万元", ""),
        ("县区", "到位资金", "完成率", "签约日期", "备注"),
        ("叶县", "12345.67", "0.923", "2022-11-30", "1"),
        ("宝丰县", "24691.34", "#DIV/0!", "", "好的"),
        ("舞钢市", "0.1", "1.2", "#N/A", "1"),
        ("湛河区", "-3", "#N/A", "", "#REF!"),
    )
    assert progress.types[3, 1] is CellType.NUMBER
    assert progress.types[3, 2] is CellType.PERCENT
    assert progress.types[3, 3] is CellType.DATE
    assert progress.types[4, 2] is CellType.ERROR
    assert progress.merged == (Span(0, 0, 0, 4),)
    assert progress.hidden_rows == {5}
    assert progress.hidden_columns == {4}
    assert (hidden.name, hidden.hidden) == ("藏着的", True)
    assert empty.rows == ()


def test_every_type_of_value_is_read_exactly() -> None:
    cells = [
        cell("1,234.57", 'office:value-type="currency" office:value="1234.567"'),
        cell("92%", 'office:value-type="percentage" office:value="0.923"'),
        cell("好", 'office:value-type="percentage" office:value="好"'),
        cell("TRUE", 'office:value-type="boolean" office:boolean-value="true"'),
        cell("十一月", 'office:value-type="date" office:date-value="2022-11-30T08:00:00"'),
        cell("08:00", 'office:value-type="time" office:time-value="PT08H00M00S"'),
        '<table:table-cell table:formula="of:=A1"/>',
        '<table:table-cell table:formula="of:=A1" office:value-type="string"/>',
        cell("末"),
    ]

    read = sheet(ods(row(*cells)))

    assert read.rows == (
        (
            "1234.567",
            "0.923",
            "好",
            "TRUE",
            "2022-11-30 08:00:00",
            "08:00",
            "=公式未计算",
            "",
            "末",
        ),
    )
    assert read.types == {
        (0, 0): CellType.NUMBER,
        (0, 1): CellType.PERCENT,
        (0, 3): CellType.BOOLEAN,
        (0, 4): CellType.DATE,
        (0, 6): CellType.ERROR,
    }


def test_blanks_breaks_and_spans_of_a_text_are_kept_and_its_comment_is_not() -> None:
    text = 'a<text:s text:c="2"/>b<text:tab/>c<text:line-break/><text:span>d<text:s/></text:span>e'
    noted = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p>'
        f"</office:annotation><text:p>{text}</text:p><text:p>f</text:p></table:table-cell>"
    )

    assert sheet(ods(row(noted))).rows == (("a  b\tc\nd e\nf",),)


def test_repeated_rows_and_cells_are_written_out_and_blank_tails_are_not() -> None:
    rows = (
        "<table:table-header-rows>"
        + row(cell("甲", 'office:value-type="string" table:number-columns-repeated="2"'))
        + "</table:table-header-rows><table:shapes/>"
        + row(
            "<table:other/>",
            "<table:covered-table-cell/>",
            cell("1", 'office:value-type="float" office:value="1"'),
            f"<table:table-cell {FAR}/>",
            attributes='table:number-rows-repeated="2"',
        )
        + row(f"<table:table-cell {FAR}/>", attributes='table:number-rows-repeated="1048568"')
    )

    assert sheet(ods(rows)).rows == (("甲", "甲"), ("", "1"), ("", "1"))


def test_filtered_rows_and_hidden_columns_are_noted() -> None:
    before = (
        '<table:table-column table:number-columns-repeated="x"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="9999"/>'
    )

    read = sheet(
        ods(row(cell("a"), cell("b"), attributes='table:visibility="filter"'), before=before)
    )

    assert read.hidden_rows == {0}
    assert read.hidden_columns == {1}


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("1", f'office:value-type="string" {FAR}')),
        row(cell("1"), attributes='table:number-rows-repeated="1048576"'),
        row(attributes='table:number-rows-repeated="1048575"') + row(cell("1")),
        row(
            cell("1", 'office:value-type="string" table:number-columns-repeated="300"'),
            attributes='table:number-rows-repeated="100000"',
        ),
    ],
)
def test_content_repeated_to_the_end_of_the_sheet_is_refused_quickly(rows: str) -> None:
    began = time.monotonic()

    assert code(ods(rows)) == "file-dangerous"
    assert time.monotonic() - began < 2


def test_a_password_is_told() -> None:
    assert code(ods(row(cell("1")), manifest="<m><encryption-data/></m>")) == "file-password"


def test_entities_are_refused() -> None:
    doctype = '<!DOCTYPE a [<!ENTITY b "c">]>'

    assert rejection(ods(row(cell("&b;")), doctype=doctype)).error.message == (
        "为保护本机没有打开：XML 里定义了实体"
    )


def test_a_content_too_large_for_one_tree_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhaoshang_cli.readers.workbooks.opendocument._LARGEST", 100)

    with pytest.raises(ZsError, match="表格内容有 0 MB，上限是 0 MB"):
        read_opendocument(ods(row(cell("1"))))


def test_a_damaged_content_is_told() -> None:
    assert code(ods("<table:table-row>")) == "file-truncated"
