"""Units that stand neither in a heading's own words nor in a line of their own."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import codes, read, refused, values
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.understand import Decisions

D = Decimal


def test_a_heading_may_say_that_its_unit_is_a_unit() -> None:
    reading = read(
        "2022年11月||\n县区|实际到位省外资金（单位：亿元）|实际使用外资（计量单位:万美元）\n河口县|5|6"
    )

    assert [one.value for one in reading.observations] == [D(50000), D(6)]
    assert reading.findings == ()


def test_the_unit_in_one_heading_is_not_that_of_the_next() -> None:
    reading = read("2022年11月||\n县区|实际到位省外资金（单位：亿元）|合同省外资金\n河口县|5|6")

    assert [one.value for one in reading.observations] == [D(50000), D(6)]
    assert codes(reading) == ["unit-assumed"]


def test_a_row_that_says_its_unit_is_a_row_of_values() -> None:
    reading = read("""
        河口县2022年11月招商引资情况|
        指标|数值
        实际到位省外资金（单位：亿元）|5
        实际使用外资（单位：万美元）|6
    """)

    assert [one.value for one in reading.observations] == [D(50000), D(6)]
    assert reading.findings == ()


@pytest.mark.parametrize(
    "title", ["2022年11月招商引资情况（单位：亿元）", "2022年1-11月情况表  金额单位：人民币亿元"]
)
def test_a_title_with_its_unit_still_names_the_month(title: str) -> None:
    reading = read([[title, ""], ["县区", "实际到位省外资金"], ["河口县", "5"]])

    assert values(reading) == {("河口县", 202211, "oos_funds", "ytd"): D(50000)}


@pytest.mark.parametrize(
    "corner",
    ["县区（单位：亿元）", "县区(亿元)", "单位：亿元", "单位：亿元\n县区", "县区\n单位：亿元"],
)
def test_a_unit_in_the_corner_of_a_table_holds_for_all_of_it(corner: str) -> None:
    rows = [["2022年11月", "", ""], [corner, "实际到位省外资金", "合同省外资金"]]

    reading = read([*rows, ["河口县", "5", "6"], ["东城区", "7", "8"]])

    assert [one.value for one in reading.observations] == [D(50000), D(60000), D(70000), D(80000)]
    assert reading.findings == ()


def test_a_unit_in_the_corner_over_indicators_and_beside_counties() -> None:
    reading = read("2022年11月||\n单位：亿元|河口县|东城区\n实际到位省外资金|5|6")

    assert [one.value for one in reading.observations] == [D(50000), D(60000)]


UNITS = "2022年11月|||\n县区|实际到位省外资金|实际使用外资|完成情况\n{}\n河口县|5|6|7\n东城区|1|2|3"


@pytest.mark.parametrize(
    "row",
    [
        "计量单位|亿元|万美元|%",
        "（计量单位）|(亿元)|（万美元）|（%）",
        "单位|亿元|万美元|",
        "|亿元|万美元|%",
        "甲|1|2|3\n计量单位|亿元|万美元|%",
        "计量单位|亿元|万美元|%\n栏次|1|2|3",
        "计量单位|亿元|万美元|%\n河口县|5|6|7\n计量单位|亿元|万美元|%",
    ],
)
def test_a_row_of_units_below_the_heading_is_that_of_the_columns(row: str) -> None:
    reading = read(UNITS.format(row))

    found = {(one.region, one.indicator): one.value for one in reading.observations}
    assert found["990121", "oos_funds"], found["990121", "fdi_used"] == (D(50000), D(6))
    assert found["990102", "oos_funds"] == D(10000)
    assert codes(reading) in ([], ["column-unknown"])


def test_a_row_of_units_against_the_headings_leaves_the_column_out() -> None:
    reading = read(
        "2022年11月||\n县区|省外资金（万元）|合同省外资金\n计量单位|亿元|亿元\n河口县|5|6"
    )

    assert [(one.indicator, one.value) for one in reading.observations] == [
        ("oos_contract", D(60000))
    ]
    told = [(one.code, one.place.cell, one.message) for one in reading.findings]
    assert told == [("unit-mismatch", "B2", "“实际到位省外资金”的单位是万元，这里写的是万元、亿元")]


def test_a_column_of_units_may_hold_per_cent() -> None:
    reading = read("""
        河口县2022年11月|||
        指标|单位|本月|本年累计
        实际到位省外资金|亿元|1|5
        新签约项目数|个|2|6
        资金到位率|%|90|95
    """)

    assert values(reading)["河口县", 202211, "oos_funds", "ytd"] == D(50000)
    assert {one.basis for one in reading.observations} == {Basis.YTD, Basis.MONTH}
    assert len(reading.observations) == 4


def test_the_months_and_counties_of_a_line_with_a_unit_are_no_heading() -> None:
    error = refused("单位：万元|河口县|2022年11月\n甲|乙|丙\n1|2|3", decisions=Decisions())

    assert error.code in {"no-known-column", "no-values"}
    assert error.code in {"no-known-column", "no-values"}


@pytest.mark.parametrize("corner", ["项", "县区（个）"])
def test_a_unit_of_counts_over_the_labels_takes_nothing_from_that_of_money(corner: str) -> None:
    rows = [
        ["单位：亿元", "", ""],
        [corner, "实际到位省外资金", "签约项目数"],
        ["河口县", "5", "6"],
    ]
    reading = read([["2022年11月", "", ""], *rows])

    assert [one.value for one in reading.observations] == [D(50000), D(6)]
    assert reading.findings == ()


ABOVE = [["2022年11月招商引资情况", "", ""], ["", "", ""], ["县区", "省外资金", "合同省外资金"]]


@pytest.mark.parametrize(
    "cell",
    [
        "亿元",
        "（亿元）",
        "单位 亿元",
        "单位亿元",
        "计量单位－亿元",
        "（单位为亿元）",
        "金额：亿元",
        "金额单位为人民币亿元",
        "本表以亿元为单位",
        "亿元、万美元",
    ],
)
@pytest.mark.parametrize("column", [0, 2])
def test_a_unit_over_a_table_is_heard_however_it_is_said(cell: str, column: int) -> None:
    line = ["", "", ""]
    line[column] = cell

    reading = read([ABOVE[0], line, ABOVE[2], ["河口县", "5", "6"]])

    assert [one.value for one in reading.observations] == [D(50000), D(60000)]
    assert reading.findings == ()


def test_a_unit_in_two_cells_over_a_table_is_no_heading() -> None:
    reading = read([ABOVE[0], ["", "单位", "亿元"], ABOVE[2], ["河口县", "5", "6"]])

    assert [one.value for one in reading.observations] == [D(50000), D(60000)]


def test_a_unit_beside_a_title_leaves_it_a_title() -> None:
    reading = read([["2022年11月情况", "（亿元）", ""], ABOVE[2], ["河口县", "5", "6"]])

    assert [one.value for one in reading.observations] == [D(50000), D(60000)]


@pytest.mark.parametrize(
    "note",
    [
        "注：以上金额单位为亿元",
        "说明：本表以亿元为单位填报。",
        "注：金额统一按亿元计",
        "备注：单位均为亿元。",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_a_note_that_names_the_unit_is_heard(note: str, *, below: bool) -> None:
    body = [ABOVE[2], ["河口县", "5", "6"]]
    line = [note, "", ""]

    reading = read([ABOVE[0], *([*body, line] if below else [line, *body])])

    assert [one.value for one in reading.observations] == [D(50000), D(60000)]


@pytest.mark.parametrize(
    "note", ["注：合同金额亿元以上项目5个", "注：单位万元GDP能耗下降", "注：含总投资10亿元的项目"]
)
def test_a_note_that_speaks_of_money_names_no_unit(note: str) -> None:
    reading = read([ABOVE[0], ABOVE[2], ["河口县", "5", "6"], [note, "", ""]])

    assert [one.value for one in reading.observations] == [D(5), D(6)]
    assert codes(reading) == ["unit-assumed"]


def test_notes_with_two_units_for_one_sort_of_money_are_not_believed() -> None:
    rows = [ABOVE[0], ABOVE[2], ["河口县", "5", "6"], ["注：单位为亿元", "", ""]]

    assert refused([*rows, ["注：单位为万元", "", ""]]).code == "no-values"
