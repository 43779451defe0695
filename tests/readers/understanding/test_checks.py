"""Sums and rates that a sheet reports are compared, and never kept."""

from decimal import Decimal

import pytest

from tests.readers.understanding.making import codes, read, values
from zhaoshang_cli.domain.finding import Severity

HEAD = "2022年11月|\n县区|实际到位省外资金（万元）\n"


@pytest.mark.parametrize(
    "rows",
    [
        "合计|12\n东城区|5\n河口县|7",
        "东城区|5\n河口县|7\n合计|12",
        "东城区|5\n河口县|7\n合计|12.00",
        "小计|5\n东城区|5\n小计|7\n河口县|7\n总计|12",
        "东城区|5\n小计|5\n河口县|7\n小计|7\n总计|12",
        "东城区|5\n河口县|7\n全市|99",
        "东城区|5\n河口县|-\n合计|5",
        "东城区|5\n河口县|坏\n合计|99",
    ],
)
def test_a_sum_that_agrees_or_cannot_be_compared_is_silent(rows: str) -> None:
    assert "total-differs" not in codes(read(HEAD + rows))


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ("合计|12.01\n东城区|5\n河口县|7", "B3"),
        ("东城区|5\n小计|6\n河口县|7\n小计|7\n总计|12", "B4"),
        ("东城区|5\n河口县|7\n白石县|1\n高新区|2\n全市|16", "B7"),
    ],
)
def test_a_sum_that_differs_wants_explaining(rows: str, cell: str) -> None:
    reading = read(HEAD + rows)

    finding = reading.findings[0]
    assert (finding.code, finding.severity, finding.place.cell) == (
        "total-differs",
        Severity.WARNING,
        cell,
    )
    assert not any("合计" in one.raw for one in reading.observations)


def test_both_numbers_of_a_difference_are_named_in_the_canonical_unit() -> None:
    reading = read("2022年11月|\n县区|省外资金（亿元）\n东城区|1.5\n河口县|2\n合计|3.6")

    assert reading.findings[0].message == (
        "“合计”的实际到位省外资金是36000万元，各行相加是35000万元"
    )


def test_sums_of_many_months_are_compared_month_by_month() -> None:
    rows = "地区|月份|省外资金（万元）\n东城区|2022-10|1\n东城区|2022-11|2\n合计|2022-10|1\n合计|2022-11|3"

    assert [one.place.cell for one in read(rows).findings] == ["C5"]


RATES = "2022年11月||||\n县区|省外资金（万元）|||\n|年度目标|本年累计|上年同期|{}\n东城区|300|200|150|{}"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("完成进度%", "66.7"),
        ("完成进度%", "66.7%"),
        ("完成进度%", "67"),
        ("完成率", "0.667"),
        ("完成率", "0.666666666666667"),
        ("占年度目标%", "66.67%"),
        ("同比%", "33.3"),
        ("同比增长", "0.333"),
        ("同比%", "—"),
        ("同比%", "见说明"),
        ("位次", "1"),
        ("序时进度", "99"),
    ],
)
def test_a_rate_that_agrees_at_its_own_decimals_is_silent(heading: str, text: str) -> None:
    assert codes(read(RATES.format(heading, text))) == []


@pytest.mark.parametrize(
    ("heading", "text", "worked"),
    [("完成进度%", "66.6", "66.7"), ("完成率", "0.5", "66.7"), ("同比%", "-33.3%", "33.3")],
)
def test_a_rate_that_differs_wants_explaining(heading: str, text: str, worked: str) -> None:
    reading = read(RATES.format(heading, text))

    finding = reading.findings[0]
    assert (finding.code, finding.severity) == ("reported-rate-differs", Severity.WARNING)
    assert finding.message.endswith(f"按本行的数算是{worked}%")
    assert len(values(reading)) == 1


def test_the_base_of_a_rate_is_taken_in_its_unit() -> None:
    reading = read(
        "2022年11月|||\n县区|省外资金（亿元）||\n|本年累计|上年同期|同比%\n东城区|1.1|1|10.0"
    )

    assert values(reading)["东城区", 202211, "oos_funds", "ytd"] == Decimal(11000)
    assert codes(reading) == []
