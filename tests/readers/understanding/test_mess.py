"""Every kind of untidiness that was seen, and what the reader must make of it."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import CONTEXT, TREE, book, codes, read, sheet, values
from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.readers.sheet import CellType
from zhaoshang_cli.readers.understand import Decisions, understand

D = Decimal
TABLE = "2022年11月|\n县区|实际到位省外资金（万元）\n{}|{}"


@pytest.mark.parametrize(
    "label",
    ["河口县", "河 口 县", "河口", "临江市河口县", "990121", "　河口县", "河口县\n", "1.河口县"],
)
def test_a_county_has_many_names(label: str) -> None:
    reading = read([["2022年11月", ""], ["县区", "实际到位省外资金（万元）"], [label, "5"]])

    assert list(values(reading)) == [("河口县", 202211, "oos_funds", "ytd")]


@pytest.mark.parametrize("label", ["高新区", "临江高新区", "市高新区", "临江高新技术产业开发区"])
def test_a_zone_has_many_names(label: str) -> None:
    assert list(values(read(TABLE.format(label, 5)))) == [("高新区", 202211, "oos_funds", "ytd")]


@pytest.mark.parametrize(
    "label",
    [
        "合计",
        "合  计",
        "总计",
        "小计",
        "全市",
        "全市合计",
        "合计（含高新区）",
        "一类县区小计",
        "临江市",
        "江东省",
        "县区合计",
    ],
)
def test_a_sum_is_never_a_county(label: str) -> None:
    reading = read(f"2022年11月|\n县区|实际到位省外资金（万元）\n河口县|5\n{label}|5")

    assert list(values(reading)) == [("河口县", 202211, "oos_funds", "ytd")]
    assert reading.findings == ()


@pytest.mark.parametrize(
    "label", ["注：本表为快报数", "备注：无", "说明：含直管县", "其中：高新区", "数据来源：商务局"]
)
def test_a_note_is_never_a_county(label: str) -> None:
    reading = read(f"2022年11月|\n县区|实际到位省外资金（万元）\n河口县|5\n{label}|5")

    assert list(values(reading)) == [("河口县", 202211, "oos_funds", "ytd")]
    assert reading.findings == ()


@pytest.mark.parametrize("row", ["栏次|1|2", "甲|1|2", "1|2|3"])
def test_a_row_that_numbers_the_columns_is_left_out(row: str) -> None:
    reading = read(
        f"2022年11月||\n县区|实际到位省外资金（万元）|合同省外资金（万元）\n{row}\n河口县|5|6"
    )

    assert len(reading.observations) == 2
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("heading", "unit", "value"),
    [
        ("实际到位省外资金（亿元）", "", "50000"),
        ("实际到位省外资金(亿元)", "", "50000"),
        ("实际到位省外资金[亿元]", "", "50000"),
        ("实际到位省外资金【亿元】", "", "50000"),
        ("实际到位省外资金亿元", "", "50000"),
        ("实际到位省外资金（亿元，%）", "", "50000"),
        ("实际到位省外资金", "单位：亿元", "50000"),
        ("实际到位省外资金", "金额单位：人民币亿元", "50000"),
        ("实际到位省外资金", "单位：亿元、万美元、个", "50000"),
        ("实际到位省外资金", "（单位：元）", "0.0005"),
        ("实际到位省外资金（千元）", "单位：亿元", "0.5"),
    ],
)
def test_a_unit_is_found_wherever_it_stands(heading: str, unit: str, value: str) -> None:
    reading = read(
        [["2022年11月", "", ""], ["", "", unit], ["县区", heading, ""], ["河口县", "5", ""]]
    )

    assert [one.value for one in reading.observations] == [D(value)]
    assert reading.findings == ()


def test_a_unit_that_nobody_wrote_is_assumed_and_told_of_once() -> None:
    reading = read("2022年11月||\n县区|实际到位省外资金|实际使用外资\n河口县|5|6\n东城区|7|8")

    assert [one.value for one in reading.observations] == [D(5), D(6), D(7), D(8)]
    assert [(one.code, one.severity) for one in reading.findings] == [
        ("unit-assumed", Severity.INFO)
    ]


def test_the_users_unit_goes_before_the_sheets() -> None:
    text = "2022年11月|单位：万元|\n县区|实际到位省外资金|实际使用外资\n河口县|5|6"

    reading = read(text, decisions=Decisions(unit="亿元、万美元"))

    assert [one.value for one in reading.observations] == [D(50000), D(6)]


def test_yuan_for_foreign_money_is_quarantined_and_never_converted() -> None:
    reading = read(
        "2022年11月|单位：万元|\n县区|实际到位省外资金|实际使用外资\n河口县|5|6\n东城区|7|8"
    )

    assert {one.indicator for one in reading.observations} == {"oos_funds"}
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("unit-mismatch", "报表.csv!C2")
    ]


def test_counts_under_a_unit_of_money_are_counts() -> None:
    reading = read("2022年11月|单位：万元\n县区|新签约项目数\n河口县|5")

    assert [one.value for one in reading.observations] == [D(5)]
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.05亿", "10500"),
        ("3200万", "3200"),
        ("500万元", "500"),
        ("三千二百万", "3200"),
        ("5000000元", "500"),
    ],
)
def test_a_cells_own_unit_goes_before_the_columns(text: str, value: str) -> None:
    reading = read(TABLE.format("河口县", text))

    assert [one.value for one in reading.observations] == [D(value)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12o0", "amount-unreadable"),
        ("12.5%", "percent-in-amount"),
        ("#REF!", "cell-error"),
        ("500万美元", "unit-mismatch"),
        ("1234567890123456", "too-many-digits"),
        ("999999999999亿", "amount-too-large"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_of_and_the_others_count(text: str, code: str) -> None:
    reading = read(
        [
            ["2022年11月", ""],
            ["县区", "实际到位省外资金（万元）"],
            ["河口县", text],
            ["东城区", "7"],
        ]
    )

    assert [one.value for one in reading.observations] == [D(7)]
    finding = reading.findings[0]
    assert (finding.code, finding.severity, str(finding.place)) == (
        code,
        Severity.ERROR,
        "报表.csv!B3",
    )
    assert (finding.raw, finding.region, finding.period) == (text, "990121", 202211)
    assert reading.blanks == ()


@pytest.mark.parametrize("text", ["2.5", "0.5"])
def test_half_a_project_is_told_of(text: str) -> None:
    reading = read(f"2022年11月||\n县区|新签约项目数|履约项目数\n河口县|{text}|3")

    assert codes(reading) == ["count-fraction"]


def test_an_approximation_counts_and_wants_explaining() -> None:
    reading = read(TABLE.format("河口县", "约500"))

    assert [one.value for one in reading.observations] == [D(500)]
    assert [(one.code, one.severity) for one in reading.findings] == [
        ("approximate", Severity.WARNING)
    ]


def test_a_negative_value_counts_and_wants_explaining() -> None:
    reading = read(TABLE.format("河口县", "△500"))

    assert [one.value for one in reading.observations] == [D(-500)]
    assert codes(reading) == ["negative-value"]


def test_a_long_fraction_is_rounded_at_the_sixth_place_and_told_of_once() -> None:
    reading = read(
        "2022年11月|\n县区|实际到位省外资金（万元）\n河口县|0.33333333333\n东城区|0.66666666666"
    )

    assert [one.value for one in reading.observations] == [D("0.333333"), D("0.666667")]
    assert codes(reading) == ["value-rounded"]


@pytest.mark.parametrize("text", ["", "-", "—", "－", "/", "\\", "无", "…"])
def test_nothing_is_a_blank_and_never_zero(text: str) -> None:
    reading = read(
        [
            ["2022年11月", ""],
            ["县区", "实际到位省外资金（万元）"],
            ["河口县", text],
            ["东城区", "0"],
        ]
    )

    assert values(reading) == {("东城区", 202211, "oos_funds", "ytd"): D(0)}
    assert [(one.region, one.cell) for one in reading.blanks] == [("990121", "B3")]


def test_workbook_cells_of_the_wrong_type_are_told_of() -> None:
    rows = "县区|实际到位省外资金（万元）\n河口县|0\n东城区|2022-11-30\n白石县|true\n高新区|4"
    types = {
        (1, 1): CellType.ERROR,
        (2, 1): CellType.DATE,
        (3, 1): CellType.BOOLEAN,
        (4, 1): CellType.NUMBER,
    }

    reading = understand(book(sheet(rows, "2022年11月", types=types)), CONTEXT)

    assert [one.value for one in reading.observations] == [D(4)]
    assert codes(reading) == ["cell-error", "amount-unreadable", "amount-unreadable"]


def test_a_number_in_merged_cells_is_nobodys() -> None:
    rows = [["2022年11月", "", ""], ["县区", "实际到位省外资金（万元）", "合同省外资金（万元）"]]
    rows += [["河口县", "5", "1"], ["东城区", "", "2"]]

    reading = read(rows, merged=["B3:B4"])

    assert {one.indicator for one in reading.observations} == {"oos_contract"}
    assert codes(reading) == ["cell-merged"]


def test_rows_of_double_height_are_read_once() -> None:
    rows = [["2022年11月", ""], ["县区", "实际到位省外资金（万元）"], ["河口县", "5"], ["", ""]]

    reading = read(rows, merged=["A3:A4", "B3:B4"])

    assert [one.value for one in reading.observations] == [D(5)]
    assert (reading.findings, reading.blanks) == ((), ())


def test_a_county_merged_over_its_indicators_is_the_county_of_all() -> None:
    rows = [
        ["地区", "指标", "2022年1-11月"],
        ["河口县", "省外资金（万元）", "5"],
        ["", "外资（万美元）", "6"],
    ]
    rows[2][1] = "实际使用外资（万美元）"

    merged, bare = read(rows, merged=["A2:A3"]), read(rows)

    assert len(merged.observations) == 2
    assert values(merged) == values(bare)


def test_an_unknown_county_loses_only_its_own_row() -> None:
    reading = read(
        "2022年11月||\n县区|实际到位省外资金（万元）|合同省外资金（万元）\n河囗县|5|6\n东城区|7|8"
    )

    assert {one.region for one in reading.observations} == {"990102"}
    finding = reading.findings[0]
    assert (finding.code, finding.message) == ("region-unknown", "不认识的地区“河囗县”")
    assert finding.hint == (
        "是不是河口县？是的话运行 zs region add 河口县 --alias 这种写法；"
        "新设的运行 zs region add 全名 --code 六位代码"
    )


def test_an_unknown_column_loses_only_itself() -> None:
    reading = read(
        "2022年11月||\n县区|实际到位省外资金（万元）|到位额（万元）\n河口县|5|6\n东城区|7|8"
    )

    assert {one.indicator for one in reading.observations} == {"oos_funds"}
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("column-unknown", "报表.csv!C2")
    ]


def test_an_unknown_indicator_loses_only_its_own_row() -> None:
    reading = read("河口县2022年11月\n项目|数值\n实际到位省外资金（万元）|5\n电商交易额（万元）|6")

    assert len(reading.observations) == 1
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("indicator-unknown", "报表.csv!A4")
    ]


def test_a_column_of_remarks_is_no_unknown_column() -> None:
    reading = read("2022年11月||\n县区|实际到位省外资金（万元）|进展\n河口县|5|顺利\n东城区|7|")

    assert reading.findings == ()


def test_a_stranger_in_a_county_return_is_not_taken() -> None:
    reading = read(
        "2022年11月|\n县区|实际到位省外资金（万元）\n河口县|5\n东城区|5\n白石县|6\n海平市|7"
    )

    assert "990200" not in reading.regions
    assert codes(reading) == ["region-misplaced"]


def test_two_values_for_one_cell_are_both_refused() -> None:
    reading = read("2022年11月|\n县区|实际到位省外资金（万元）\n河口县|5\n河口县|6\n东城区|7")

    assert [one.value for one in reading.observations] == [D(7)]
    finding = reading.findings[0]
    assert (finding.code, finding.severity) == ("cell-conflict", Severity.ERROR)
    assert finding.message == "同一个数在B3是“5”，在B4是“6”，两个都不收"


def test_the_same_value_twice_is_kept_once() -> None:
    reading = read("2022年11月|\n县区|实际到位省外资金（万元）\n河口县|5\n河口县|5.0")

    assert [(one.value, one.cell) for one in reading.observations] == [(D(5), "B3")]
    assert reading.findings == ()


def test_last_years_columns_are_not_this_years() -> None:
    reading = read("""
        河口县招商引资|||
        指标|2021年1-11月|2022年1-11月|增长%
        实际到位省外资金（万元）|100|110|10.0
    """)

    assert values(reading) == {("河口县", 202211, "oos_funds", "ytd"): D(110)}
    assert reading.findings == ()


@pytest.mark.parametrize("word", ["上年同期", "去年同期", "同期数", "上年累计", "上月"])
def test_a_reported_base_is_not_loaded(word: str) -> None:
    reading = read(
        f"2022年11月|||\n县区|实际到位省外资金（万元）||\n|本年累计|{word}|同比%\n河口县|110|100|10.0"
    )

    assert [one.value for one in reading.observations] == [D(110)]
    assert reading.findings == ()


def test_columns_that_swap_month_and_year_are_told_apart_by_their_words() -> None:
    reading = read("2022年11月||\n县区|省外资金累计（万元）|省外资金当月（万元）\n河口县|50|5")

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "ytd"): D(50),
        ("河口县", 202211, "oos_funds", "month"): D(5),
    }


def test_a_heading_that_may_be_month_or_year_to_date_is_quarantined() -> None:
    reading = read("2022年11月||\n县区|省外资金本月累计（万元）|合同省外资金（万元）\n河口县|50|5")

    assert {one.indicator for one in reading.observations} == {"oos_contract"}
    assert codes(reading) == ["basis-ambiguous"]


def test_one_name_of_two_regions_is_an_error_of_its_row() -> None:
    from dataclasses import replace

    from zhaoshang_cli.readers.understand import Context

    twins = tuple(replace(child, aliases=("新区",)) for child in TREE.children[:2])
    tree = replace(TREE, children=(*twins, *TREE.children[2:]))
    context = Context(tree, CONTEXT.indicators)

    reading = read("2022年11月|\n县区|实际到位省外资金（万元）\n新区|5\n白石县|6", context=context)

    assert codes(reading) == ["region-ambiguous"]
    assert reading.findings[0].message == "“新区”可能是东城区（990102）、河口县（990121）"


def test_a_name_and_a_code_that_disagree_are_an_error_of_their_row() -> None:
    reading = read(
        "代码|地区|2022年1-11月实际到位省外资金（万元）\n990121|河口县|5\n990121|东城区|6"
    )

    assert [one.value for one in reading.observations] == [D(5)]
    assert codes(reading) == ["region-ambiguous"]


def test_signatures_are_kept_and_a_missing_one_is_told_of() -> None:
    reading = read(
        """
        填报单位（盖章）：河口县商务局||填报日期：2022年12月3日
        县区|实际到位省外资金（万元）|2022年11月
        河口县|5|
        单位负责人：赵六|审核人：|填报人：钱七  联系电话：0000-1234567
    """,
        decisions=Decisions(mapping={"2022年11月": "-"}),
        name="2022年11月.csv",
    )

    assert reading.signatures == {
        "盖章": "河口县商务局",
        "填报日期": "2022年12月3日",
        "负责人": "赵六",
        "审核人": "",
        "填报人": "钱七",
        "联系电话": "0000-1234567",
    }
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("signature-missing", "2022年11月.csv!B4")
    ]


def test_fullwidth_and_broken_headings_are_read() -> None:
    rows = [
        ["２０２２年１１月", ""],
        ["县　区", "实际到位\n省外资金（万\n元）"],
        ["河口县", "１，２３４．５"],
    ]

    assert [one.value for one in read(rows).observations] == [D("1234.5")]


@pytest.mark.parametrize(("text", "code"), [("约500", "approximate"), ("△500", "negative-value")])
def test_a_doubt_about_a_value_says_which_value_it_is(text: str, code: str) -> None:
    finding = read(TABLE.format("河口县", text)).findings[0]

    assert (finding.code, finding.raw, finding.place.cell) == (code, text, "B3")
    assert (finding.region, finding.period) == ("990121", 202211)
    assert (finding.indicator, finding.basis) == ("oos_funds", "ytd")


def test_a_doubt_about_a_target_is_of_no_month() -> None:
    reading = read("2022年省定目标（万元）|\n县区|实际到位省外资金\n河口县|约500")

    finding = reading.findings[0]
    assert (finding.code, finding.region, finding.indicator) == (
        "approximate",
        "990121",
        "oos_funds",
    )
    assert (finding.period, finding.basis) == (None, None)
