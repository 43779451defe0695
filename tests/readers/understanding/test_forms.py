"""Forms that go down the page: labels of several levels, and rates among the rows."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import codes, read, targets, values
from zhaoshang_cli.readers.understand import Decisions

D = Decimal
TOP = [
    ["河口县招商引资情况（2022年11月）", "", ""],
    ["", "", "单位：万元"],
    ["指标", "", "数值"],
]


def form(*rows: list[str]) -> list[list[str]]:
    return [*TOP, *rows]


PARTS = form(
    ["实际到位内资", "总额", "100"],
    ["", "其中：省外资金", "60"],
    ["实际使用外资（万美元）", "总额", "5"],
    ["新签约项目数", "", "3"],
)


@pytest.mark.parametrize("merged", [[], ["A3:B3", "A4:A5", "A7:B7"], ["A4:A5"]])
def test_a_label_over_its_parts_is_read_with_them(merged: list[str]) -> None:
    reading = read(PARTS, merged=merged)

    assert values(reading) == {
        ("河口县", 202211, "dom_funds", "ytd"): D(100),
        ("河口县", 202211, "oos_funds", "ytd"): D(60),
        ("河口县", 202211, "fdi_used", "ytd"): D(5),
        ("河口县", 202211, "proj_signed", "ytd"): D(3),
    }
    assert reading.findings == ()


def test_a_part_that_nobody_knows_is_told_of_with_what_it_is_part_of() -> None:
    reading = read(form(["实际使用外资（万美元）", "总额", "5"], ["", "其中：现汇", "3"]))

    assert [one.value for one in reading.observations] == [D(5)]
    told = [(one.code, one.place.cell, one.message) for one in reading.findings]
    assert told == [("indicator-unknown", "B5", "不认识的指标“实际使用外资（万美元）/其中：现汇”")]


def test_a_part_that_nobody_knows_can_be_named() -> None:
    decisions = Decisions(mapping={"实际使用外资/其中：现汇": "-", "引进资金/总额": "市外资金"})
    rows = form(
        ["实际使用外资", "总额", "5万美元"], ["", "其中：现汇", "3"], ["引进资金", "总额", "9"]
    )

    reading = read(rows, decisions=decisions)

    assert {one.indicator: one.value for one in reading.observations} == {"ooc_funds": D(9)}
    assert codes(reading) == ["unit-mismatch"]


def test_month_year_target_and_sum_may_stand_below_a_label() -> None:
    reading = read(
        form(
            ["实际到位内资", "合计", "100"],
            ["", "其中：省外资金", "60"],
            ["实际使用外资（万美元）", "本月", "4"],
            ["", "累计", "40"],
            ["", "年度目标", "50"],
            ["", "完成率%", "80"],
        )
    )

    assert values(reading) == {
        ("河口县", 202211, "dom_funds", "ytd"): D(100),
        ("河口县", 202211, "oos_funds", "ytd"): D(60),
        ("河口县", 202211, "fdi_used", "month"): D(4),
        ("河口县", 202211, "fdi_used", "ytd"): D(40),
    }
    assert targets(reading) == {("河口县", 2022, "fdi_used", "自报"): D(50)}
    assert reading.findings == ()


def test_what_a_label_is_only_a_part_of_is_not_taken_for_the_whole() -> None:
    reading = read(form(["工业", "省外资金", "60"], ["合同省外资金", "", "70"]))

    assert [one.indicator for one in reading.observations] == ["oos_contract"]
    assert codes(reading) == ["indicator-unknown"]


RATES = """
    河口县2022年11月招商引资情况||
    指标|单位|本年累计
    实际到位省外资金|万元|90
    合同省外资金|万元|100
    新签约项目数|个|10
    履约项目数|个|9
    开工项目数|个|6
    上年同期实际到位省外资金|万元|80
    {}|%|{}
