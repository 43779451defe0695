"""Months that stand in the headings of columns and in the labels of rows."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import codes, read, refused, values
from zhaoshang_cli.domain.returns import Basis
from zhaoshang_cli.readers.understand import Decisions

D = Decimal
PAIR = "2022年{}月||\n县区|{}到位省外资金（万元）|{}合同省外资金（万元）\n河口县|5|6"


@pytest.mark.parametrize(
    "words",
    [
        "1-11月",
        "元-11月",
        "元至十一月",
        "1—11月份累计",
        "截至11月底累计",
        "截至2022年11月30日",
        "截止11月末",
        "11月底",
        "年初至11月",
        "自年初至11月底累计",
        "本月止",
        "截至本月底",
        "二0二二年一至十一月",
    ],
)
def test_many_words_mean_the_year_to_date(words: str) -> None:
    reading = read(PAIR.format(11, words, "本月"))

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "ytd"): D(5),
        ("河口县", 202211, "oos_contract", "month"): D(6),
    }
    assert reading.findings == ()


def test_the_thirtieth_alone_may_be_a_day() -> None:
    reading = read(PAIR.format(11, "11月30日", "本月"))

    assert codes(reading) == ["column-unknown"]


@pytest.mark.parametrize("beside", ["1-12月", "累计", "本年", "2022年1-12月"])
def test_a_month_beside_the_year_to_date_is_that_month(beside: str) -> None:
    reading = read(PAIR.format(12, "12月", beside))

    assert {one.basis for one in reading.observations if one.indicator == "oos_funds"} == {
        Basis.MONTH
    }
    assert reading.findings == ()


def test_a_month_that_nothing_tells_from_the_year_to_date_is_asked_about() -> None:
    reading = read(PAIR.format(12, "12月", ""))

    assert [one.indicator for one in reading.observations] == ["oos_contract"]
    told = [(one.code, one.place.cell, one.message, one.hint) for one in reading.findings]
    assert told == [
        (
            "basis-ambiguous",
            "B2",
            "“12月”可能是12月当月的数，也可能是1-12月累计的数",
            '用 --map "列名=本月" 或 --map "列名=本年累计" 指明，列名照表上的写',
        )
    ]


@pytest.mark.parametrize(("word", "basis"), [("本月", Basis.MONTH), ("本年累计", Basis.YTD)])
def test_the_user_says_which_of_the_two_a_month_is(word: str, basis: Basis) -> None:
    rows = "河口县2022年|\n指标|12月\n到位省外资金（万元）|5\n合同省外资金（万元）|6"

    assert refused(rows).message.startswith("没有一个数能收下：“12月”可能是12月当月的数")
    reading = read(rows, decisions=Decisions(mapping={"12月": word}))

    assert [(one.value, one.basis) for one in reading.observations] == [
        (D(5), basis),
        (D(6), basis),
    ]


@pytest.mark.parametrize(
    ("title", "heading"),
    [("当月情况 河口县2022年", "12月"), ("河口县情况", "2022年12月"), ("河口县2022年", "1月")],
)
def test_a_title_or_a_year_or_january_leaves_no_doubt(title: str, heading: str) -> None:
    reading = read(f"{title}|\n指标|{heading}\n到位省外资金（万元）|5\n合同省外资金（万元）|6")

    assert len(reading.observations) == 2
    assert reading.findings == ()


def test_several_months_are_months() -> None:
    reading = read("河口县2022年|||\n指标|10月|11月|12月\n到位省外资金（万元）|5|6|7")

    assert [(one.period, one.basis) for one in reading.observations] == [
        (202210, Basis.MONTH),
        (202211, Basis.MONTH),
        (202212, Basis.MONTH),
    ]


def test_labels_of_rows_name_the_month_as_headings_do() -> None:
    reading = read("""
        河口县招商引资|
        指标|数值
        2022年11月到位省外资金（万元）|5
        2022年1-11月到位省外资金（万元）|50
        2021年1-11月到位省外资金（万元）|40
    """)

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "month"): D(5),
        ("河口县", 202211, "oos_funds", "ytd"): D(50),
    }


def test_a_title_against_the_labels_of_rows_is_asked_about() -> None:
    error = refused("河口县2022年11月|\n指标|数值\n1-12月到位省外资金（万元）|5")

    assert (error.code, str(error.place)) == ("period-ambiguous", "报表.csv!A3")
    assert error.message == "标题“河口县2022年11月”和“1-12月到位省外资金（万元）”说的月份不一样"


def test_a_label_with_a_month_alone_is_asked_about_too() -> None:
    error = refused("河口县2022年|\n指标|数值\n12月到位省外资金（万元）|5")

    assert error.code == "no-values"
    assert "可能是12月当月的数" in error.message


DOWN = "河口县2022年（万元）|\n月份|{}\n1月|1\n2月|2\n3月|3\n{}"


@pytest.mark.parametrize("word", ["合计", "全年", "全年合计"])
def test_months_that_a_row_adds_up_are_no_years_to_date(word: str) -> None:
    rows = DOWN.format("省外资金", f"{word}|6")

    assert refused(rows).message.startswith("没有一个数能收下：有一行把几个月的数相加")
    decided = read(rows, decisions=Decisions(mapping={"省外资金": "本月"}))
    assert [(one.period, one.basis) for one in decided.observations] == [
        (202201, Basis.MONTH),
        (202202, Basis.MONTH),
        (202203, Basis.MONTH),
    ]
    assert decided.findings == ()


def test_the_year_below_months_is_compared_and_no_december() -> None:
    reading = read(DOWN.format("省外资金本月", "全年|7"))

    assert {one.period for one in reading.observations} == {202201, 202202, 202203}
    assert [(one.code, one.place.cell) for one in reading.findings] == [("total-differs", "B6")]
    assert codes(read(DOWN.format("省外资金累计", "全年|3"))) == []


def test_the_year_below_quarters_to_date_is_december() -> None:
    reading = read("河口县2022年（万元）|\n月份|省外资金\n一季度|1\n上半年|2\n前三季度|3\n全年|4")

    assert [one.period for one in reading.observations] == [202203, 202206, 202209, 202212]
    assert reading.findings == ()


def test_sums_that_name_their_month_leave_values_as_they_are() -> None:
    reading = read("""
        地区|月份|省外资金（万元）
        河口县|2022-10|1
        合计|2022-10|1
        河口县|2022-11|2
        合计|2022-11|2
    """)

    assert {one.basis for one in reading.observations} == {Basis.YTD}
    assert reading.findings == ()
