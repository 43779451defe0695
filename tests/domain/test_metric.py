"""The header of a metric file."""

from decimal import Decimal

import pytest

from zhaoshang_cli.domain.metric import Column, Param, Rate, parse_metric

HEADER = """\
-- title: 各地进度
-- about: 准确数
-- grain: 每个地区一行
-- key: indicator, region
-- param period INTEGER: 期间
-- column ytd DECIMAL(18,6) 万元: 累计
-- column region VARCHAR: 地区
-- rate yoy_pct %.1: ytd - base_ytd / base_ytd
-- rate completion_pct %.2: ytd / target
"""


def test_a_header_says_what_goes_in_and_what_comes_out() -> None:
    metric = parse_metric(HEADER + "SELECT 1\n-- not: header", "some")

    assert (metric.name, metric.title, metric.key) == ("some", "各地进度", ("indicator", "region"))
    assert metric.params == (Param("period", "INTEGER", "期间"),)
    assert metric.columns[0] == Column("ytd", "DECIMAL(18,6)", "万元", "累计")
    assert metric.rates[0] == Rate("yoy_pct", 1, "ytd", "base_ytd", "base_ytd")
    assert metric.rates[1].parts == ("ytd", "target")


def test_a_line_that_is_no_header_line_is_named() -> None:
    with pytest.raises(ValueError, match="第 10 行看不懂：-- colum x"):
        parse_metric(HEADER + "-- colum x\nSELECT 1", "some")


@pytest.mark.parametrize(
    "line", ["-- param x: 1", "-- param x integer: 1", "-- column x VARCHAR:", "-- rate x 1: a / b"]
)
def test_a_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="看不懂"):
        parse_metric(f"{line}\nSELECT 1", "some")


def test_a_rate_has_one_numerator_and_one_denominator() -> None:
    with pytest.raises(ValueError, match="分子 / 分母"):
        parse_metric("-- rate x %.1: a + b / c\nSELECT 1", "some")


def test_a_header_must_be_whole() -> None:
    with pytest.raises(ValueError, match="缺少 about、grain、key"):
        parse_metric("-- title: x\nSELECT 1", "some")


def test_a_rate_divides_and_rounds_once() -> None:
    growth = Rate("yoy_pct", 1, "ytd", "base", "base")

    assert growth.of({"ytd": Decimal("1250.50"), "base": Decimal(1000)}) == Decimal("25.1")
    assert growth.of({"ytd": Decimal(5), "base": Decimal(0)}) is None
    assert growth.of({"ytd": None, "base": Decimal(1)}) is None
