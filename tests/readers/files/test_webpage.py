import time

import pytest

from tests.readers.files.making import book, code, sheet
from zhaoshang_cli.readers.sheet import CellType, Span


def page(body: str, *, head: str = "", encoding: str = "gb2312") -> bytes:
    return (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
        f'<meta http-equiv=Content-Type content="text/html; charset={encoding}"><title>报表</title>'
        f"<style>td {{mso-number-format:General}}</style>{head}</head><body>{body}</body></html>"
    ).encode(encoding)


@pytest.mark.parametrize("encoding", ["gb2312", "utf-8", "utf-16"])
def test_a_page_that_a_system_exported_is_a_sheet(encoding: str) -> None:
    read = book(
        page("<table><tr><th>县区<th>资金<tr><td>叶县<td>1,234.5</table>", encoding=encoding)
    )

    assert read.encoding == "html"
    assert read.sheets[0].rows == (("县区", "资金"), ("叶县", "1,234.5"))


def test_merged_cells_take_their_room() -> None:
    read = sheet(
        page(
            "<table><tr><td rowspan=2>县区</td><td colspan=2>资金</td><td rowspan='x'>备注</td></tr>"
            "<tr><td>本月</td><td>累计</td></tr><tr><td>叶县</td><td>1</td><td>2</td></tr></table>"
        )
    )

    assert read.rows == (
        ("县区", "资金", "", "备注"),
        ("", "本月", "累计", ""),
        ("叶县", "1", "2", ""),
    )
    assert read.merged == (Span(0, 0, 1, 0), Span(0, 1, 0, 2))


def test_blanks_breaks_and_entities_are_shown_as_a_browser_does() -> None:
    read = sheet(
        page(
            "<table><tr><td>\n <b>实际</b>\n<br>到位&nbsp;资金 <p>（万元）</p></td>"
            "<td>&nbsp;</td><td>A&amp;B&lt;1&#21494;</td></tr></table>"
        )
    )

    assert read.rows == (("实际\n到位 资金\n（万元）", "", "A&B<1叶"),)


def test_the_number_behind_a_rounded_cell_is_read() -> None:
    read = sheet(
        page(
            '<table><tr><td x:num="1234.5678">1,235</td><td x:num="0.92300000000000004">92.3%</td>'
            '<td x:num="44895">2022-11-30</td><td x:num>7</td></tr></table>'
        )
    )

    assert read.rows == (("1234.5678", "0.923", "2022-11-30", "7"),)
    assert read.types == {(0, 0): CellType.NUMBER, (0, 1): CellType.PERCENT}


def test_lines_around_a_table_become_its_rows() -> None:
    read = sheet(
        page(
            "<h2>2022年11月进度</h2>单位：万元<table><caption>附表</caption><tr><td>叶县</td><td>1</td>"
            "</tr></table><script>x=1</script><p>填报人：张三</p>"
        )
    )

    assert read.rows == (
        ("2022年11月进度", ""),
        ("单位：万元", ""),
        ("附表", ""),
        ("叶县", "1"),
        ("填报人：张三", ""),
    )


def test_several_tables_are_several_sheets() -> None:
    read = book(page("<table><tr><td>a</table>文字<table><tr><td>b</table>"))

    assert [(each.name, each.rows) for each in read.sheets] == [
        ("表1", (("a",),)),
        ("表2", (("文字",), ("b",))),
    ]


def test_sheets_have_the_names_that_excel_left() -> None:
    head = "<!--[if gte mso 9]><xml><x:Name>进度&amp;目标</x:Name></xml><![endif]-->"

    assert sheet(page("<table><tr><td>a</table>", head=head)).name == "进度&目标"


def test_a_table_inside_a_cell_is_a_sheet_of_its_own() -> None:
    read = book(
        page("<table><tr><td>外<table><tr><td>内</td></tr></table>面</td></tr></table>末尾")
    )

    assert [each.rows for each in read.sheets] == [(("外面",), ("末尾",)), (("内",),)]


def test_what_is_hidden_is_noted() -> None:
    read = sheet(
        page(
            "<table><col><col span=2 style='display : none'><tr style='DISPLAY:none'><td>a</td>"
            "<td>b</td></tr><tr><td>c</td></tr></table>"
        )
    )

    assert read.hidden_rows == {0}
    assert read.hidden_columns == {1}


def test_rubbish_between_cells_is_passed_over() -> None:
    read = sheet(page("</td></table></style><table>x<td>a</td>y<i>z</i></table><b>"))

    assert read.rows == (("a",),)


def test_a_table_that_breaks_off_is_said_to_be_incomplete() -> None:
    assert code(page("<table><tr><td>叶县</td>")) == "file-truncated"


def test_a_page_without_a_table_is_empty() -> None:
    assert code(page("<frameset><frame src='sheet001.htm'></frameset>")) == "file-empty"


def test_spans_of_millions_cost_nothing() -> None:
    began = time.monotonic()

    spans = "<td rowspan=999999 colspan=999999>a</td>" * 10
    assert code(page(f"<table><tr>{spans}</tr></table>")) == "file-dangerous"
    assert time.monotonic() - began < 2
