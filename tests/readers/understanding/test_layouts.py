"""The layouts that bureaus really use, each read whole."""

from decimal import Decimal

from tests.readers.understanding.making import (
    CONTEXT,
    book,
    codes,
    read,
    sheet,
    sheets as sheets_of,
    tables,
    targets,
    values,
)
from zhaoshang_cli.domain.returns import Kind, Source
from zhaoshang_cli.readers.understand import Context, Decisions, understand

D = Decimal


def test_a_title_a_unit_and_two_levels_of_heading_without_merges() -> None:
    reading = read("""
        2022年1-11月招商引资完成情况表||||
        ||||单位：万元
        县区|实际到位省外资金||实际使用外资（万美元）|
        |本月|累计|本月|累计
        东城区|1|10|2|20
        河口县|3|30|-|40
        合计|4|40|2|60
    """)

    assert values(reading) == {
        ("东城区", 202211, "oos_funds", "month"): D(1),
        ("东城区", 202211, "oos_funds", "ytd"): D(10),
        ("东城区", 202211, "fdi_used", "month"): D(2),
        ("东城区", 202211, "fdi_used", "ytd"): D(20),
        ("河口县", 202211, "oos_funds", "month"): D(3),
        ("河口县", 202211, "oos_funds", "ytd"): D(30),
        ("河口县", 202211, "fdi_used", "ytd"): D(40),
    }
    assert [(blank.region, blank.cell, blank.raw) for blank in reading.blanks] == [
        ("990121", "D6", "-")
    ]
    assert reading.findings == ()


def test_three_levels_with_merges_categories_and_reported_rates() -> None:
    reading = read(
        [
            ["招商引资完成情况（2022年11月）", "", "", "", "", "", ""],
            ["类别", "县区", "目标完成情况", "", "", "", ""],
            ["", "", "实际到位内资（亿元）", "", "实际使用外资（万美元）", "", ""],
            ["", "", "总 额", "其中：\n省外资金", "目标值", "完成值", "完成进度%"],
            ["一类", "东城区", "2", "1", "10", "5", "50.0%"],
            ["", "河口县", "4", "3", "10", "6", "0.6"],
        ],
        merged=["A1:G1", "A2:A4", "B2:B4", "C2:G2", "C3:D3", "E3:G3", "A5:A6"],
    )

    assert values(reading) == {
        ("东城区", 202211, "dom_funds", "ytd"): D(20000),
        ("东城区", 202211, "oos_funds", "ytd"): D(10000),
        ("东城区", 202211, "fdi_used", "ytd"): D(5),
        ("河口县", 202211, "dom_funds", "ytd"): D(40000),
        ("河口县", 202211, "oos_funds", "ytd"): D(30000),
        ("河口县", 202211, "fdi_used", "ytd"): D(6),
    }
    assert targets(reading) == {
        ("东城区", 2022, "fdi_used", "自报"): D(10),
        ("河口县", 2022, "fdi_used", "自报"): D(10),
    }
    assert reading.findings == ()


def test_one_indicator_a_row() -> None:
    reading = read("""
        地区|月份|指标|本月|本年累计|单位
        河口县|2022.11|实际到位省外资金|1|2|亿元
        河口县|2022.11|实际使用外资||3|万美元
        白石县|202210|新签约项目数||4|个
    """)

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "month"): D(10000),
        ("河口县", 202211, "oos_funds", "ytd"): D(20000),
        ("河口县", 202211, "fdi_used", "ytd"): D(3),
        ("白石县", 202210, "proj_signed", "ytd"): D(4),
    }


def test_one_value_a_row_with_its_basis_and_codes_of_machines() -> None:
    reading = read("""
        region_code|period|indicator|basis|value|unit
        990121|2022-11|oos_funds|month|1.5|万元
        990121|2022-11|oos_funds|本年累计|2.5|万元
    """)

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "month"): D("1.5"),
        ("河口县", 202211, "oos_funds", "ytd"): D("2.5"),
    }


