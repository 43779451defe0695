"""Columns that add up others are compared with them, and never taken for a county or a month."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import codes, read, targets, values
from zhaoshang_cli.domain.finding import Severity

D = Decimal


def told(rows: str) -> list[tuple[str, Severity, str | None, str]]:
    return [(one.code, one.severity, one.place.cell, one.message) for one in read(rows).findings]


COUNTIES = "2022年1-11月（万元）|||\n指标|东城区|河口县|{}\n省外资金|5|7|{}\n新签约项目数|1|2|3"


@pytest.mark.parametrize("word", ["合计", "合  计", "总计", "小计", "合计（含高新区）", "县区小计"])
def test_the_sum_of_counties_beside_them_is_compared(word: str) -> None:
    assert len(read(COUNTIES.format(word, 12)).observations) == 4
    assert told(COUNTIES.format(word, 12)) == []
    name = " ".join(word.split())
    assert told(COUNTIES.format(word, 13)) == [
        (
            "total-differs",
            Severity.WARNING,
            "D3",
            f"“{name}”一列的实际到位省外资金是13万元，各列相加是12万元",
        )
    ]


@pytest.mark.parametrize("word", ["临江市", "全市", "江东省"])
def test_the_citys_own_column_is_a_sum_and_compared_only_when_all_are_there(word: str) -> None:
    reading = read(COUNTIES.format(word, 99))

    assert {one.region for one in reading.observations} == {"990102", "990121"}
    assert reading.findings == ()
    everyone = "2022年1-11月（万元）\n指标|东城区|河口县|白石县|高新区|{}\n省外资金|5|7|1|2|{}"
    assert told(everyone.format(word, 15)) == []
    assert [one[:3] for one in told(everyone.format(word, 16))] == [
        ("total-differs", Severity.WARNING, "F3")
    ]


def test_rates_beside_counties_add_up_to_nothing() -> None:
    rows = "2022年1-11月（万元）|||\n指标|东城区|河口县|合计\n省外资金|5|7|12\n省外资金同比%|5|7|6"

    assert told(rows) == []


def test_month_and_year_are_summed_apart() -> None:
    rows = """
        2022年11月招商引资（万元）||||||
        指标|东城区||河口县||合计|
        |本月|累计|本月|累计|本月|累计
        省外资金|1|10|2|20|{}|{}
    """

    assert len(read(rows.format(3, 30)).observations) == 4
    assert told(rows.format(3, 30)) == []
    assert [one[2] for one in told(rows.format(4, 31))] == ["F4", "G4"]


def test_subtotals_add_up_the_counties_between_them() -> None:
    rows = """
        2022年1-11月（万元）||||||
        指标|东城区|区小计|河口县|白石县|县小计|合计
        省外资金|1|{}|2|3|{}|6
    """

    assert told(rows.format(1, 5)) == []
    assert [one[2] for one in told(rows.format(1, 6))] == ["F3"]


def test_targets_are_summed_too() -> None:
    rows = "2022年省定目标（万元）|||\n指标|东城区|河口县|合计\n省外资金|5|7|13"

    assert len(targets(read(rows))) == 2
    assert codes(read(rows)) == ["total-differs"]


@pytest.mark.parametrize(
    "cells", ["坏|7|7", "5|7|12|9"], ids=["an unreadable part", "a county nobody knows"]
)
def test_a_sum_with_a_part_missing_is_not_compared(cells: str) -> None:
    heads = "东城区|河口县|合计" if cells.count("|") == 2 else "东城区|龙门县|河口县|合计"

    assert "total-differs" not in codes(read(f"2022年11月（万元）\n指标|{heads}\n省外资金|{cells}"))


def test_a_blank_part_counts_nothing() -> None:
    assert told("2022年1-11月（万元）\n指标|东城区|河口县|合计\n省外资金|-|7|7") == []


MONTHS = "河口县2022年（万元）\n指标|1月|2月|3月|{}\n省外资金|1|2|3|{}\n外资（万美元）|1|1|1|3"


@pytest.mark.parametrize(
    ("word", "loaded"), [("合计", False), ("1-3月", True), ("累计", True), ("一季度", True)]
)
def test_the_sum_of_months_beside_them_is_compared(word: str, *, loaded: bool) -> None:
    rows = MONTHS.replace("外资（万美元）", "新签约项目数").format(word, 7)
    reading = read(rows)

    assert [one[:3] for one in told(rows)] == [("total-differs", Severity.WARNING, "E3")]
    assert (("河口县", 202203, "oos_funds", "ytd") in values(reading)) is loaded
    assert told(rows.replace("|7\n", "|6\n")) == []


def test_a_year_to_date_is_not_that_of_a_few_months() -> None:
    rows = "河口县2022年（万元）\n指标|9月|10月|11月|累计\n省外资金|1|2|3|50"

    assert values(read(rows))["河口县", 202211, "oos_funds", "ytd"] == D(50)
    assert told(rows) == []


def test_the_sum_over_a_part_of_it_is_the_indicators_value() -> None:
    reading = read("""
        2022年11月招商引资（万元）||||
        县区|实际到位内资||新签约项目数
        |合计|其中：省外资金|合计
        河口县|10|6|3
    """)

    assert values(reading) == {
        ("河口县", 202211, "dom_funds", "ytd"): D(10),
        ("河口县", 202211, "oos_funds", "ytd"): D(6),
        ("河口县", 202211, "proj_signed", "ytd"): D(3),
    }


def test_a_sum_of_different_indicators_is_nobodys_value() -> None:
    reading = read("2022年11月（万元）\n县区|省外资金|合同省外资金|合计\n河口县|10|6|17")

    assert len(reading.observations) == 2
    assert reading.findings == ()
