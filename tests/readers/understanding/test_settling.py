"""For when, of whom and of which sort a sheet is, and what happens where two answers are possible."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import (
    CONTEXT,
    TREE,
    book,
    codes,
    read,
    refused,
    sheet,
    targets,
    values,
)
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.region import RegionTree
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import ZsError
from zhaoshang_cli.readers.sheet import CellType
from zhaoshang_cli.readers.understand import Context, Decisions, understand

D = Decimal
LIST = "{}|\n项目|数值\n实际到位省外资金（万元）|5"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2022年1-11月情况表", "河口县.csv"),
        ("1—11月份情况表", "河口县2022.csv"),
        ("报告期：2022年11月", "河口县.csv"),
        ("报告期：2022年11月30日", "河口县.csv"),
        ("二〇二二年十一月情况表", "河口县.csv"),
        ("截至2022年11月底情况表", "河口县.csv"),
        ("情况表", "河口县2022年11月.csv"),
        ("情况表", "202211河口县.csv"),
        ("情况表", "河口县2022.11（更正）.xlsx"),
        ("情况表", "2022-11/河口县.csv"),
        ("情况表", "收件/2022年11月.zip!河口县.xlsx"),
        ("2022年情况表", "2022年12月收/河口县11月.csv"),
        ("2022年11月情况表", "2022-12/河口县.csv"),
    ],
)
def test_the_month_is_found_wherever_it_stands(title: str, name: str) -> None:
    assert read(LIST.format(title), name).periods == (202211,)


@pytest.mark.parametrize(
    "name", ["河口县.csv", "河口县20221205.csv", "河口县2022-12-05.csv", "河口县2022.csv"]
)
def test_a_day_or_a_year_alone_is_no_month(name: str) -> None:
    error = refused(LIST.format("填报日期：2022年12月5日"), name)

    assert error.code == "period-unknown"
    assert error.hint == "加上 --period 2022-11 指明月份"


def test_a_title_and_a_file_that_disagree_are_both_named() -> None:
    error = refused(LIST.format("2022年1-11月情况表"), "河口县2022年12月.csv")

    assert error.code == "period-ambiguous"
    assert error.message == "标题“2022年1-11月情况表”和文件名“河口县2022年12月”说的月份不一样"


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ("2022年11月与2022年10月对比|\n县区|实际到位省外资金（万元）\n河口县|5", "报表.csv"),
        ("2022年1-11月|\n县区|1-10月实际到位省外资金（万元）\n河口县|5", "报表.csv"),
        ("2022年1-11月||\n县区|月份|实际到位省外资金（万元）\n河口县|2022-10|5", "报表.csv"),
        ("县区|月份|实际到位省外资金（万元）\n河口县|2022-10|5", "2022-11.csv"),
        ("县区|实际到位省外资金（万元）\n河口县|5", "2022年12月报11月.csv"),
    ],
)
def test_a_month_that_has_two_answers_is_never_guessed(rows: str, name: str) -> None:
    assert refused(rows, name).code == "period-ambiguous"


def test_the_user_decides_which_month_it_is() -> None:
    title_wrong = read(LIST.format("2022年12月"), "河口县2022年11月.csv", decisions=_month(11))
    column_wrong = read(
        "2022年1-11月||\n县区|月份|实际到位省外资金（万元）\n河口县|2022-10|5", decisions=_month(11)
    )

    assert title_wrong.periods == column_wrong.periods == (202211,)


def test_a_title_decides_between_two_months_of_a_files_name() -> None:
    assert read(LIST.format("2022年11月"), "河口县2022年12月报11月.csv").periods == (202211,)


def test_rows_of_many_months_need_no_other_word() -> None:
    reading = read(
        "地区|月份|实际到位省外资金（万元）\n河口县|2021年1月|5\n河口县|2021年2月|7",
        "2021年各月.csv",
    )

    assert reading.periods == (202101, 202102)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022-11", 202211),
        ("2022年11月", 202211),
        ("202211", 202211),
        ("2022.11", 202211),
        ("2022/11", 202211),
        ("2022-11-30", 202211),
        ("44866", 202211),
        ("2022年1-11月", 202211),
        ("2022年上半年", 202206),
        ("二〇二二年十一月", 202211),
        ("２０２２年１１月", 202211),
        ("2022年11月份", 202211),
    ],
)
def test_a_cell_of_months_is_read_in_any_spelling(text: str, period: int) -> None:
    reading = read([["地区", "月份", "实际到位省外资金（万元）"], ["河口县", text, "5"]])

    assert reading.periods == (period,)


@pytest.mark.parametrize(
    ("year", "month"), [("2022年报表", "11月"), ("2022年报表", "1-11月"), ("2022年报表", "11")]
)
def test_a_month_without_a_year_takes_the_titles(year: str, month: str) -> None:
    reading = read(
        [[year, "", ""], ["地区", "月份", "实际到位省外资金（万元）"], ["河口县", month, "5"]]
    )

    assert reading.periods == (202211,)


def test_a_year_and_a_month_may_stand_in_two_columns() -> None:
    assert read("地区|年份|月份|省外资金（万元）\n河口县|2022|11|5").periods == (202211,)


def test_a_typed_number_that_may_be_january_or_october_is_refused() -> None:
    rows = "地区|月份|实际到位省外资金（万元）\n河口县|2022.1|5\n东城区|2022.11|6"
    types = {(1, 1): CellType.NUMBER, (2, 1): CellType.NUMBER}

    reading = understand(book(sheet(rows, types=types)), CONTEXT)

    assert [one.region for one in reading.observations] == ["990102"]
    assert codes(reading) == ["period-unreadable"]


def test_a_row_without_a_month_is_told_of() -> None:
    reading = read("地区|月份|实际到位省外资金（万元）\n河口县||5\n东城区|2022.11|6")

    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("period-unreadable", "报表.csv!B2")
    ]


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (LIST.format("填报单位：河口县商务局"), "2022-11.csv"),
        (LIST.format("河口县报表"), "2022-11.csv"),
        (LIST.format("报表"), "河口2022-11.csv"),
        (LIST.format("临江市河口县报表"), "2022-11.csv"),
        (LIST.format("单位：河口县"), "2022-11.csv"),
    ],
)
def test_the_region_of_a_form_is_found_wherever_it_stands(rows: str, name: str) -> None:
    assert read(rows, name).regions == ("990121",)


def test_a_form_that_names_two_counties_is_refused() -> None:
    error = refused(LIST.format("填报单位：东城区商务局"), "河口县2022-11.csv")

    assert error.code == "region-ambiguous"
    assert error.message == "填报单位“东城区商务局”和文件名“河口县2022-11”说的地区不一样"


def test_a_form_that_names_no_county_is_refused_and_the_user_may_name_it() -> None:
    rows = LIST.format("2022年11月")

    assert refused(rows).code == "region-missing"
    assert read(rows, decisions=Decisions(region="石县")).regions == ("990122",)
    assert refused(rows, decisions=Decisions(region="石头县")).code == "region-unknown"


def test_a_county_workspace_without_children_reads_its_own_return() -> None:
    context = Context(RegionTree(TREE.children[0], ()), CONTEXT.indicators)

    assert read(LIST.format("2022年11月"), context=context).regions == ("990102",)


def test_cities_make_a_provincial_table_and_counties_a_return() -> None:
    cities = "2022年11月|\n地区|实际到位省外资金（万元）\n临江市|5\n海平市|6"
    counties = "2022年11月|\n地区|实际到位省外资金（万元）\n东城区|5\n河口县|6\n临江市|11"

    assert read(cities).kind is Kind.PROVINCE
    assert read(counties).kind is Kind.RETURNS
    assert read(counties).regions == ("990102", "990121")


@pytest.mark.parametrize("rows", ["临江市|5", "海平市|5\n河口县|6"])
def test_a_table_that_may_be_either_is_refused_and_the_user_decides(rows: str) -> None:
    text = f"2022年11月|\n地区|实际到位省外资金（万元）\n{rows}"

    error = refused(text)

    assert error.code == "reading-ambiguous"
    assert error.hint == "加上 --kind returns（县区报表）或 --kind province（全省通报表）"
    assert read(text, decisions=Decisions(kind=Kind.PROVINCE)).kind is Kind.PROVINCE


def test_targets_need_a_level_and_a_year() -> None:
    rows = "{}|\n县区|实际到位省外资金年度目标（万元）\n东城区|10\n河口县|5"

    assert refused(rows.format("2022年表")).code == "level-unknown"
    assert refused(rows.format("市定目标表")).code == "year-unknown"
    by_user = read(rows.format("市定目标表"), decisions=Decisions(year=2022))
    assert set(targets(by_user)) == {
        ("东城区", 2022, "oos_funds", "市定"),
        ("河口县", 2022, "oos_funds", "市定"),
    }


def test_a_level_that_nobody_knows_loses_its_row() -> None:
    reading = read("地区|目标级别|2022年省外资金目标（万元）\n东城区|市定|1\n河口县|随便定|2")

    assert len(reading.targets) == 1
    assert codes(reading) == ["level-unknown"]


def test_targets_of_several_levels_stand_side_by_side() -> None:
    reading = read("""
        2022年11月|||
        地区|省外资金累计（万元）|省外资金省定目标（万元）|省外资金市定目标（万元）
        东城区|5|10|12
    """)

    assert targets(reading) == {
        ("东城区", 2022, "oos_funds", "省定"): D(10),
        ("东城区", 2022, "oos_funds", "市定"): D(12),
    }
    assert len(values(reading)) == 1


def test_a_column_is_what_the_user_says() -> None:
    rows = "2022年11月|||\n县区|到位额（亿元）|别的|目标\n东城区|1|2|3"
    mapping = {"到位额（亿元）": "实际到位省外资金/本月", "C": "-", "目标": "省外资金/年度目标"}

    reading = read(rows, decisions=Decisions(mapping=mapping))

    assert values(reading) == {("东城区", 202211, "oos_funds", "month"): D(10000)}
    assert targets(reading) == {("东城区", 2022, "oos_funds", "自报"): D(30000)}


def test_a_row_is_what_the_user_says() -> None:
    rows = "河口县2022年11月|\n项目|数值\n到位额（亿元）|1\n电商交易额|9"
    mapping = {"到位额（亿元）": "实际到位省外资金", "电商交易额": "-"}

    reading = read(rows, decisions=Decisions(mapping=mapping))

    assert values(reading) == {("河口县", 202211, "oos_funds", "ytd"): D(10000)}
    assert reading.findings == ()


def test_a_mapping_to_nothing_known_is_refused() -> None:
    error = refused("县区|到位额\n东城区|1", decisions=Decisions(mapping={"到位额": "省外"}))

    assert error.code == "mapping-unknown"


def test_the_heading_is_where_the_user_says() -> None:
    rows = "实际到位省外资金|合同省外资金\n2022年11月|\n县区|实际到位省外资金（万元）\n东城区|1"

    reading = read(rows, decisions=Decisions(header_rows=(3, 3)))

    assert values(reading) == {("东城区", 202211, "oos_funds", "ytd"): D(1)}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("", "sheet-empty"),
        ("|\n|", "sheet-empty"),
        ("甲|乙\n1|2", "no-known-column"),
        ("2022年11月|\n县区|实际到位省外资金（万元）", "no-values"),
        ("2022年11月|\n县区|实际到位省外资金（万元）\n合计|5", "no-values"),
        ("2022年11月|\n县区|实际到位省外资金（万元）\n河口县|坏", "no-values"),
        ("2022年11月|\n县区|实际到位省外资金（万元）\n河口县|-", "no-values"),
        ("2022年11月|\n县区|实际到位省外资金（万元）\n光明区|5", "no-values"),
    ],
)
def test_a_file_that_yields_nothing_is_refused(rows: str, code: str) -> None:
    assert refused(rows).code == code


def test_what_was_seen_and_what_is_near_are_named() -> None:
    error = refused("地市名|省外资金额度\n甲|1", "2022-11.csv")

    assert error.code == "no-known-column"
    assert "看到的是：地市名、省外资金额度" in error.message
    assert "“省外资金额度”是不是" in (error.hint or "")


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    error = refused("县区|省外资金\n东城区|1", decisions=Decisions(sheets=("定稿",)))

    assert error.code == "sheet-unknown"


def _month(month: int) -> Decisions:
    return Decisions(period=Period(2022, month))


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("2022年12月到位省外资金(亿元)", 202212),
        ("2023年1月实际到位省外资金(亿元)", 202301),
        ("2022年12月份省外资金（亿元）", 202212),
    ],
)
def test_a_whole_month_over_a_column_is_its_period_and_not_its_basis(
    heading: str, period: int
) -> None:
    reading = read(f"单位|{heading}\n河口县|75.2")

    assert values(reading) == {("河口县", period, "oos_funds", "ytd"): D(752000)}


@pytest.mark.parametrize(
    ("headings", "bases"),
    [
        ("2022年12月省外资金|2022年1-12月省外资金", {"month", "ytd"}),
        ("2022年12月省外资金|省外资金累计", {"month", "ytd"}),
        ("2022年12月省外资金|2022年12月合同省外资金", {"ytd"}),
        ("2022年12月省外资金|合同省外资金累计", {"ytd"}),
        ("2022年11月省外资金|2022年12月省外资金", {"month"}),
        ("12月省外资金|1-12月省外资金", {"month", "ytd"}),
    ],
)
def test_a_month_is_a_basis_where_something_is_set_against_it(
    headings: str, bases: set[str]
) -> None:
    reading = read(f"2022年||\n单位：万元||\n县区|{headings}\n河口县|5|9")

    assert {one.basis.value for one in reading.observations} == bases


def test_last_years_same_month_beside_it_is_its_base() -> None:
    reading = read("单位：万元||\n县区|2021年12月省外资金|2022年12月省外资金\n河口县|5|9")

    assert values(reading) == {("河口县", 202212, "oos_funds", "ytd"): D(9)}


def test_a_column_without_a_unit_takes_that_of_its_group() -> None:
    reading = read("""
        2022年12月||||||
        县区|实际到位省外资金|||实际使用外资||
        |目标值(亿元)|完成值|完成进度%|目标值(万美元)|完成值|完成进度%
        河口县|78|73.2|93.8|830|820|98.8
    """)

    assert values(reading) == {
        ("河口县", 202212, "oos_funds", "ytd"): D(732000),
        ("河口县", 202212, "fdi_used", "ytd"): D(820),
    }
    assert [(one.code, one.message) for one in reading.findings] == [
        ("unit-assumed", "没有写单位，实际到位省外资金等按亿元读")
    ]


def test_the_unit_of_the_sheet_goes_before_that_of_the_group() -> None:
    reading = read(
        "2022年12月|||\n单位：万元|||\n县区|省外资金目标值(亿元)|省外资金完成值|\n河口县|78|732000|"
    )

    assert set(values(reading).values()) == {D(732000)}


def test_a_sheet_that_cannot_be_read_takes_nothing_from_the_others() -> None:
    good = sheet("2022年11月|\n县区|实际到位省外资金（万元）\n河口县|5", "报表")
    undated = sheet("县区|实际到位省外资金（万元）\n东城区|7", "另一张")

    reading = understand(book(good, undated), CONTEXT)

    assert values(reading) == {("河口县", 202211, "oos_funds", "ytd"): D(5)}
    assert [(one.code, str(one.place)) for one in reading.findings] == [
        ("period-unknown", "报表.csv!另一张")
    ]
    with pytest.raises(ZsError, match="看不出是哪个月的报表"):
        understand(book(undated, undated), CONTEXT)


AIMS = "{}|\n县区|实际到位省外资金（万元）\n河口县|5\n东城区|6"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("2022年省定目标任务", "目标.csv"),
        ("2022年目标任务", "2022年省定目标.xlsx"),
        ("2022年省定目标任务", "省定目标.xlsx"),
        ("2022年目标任务", "收件/省定目标（最终）.xlsx"),
        ("2022年目标任务（省定、市定）", "省定目标.xlsx"),
    ],
)
def test_the_level_of_targets_is_found_in_the_title_or_the_files_name(
    title: str, name: str
) -> None:
    assert {one.level for one in read(AIMS.format(title), name).targets} == {"省定"}


@pytest.mark.parametrize(
    ("title", "name"),
    [("2022年目标任务", "目标.csv"), ("2022年目标任务（省定、市定）", "省定和市定目标.csv")],
)
def test_a_level_that_nobody_names_alone_is_asked_about(title: str, name: str) -> None:
    error = refused(AIMS.format(title), name)

    assert (error.code, error.message) == ("level-unknown", "看不出是哪一级下达的目标")


def test_a_title_and_a_files_name_with_two_levels_are_asked_about() -> None:
    error = refused(AIMS.format("2022年省定目标"), "2022年市定目标.csv")

    assert (error.code, str(error.place)) == ("level-unknown", "2022年市定目标.csv")
    assert error.message == "标题“2022年省定目标”和文件名“2022年市定目标”说的目标级别不一样"
    decided = read(
        AIMS.format("2022年省定目标"), "2022年市定目标.csv", decisions=Decisions(level="市定")
    )
    assert {one.level for one in decided.targets} == {"市定"}


@pytest.mark.parametrize(
    "line", ["河口县|2022年11月|", "河口县|2022年1-11月|", "|河口县|2022年11月"]
)
def test_a_line_that_says_whose_and_when_is_no_heading(line: str) -> None:
    reading = read(f"{line}\n指标|本月|累计\n省外资金（万元）|1|10")

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "month"): D(1),
        ("河口县", 202211, "oos_funds", "ytd"): D(10),
    }


def test_a_county_over_its_months_is_a_heading() -> None:
    reading = read(
        "|河口县||东城区|\n指标|10月|11月|10月|11月\n省外资金（万元）|1|2|3|4", "2022.csv"
    )

    assert len(reading.observations) == 4
    assert reading.findings == ()