def test_indicators_down_the_rows_of_one_county() -> None:
    reading = read(
        """
        石县招商引资月报表|
        填报单位：白石县商务局|报告期：2022年9月
        项目|数值
        实际到位省外资金本月（万元）|5
        实际到位省外资金本年累计（万元）|15
        其中：工业|
        新签约项目数（个）|3
        填报人：王五|填报日期：2022年10月4日
        """,
        "月报.csv",
    )

    assert values(reading) == {
        ("白石县", 202209, "oos_funds", "month"): D(5),
        ("白石县", 202209, "oos_funds", "ytd"): D(15),
        ("白石县", 202209, "proj_signed", "ytd"): D(3),
    }
    assert reading.signatures == {"填报人": "王五", "填报日期": "2022年10月4日"}
    assert reading.findings == ()


def test_month_and_year_to_date_side_by_side_with_growth() -> None:
    reading = read("""
        河口县2022年7月
        指标名称|7月|比去年同月增长(%)|1-7月|比去年同期增长(%)
        实际到位省外资金（亿元）|1|5.1|10|3.2
        #合同省外资金（亿元）|2|-100.0|20|0.0
        按投资方式分||||
        实际使用外资（万美元）|3|1|30|1
        注：本表为快报数。||||
    """)

    assert values(reading) == {
        ("河口县", 202207, "oos_funds", "month"): D(10000),
        ("河口县", 202207, "oos_funds", "ytd"): D(100000),
        ("河口县", 202207, "oos_contract", "month"): D(20000),
        ("河口县", 202207, "oos_contract", "ytd"): D(200000),
        ("河口县", 202207, "fdi_used", "month"): D(3),
        ("河口县", 202207, "fdi_used", "ytd"): D(30),
    }
    assert reading.findings == ()


def test_months_across_with_their_sum() -> None:
    reading = read("""
        2022年河口县招商引资|单位：万元|||
        指标|1月|2月|3月|累计
        实际到位省外资金|1|2|3|6
        新签约项目数|1|0||1
    """)

    assert values(reading) == {
        ("河口县", 202201, "oos_funds", "month"): D(1),
        ("河口县", 202202, "oos_funds", "month"): D(2),
        ("河口县", 202203, "oos_funds", "month"): D(3),
        ("河口县", 202203, "oos_funds", "ytd"): D(6),
        ("河口县", 202201, "proj_signed", "month"): D(1),
        ("河口县", 202202, "proj_signed", "month"): D(0),
        ("河口县", 202203, "proj_signed", "ytd"): D(1),
    }


def test_months_across_of_values_to_date() -> None:
    reading = read("""
        2022年河口县|||
        指标|1-1月|1-2月|1-3月
        实际到位省外资金（万元）|1|3|6
    """)

    assert values(reading) == {
        ("河口县", 202201, "oos_funds", "ytd"): D(1),
        ("河口县", 202202, "oos_funds", "ytd"): D(3),
        ("河口县", 202203, "oos_funds", "ytd"): D(6),
    }


def test_regions_across() -> None:
    reading = read("""
        2022年11月报表|||
        指标|东城区|河口县|合计
        实际到位省外资金（万元）|1|2|3
        新签约项目数|3|4|7
    """)

    assert values(reading) == {
        ("东城区", 202211, "oos_funds", "ytd"): D(1),
        ("河口县", 202211, "oos_funds", "ytd"): D(2),
        ("东城区", 202211, "proj_signed", "ytd"): D(3),
        ("河口县", 202211, "proj_signed", "ytd"): D(4),
    }


def test_no_column_of_regions_and_two_empty_lines() -> None:
    reading = read(
        """
        招商引资主要指标月报（2022年11月）|||
        |||单位：万元
        实际到位省外资金||合同省外资金本年累计|实际使用外资（万美元）
        当月|累计||累计
        11|22|33|44
        |||
        填报日期：2022-12-05|||
        """,
        "石县月报.xlsx",
    )

    assert values(reading) == {
        ("白石县", 202211, "oos_funds", "month"): D(11),
        ("白石县", 202211, "oos_funds", "ytd"): D(22),
        ("白石县", 202211, "oos_contract", "ytd"): D(33),
        ("白石县", 202211, "fdi_used", "ytd"): D(44),
    }


def test_a_list_without_any_heading() -> None:
    reading = read("""
        河口县2022年11月
        实际到位省外资金（万元）|12
        实际使用外资（万美元）|3
    """)

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "ytd"): D(12),
        ("河口县", 202211, "fdi_used", "ytd"): D(3),
    }


