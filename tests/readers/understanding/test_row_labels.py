"""Rows labelled 本月, 累计 or 年度目标, below indicators that stand across; and rows without a region."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import codes, read, targets, values

D = Decimal


@pytest.mark.parametrize("corner", ["", "类别", "项目", "指标"])
def test_indicators_across_and_bases_down(corner: str) -> None:
    reading = read(f"""
        河口县2022年11月招商引资情况||
        {corner}|省外资金（万元）|实际使用外资（万美元）
        本月|1|2
        本年累计|10|20
        年度目标|100|200
        完成率%|10|11
        上年同期|5|5
    """)

    assert values(reading) == {
        ("河口县", 202211, "oos_funds", "month"): D(1),
        ("河口县", 202211, "fdi_used", "month"): D(2),
        ("河口县", 202211, "oos_funds", "ytd"): D(10),
        ("河口县", 202211, "fdi_used", "ytd"): D(20),
    }
    assert set(targets(reading).values()) == {D(100), D(200)}
    assert [(one.code, one.place.cell) for one in reading.findings] == [
        ("reported-rate-differs", "C6")
    ]


BASES = """
    2022年11月招商引资情况|||
    县区|{}|省外资金（万元）|合同省外资金（万元）
    河口县|{}|1|2
    {}|{}|10|20
    东城区|{}|3|4
    {}|{}|30|40
    合计|{}|4|6
    {}|{}|40|60
"""


@pytest.mark.parametrize("words", [("本月", "累计"), ("当月", "1-11月"), ("11月", "1-11月")])
@pytest.mark.parametrize("heading", ["类别", "口径", "", "统计口径"])
@pytest.mark.parametrize("merged", [False, True])
def test_month_and_year_in_two_rows_of_a_county(
    words: tuple[str, str], heading: str, *, merged: bool
) -> None:
    month, year = words
    rows = BASES.format(heading, month, "", year, month, "", year, month, "", year)
    areas = ["A3:A4", "A5:A6", "A7:A8"] if merged else []

    reading = read(rows, merged=areas)

    assert values(reading) == {
        (name, 202211, indicator, basis): D(value)
        for name, indicator, basis, value in (
            ("河口县", "oos_funds", "month", 1),
            ("河口县", "oos_contract", "month", 2),
            ("河口县", "oos_funds", "ytd", 10),
            ("河口县", "oos_contract", "ytd", 20),
            ("东城区", "oos_funds", "month", 3),
            ("东城区", "oos_contract", "month", 4),
            ("东城区", "oos_funds", "ytd", 30),
            ("东城区", "oos_contract", "ytd", 40),
        )
    }
    assert reading.findings == ()


@pytest.mark.parametrize("label", ["合计", "小计", "全市", "其中：开发区"])
def test_a_row_below_a_sum_or_a_part_is_not_that_of_the_county_above(label: str) -> None:
    reading = read(f"""
        2022年11月招商引资情况|||
        县区|类别|省外资金（万元）|合同省外资金（万元）
        河口县|本月|1|2
        {label}|本月|1|2
        |累计|10|20
    """)

    assert {one.basis.value for one in reading.observations} == {"month"}
    assert len(reading.observations) == 2


def test_a_row_without_a_label_below_a_sum_is_nobodys() -> None:
    reading = read("2022年11月|\n县区|省外资金（万元）\n河口县|1\n合计|1\n|10")

    assert [one.value for one in reading.observations] == [D(1)]
    assert codes(reading) == ["region-unknown"]


def test_a_row_below_one_that_two_names_contradict_is_as_doubtful() -> None:
    reading = read("""
        2022年11月|||
        代码|县区|类别|省外资金（万元）
        990121|东城区|本月|1
        ||累计|10
        990121|河口县|本月|2
    """)

    assert [one.value for one in reading.observations] == [D(2)]
    assert codes(reading) == ["region-ambiguous", "region-ambiguous"]
