import time

import pytest

from tests.readers.files.making import book, code, rejection, sheet
from zhaoshang_cli.readers.sheet import CellType, Span

SS = "urn:schemas-microsoft-com:office:spreadsheet"
STYLES = (
    '<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style>'
    '<Style ss:ID="q"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="n"><NumberFormat ss:Format="0.00"/></Style></Styles>'
)


def workbook(table: str, *, options: str = "", encoding: str = "utf-8", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\r\n<?mso-application progid="Excel.Sheet"?>'
        f'{before}<Workbook xmlns="{SS}" xmlns:ss="{SS}" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'{STYLES}<Worksheet ss:Name="进度"><Table>{table}</Table>{options}</Worksheet></Workbook>'
    ).encode(encoding)


def cell(text: str, kind: str = "String", **named: object) -> str:
    attributes = " ".join(f'ss:{name}="{value}"' for name, value in named.items())
    return f'<Cell {attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "utf-16"])
def test_the_declared_encoding_may_be_any(encoding: str) -> None:
    read = book(workbook(f"<Row>{cell('叶县')}{cell('1.5', 'Number')}</Row>", encoding=encoding))

    assert read.encoding == "spreadsheetml"
    assert (read.sheets[0].name, read.sheets[0].rows) == ("进度", (("叶县", "1.5"),))


def test_gaps_merges_and_indexes_keep_every_address() -> None:
    read = sheet(
        workbook(
            f"<Row>{cell('县区', MergeDown=1)}{cell('资金', MergeAcross=1)}{cell('备注')}</Row>"
            f"<Row>{cell('本月')}{cell('累计')}</Row>"
            f'<Row ss:Index="5">{cell("叶县")}{cell("1", "Number", Index=3)}</Row>'
        )
    )

    assert read.rows == (
        ("县区", "资金", "", "备注"),
        ("", "本月", "累计", ""),
        ("", "", "", ""),
        ("", "", "", ""),
        ("叶县", "", "1", ""),
    )
    assert read.merged == (Span(0, 0, 1, 0), Span(0, 1, 0, 2))


def test_every_type_of_value_is_told() -> None:
    read = sheet(
        workbook(
            "<Row>"
            + cell("0.92300000000000004", "Number", StyleID="p")
            + cell("1.5", "Number", StyleID="q")
            + cell("12000", "Number", StyleID="n")
            + cell("一百", "Number")
            + cell("2022-11-30T00:00:00.000", "DateTime")
            + cell("1", "Boolean")
            + cell("0", "Boolean")
            + cell("#DIV/0!", "Error")
            + cell("<B>粗</B>体")
            + '<Cell ss:Formula="=RC[-1]"/>'
            + '<Cell ss:Formula="=RC[-1]"><Data ss:Type="Number"></Data></Cell>'
            + '<Cell ss:Formula="=RC[-1]"><Data ss:Type="String"></Data></Cell>'
            + "<Cell/>"
            + cell("末", "Unknown")
            + "</Row>"
        )
    )

    assert read.rows == (
        ("0.923", "1.5", "12000", "一百", "2022-11-30", "TRUE", "FALSE", "#DIV/0!", "粗体",
         "=公式未计算", "=公式未计算", "", "", "末"),
    )  # fmt: skip
    assert [read.types[place] for place in sorted(read.types)] == [
        CellType.PERCENT,
        CellType.PERCENT,
        CellType.NUMBER,
        CellType.DATE,
        CellType.BOOLEAN,
        CellType.BOOLEAN,
        CellType.ERROR,
        CellType.ERROR,
        CellType.ERROR,
    ]


def test_what_is_hidden_is_noted() -> None:
    options = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'

    read = sheet(
        workbook(
            '<Column ss:Index="2" ss:Hidden="1" ss:Span="99"/><Column/>'
            f'<Row ss:Hidden="1" ss:Span="1"/><Row>{cell("a")}{cell("b")}{cell("c")}</Row>',
            options=options,
        )
    )

    assert read.rows[2] == ("a", "b", "c")
    assert read.hidden
    assert read.hidden_rows == {0, 1}
    assert read.hidden_columns == {1, 2}


@pytest.mark.parametrize(
    "table",
    [
        f'<Row ss:Index="1048576">{cell("1")}</Row>',
        f"<Row>{cell('1', Index=16384)}</Row>",
    ],
)
def test_a_cell_far_out_is_refused_quickly(table: str) -> None:
    began = time.monotonic()

    assert code(workbook(table)) == "file-dangerous"
    assert time.monotonic() - began < 2


def test_a_merge_across_everything_costs_nothing() -> None:
    data = workbook(f"<Row>{cell('a', MergeAcross=9999999, MergeDown=9999999)}</Row>")

    assert sheet(data).merged == ()


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'

    error = rejection(workbook("<Row><Cell/></Row>", before=bomb)).error

    assert (error.code, error.message) == (
        "file-dangerous",
        "为保护本机没有打开：XML 里定义了实体",
    )


def test_a_truncated_file_is_said_to_be_incomplete() -> None:
    assert code(workbook(f"<Row>{cell('a')}</Row>")[:-30]) == "file-truncated"


def test_an_index_that_leads_back_is_not_followed() -> None:
    table = (
        f'<Row ss:Index="0">{cell("叶县", Index=0)}</Row>'
        f'<Row ss:Index="1">{cell("郏县")}{cell("宝丰县", Index=1)}</Row>'
    )

    assert sheet(workbook(table)).rows == (("叶县", ""), ("郏县", "宝丰县"))