def test_two_tables_side_by_side() -> None:
    reading = read("""
        2022年11月|||||||
        序号|县区|实际到位省外资金（万元）||序号|县区|实际使用外资（万美元）
        1|东城区|1||1|东城区|2
        2|河口县|3||2|河口县|4
    """)

    assert values(reading) == {
        ("东城区", 202211, "oos_funds", "ytd"): D(1),
        ("河口县", 202211, "oos_funds", "ytd"): D(3),
        ("东城区", 202211, "fdi_used", "ytd"): D(2),
        ("河口县", 202211, "fdi_used", "ytd"): D(4),
    }


def test_the_same_table_folded_to_save_paper() -> None:
    reading = read("""
        2022年11月|||
        县区|实际到位省外资金（万元）|县区|实际到位省外资金（万元）
        东城区|1|白石县|3
        河口县|2|高新区|4
    """)

    assert [value for _, value in sorted(values(reading).items())] == [D(1), D(2), D(3), D(4)]


def test_two_tables_one_below_the_other_with_their_own_units() -> None:
    reading = read("""
        表一 2022年11月省外资金|单位：亿元
        县区|实际到位省外资金
        东城区|1
        河口县|3
        |
        表二 2022年11月外资|单位：万美元
        县区|实际使用外资
        东城区|5
        河口县|6
    """)

    assert values(reading) == {
        ("东城区", 202211, "oos_funds", "ytd"): D(10000),
        ("河口县", 202211, "oos_funds", "ytd"): D(30000),
        ("东城区", 202211, "fdi_used", "ytd"): D(5),
        ("河口县", 202211, "fdi_used", "ytd"): D(6),
    }


def test_a_heading_repeated_on_every_printed_page_is_no_new_table() -> None:
    reading = read("""
        2022年11月|
        县区|实际到位省外资金（万元）
        东城区|1
        县区|实际到位省外资金（万元）
        河口县|3
    """)

    assert len(values(reading)) == 2
    assert len(tables(reading.layout)) == 1


def test_a_month_on_every_sheet() -> None:
    table = "项目|数值\n实际到位省外资金本月（万元）|{}"
    sheets = [sheet(table.format(month), f"{month}月") for month in (10, 11)]
    others = [sheet("", "空的"), sheet("说明\n一、本表按月报送", "填表说明")]

    reading = understand(book(*sheets, *others, name="河口县2022年.xlsx"), CONTEXT)

    assert values(reading) == {
        ("河口县", 202210, "oos_funds", "month"): D(10),
        ("河口县", 202211, "oos_funds", "month"): D(11),
    }
    skipped = [entry["skipped"] for entry in sheets_of(reading.layout)]
    assert skipped == [None, None, "空表", "没有认识的列"]


def test_only_the_sheet_that_was_asked_for() -> None:
    table = "县区|实际到位省外资金（万元）\n东城区|{}"
    sheets = (sheet(table.format(1), "初报"), sheet(table.format(2), "定稿"))
    workbook = book(*sheets, name="2022-11.xlsx")

    by_name = understand(workbook, CONTEXT, Decisions(sheets=("定稿",)))
    by_number = understand(workbook, CONTEXT, Decisions(sheets=("1",)))

    assert [one.value for one in by_name.observations] == [D(2)]
    assert [one.value for one in by_number.observations] == [D(1)]


def test_the_provincial_table_of_cities() -> None:
    reading = read("""
        2022年1-11月全省各省辖市招商引资主要指标完成情况|||||
        省辖市|实际到位省外资金（亿元）|||实际使用外资（万美元）|
        |年度目标|本年累计|完成进度%|本年累计|位次
        全省|300|220|73.3|9|
        临江市|100|70|70.0|4|1
        海平市|100|80|80.0|3|2
        安丰市|100|70|0.7|2|3
    """)

    assert reading.kind is Kind.PROVINCE
    assert {one.source for one in reading.observations} == {Source.PROVINCE}
    assert values(reading)["临江市", 202211, "oos_funds", "ytd"] == D(700000)
    assert targets(reading)["安丰市", 2022, "oos_funds", "省定"] == D(1000000)
    assert reading.findings == ()