"""


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("资金到位率", "90.0"),
        ("资金到位率（%）", "90%"),
        ("省外资金到位率", "0.9"),
        ("合同履约率", "90"),
        ("开工率", "60.0"),
        ("开工率", "66.7"),
        ("项目开工率", "67"),
        ("实际到位省外资金同比", "12.5"),
        ("省外资金同比增长", "13"),
        ("投产率", "99"),
        ("外资到位率", "1"),
        ("占比", "5"),
        ("位次", "2"),
        ("资金到位率", "—"),
    ],
)
def test_a_rate_of_the_form_that_fits_or_cannot_be_worked_out_is_silent(
    label: str, text: str
) -> None:
    reading = read(RATES.format(label, text))

    assert len(reading.observations) == 5
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("label", "text", "message"),
    [
        ("资金到位率", "95.0", "报的资金到位率是95.0，按本表的数算是90.0%"),
        ("合同履约率", "9%", "报的合同履约率是9%，按本表的数算是90%"),
        ("开工率", "61", "报的开工率是61，按本表的数算是60%或67%"),
        ("省外资金同比", "-12.5", "报的实际到位省外资金同比是-12.5，按本表的数算是12.5%"),
    ],
)
def test_a_rate_of_the_form_that_differs_wants_explaining(
    label: str, text: str, message: str
) -> None:
    told = [
        (one.code, one.place.cell, one.message) for one in read(RATES.format(label, text)).findings
    ]

    assert told == [("reported-rate-differs", "C9", message)]


def test_rates_of_counties_side_by_side_are_each_their_own() -> None:
    reading = read("""
        2022年1-11月||
        指标|东城区|河口县
        新签约项目数|10|20
        履约项目数|9|10
        履约率%|90|90
    """)

    assert [(one.code, one.place.cell) for one in reading.findings] == [
        ("reported-rate-differs", "C5")
    ]


def test_rates_of_month_and_year_are_each_their_own() -> None:
    reading = read("""
        河口县2022年11月||
        指标|本月|本年累计
        新签约项目数|2|10
        履约项目数|1|9
        履约率%|50|50
    """)

    assert [(one.code, one.place.cell) for one in reading.findings] == [
        ("reported-rate-differs", "C5")
    ]


@pytest.mark.parametrize(("text", "told"), [("90.0", []), ("95.0", ["reported-rate-differs"])])
def test_a_column_of_a_rate_of_two_others_is_compared_in_its_row(
    text: str, told: list[str]
) -> None:
    rows = "2022年11月（万元）\n县区|省外资金|合同省外资金|资金到位率%\n河口县|90|100|{}"

    assert codes(read(rows.format(text))) == told


def test_a_unit_named_among_the_rows_holds_from_there_on() -> None:
    reading = read("""
        2022年11月|
        单位：万元|
        县区|省外资金
        河口县|5
        单位：亿元|
        东城区|6
        高新区|7
        单位：万元|
        白石县|8
        合计|130013
    """)

    assert [one.value for one in reading.observations] == [D(5), D(60000), D(70000), D(8)]
    assert reading.findings == ()


def test_a_unit_among_the_rows_says_nothing_of_those_above_it() -> None:
    reading = read("2022年11月|\n县区|省外资金\n河口县|5\n单位：亿元|\n东城区|6")

    assert [one.value for one in reading.observations] == [D(5), D(60000)]
    assert codes(reading) == ["unit-assumed"]


def test_a_unit_below_all_rows_is_that_of_the_table() -> None:
    reading = read("2022年11月|\n县区|省外资金\n河口县|5\n|单位：亿元")

    assert [one.value for one in reading.observations] == [D(50000)]


def test_a_unit_among_the_rows_against_the_heading_leaves_those_below_out() -> None:
    reading = read("2022年11月|\n县区|省外资金（万元）\n河口县|5\n单位：亿元|\n东城区|6")

    assert [one.value for one in reading.observations] == [D(5)]
    assert [(one.code, one.message) for one in reading.findings] == [
        ("unit-mismatch", "表头写的是万元，上面一行写的是亿元")
    ]