def test_targets_side_by_side_and_one_below_the_other() -> None:
    wide = read("""
        2022年招商引资目标任务表||
        地区|目标级别|实际到位省外资金（亿元）|实际使用外资（万美元）
        临江市|省定|100|20
        东城区|市定|10|2
        注：按当年口径下达。|||
    """)
    long = read("""
        年度|地区|指标|目标级别|目标值|单位|备注
        2022|临江市|实际到位省外资金|省定|100|亿元|
        2022|临江市|实际使用外资|省定|20|万美元|新口径
        2022|东城区|实际到位省外资金|市定|10|亿元|
        2022|东城区|实际使用外资|市定|2|万美元|新口径
    """)

    assert wide.kind is long.kind is Kind.TARGETS
    assert targets(wide) == {
        ("临江市", 2022, "oos_funds", "省定"): D(1000000),
        ("临江市", 2022, "fdi_used", "省定"): D(20),
        ("东城区", 2022, "oos_funds", "市定"): D(100000),
        ("东城区", 2022, "fdi_used", "市定"): D(2),
    }
    assert targets(long) == targets(wide)


def test_targets_whose_level_only_the_title_or_the_user_names() -> None:
    table = "2022年招商引资目标任务{}|\n县区|实际到位省外资金（万元）\n东城区|10\n河口县|5\n合计|15"

    by_title = read(table.format("（市定）"))
    by_user = read(table.format("表"), decisions=Decisions(level="市定"))

    assert (
        targets(by_title)
        == targets(by_user)
        == {
            ("东城区", 2022, "oos_funds", "市定"): D(10),
            ("河口县", 2022, "oos_funds", "市定"): D(5),
        }
    )


def test_a_table_about_the_one_indicator_of_its_title() -> None:
    reading = read("""
        2022年1-11月各县区实际到位省外资金完成情况（亿元）|||
        县区|年度目标|本年累计|完成进度%
        东城区|10|9|90
        河口县|10|8.5|85
    """)

    assert values(reading) == {
        ("东城区", 202211, "oos_funds", "ytd"): D(90000),
        ("河口县", 202211, "oos_funds", "ytd"): D(85000),
    }
    assert codes(reading) == []


def test_lists_without_a_heading_side_by_side() -> None:
    reading = read("""
        河口县2022年11月|||
        实际到位省外资金（万元）|5|实际使用外资（万美元）|6
        合同省外资金（万元）|7|新签约项目数|8
    """)

    assert {key[2]: value for key, value in values(reading).items()} == {
        "oos_funds": D(5),
        "oos_contract": D(7),
        "fdi_used": D(6),
        "proj_signed": D(8),
    }


def test_a_unit_row_below_the_heading_belongs_to_it() -> None:
    reading = read("""
        2022年11月||
        县区|实际到位省外资金|实际使用外资
        |（亿元）|（万美元）
        东城区|1|2
    """)

    assert [one.value for one in reading.observations] == [D(10000), D(2)]
    assert reading.findings == ()


def test_february_of_a_city_that_reports_two_months_together_has_no_month() -> None:
    context = Context(CONTEXT.regions, CONTEXT.indicators, january="merged")
    rows = "2022年1-2月||\n县区|省外资金本月（万元）|省外资金累计（万元）\n东城区|10|10"

    reading = read(rows, context=context)

    assert values(reading) == {("东城区", 202202, "oos_funds", "ytd"): D(10)}
    assert values(reading) == {("东城区", 202202, "oos_funds", "ytd"): D(10)}


def test_the_last_row_of_a_table_is_no_title_of_the_next_because_its_amount_is_unclear() -> None:
    reading = read("""
        2022年11月||
        县区|实际到位省外资金（万元）|
        东城区|5|
        河口县|约500|
        表二||
        县区|合同省外资金（万元）|签约项目数（个）
        东城区|7|8
    """)

    assert [one.cell for one in reading.observations] == ["B3", "B4", "B7", "C7"]
    assert codes(reading) == ["approximate"]


def test_the_last_row_before_a_heading_that_is_repeated_is_no_heading() -> None:
    reading = read("""
        2022年11月|
        县区|实际到位省外资金（万元）
        东城区|5
        河口县|十几
        县区|实际到位省外资金（亿元）
        白石县|7
    """)

    assert [(one.cell, str(one.value)) for one in reading.observations] == [
        ("B3", "5"),
        ("B6", "70000"),
    ]
    assert [(one.code, one.place.cell) for one in reading.findings] == [("amount-unreadable", "B4")]
