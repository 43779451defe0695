"""One function, two forms."""

from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.domain.indicator import Form, Indicator
from zhaoshang_cli.render.figures import (
    NOTHING,
    Style,
    exactly,
    figure,
    percent,
    prose,
    rate,
    rounded,
    table_form,
)

YI = Form("亿元", 2)


@pytest.mark.parametrize(
    ("value", "unit", "form", "prose", "table"),
    [
        ("6078000", "万元", Form("亿元", 1), "607.8亿元", "607.8"),
        ("5555", "万美元", Form("万美元", 0), "5555万美元", "5,555"),
        ("12505000", "万元", YI, "1250.50亿元", "1,250.50"),
        ("1250.5", "万元", Form("万元", 2), "1250.50万元", "1,250.50"),
        ("9145000", "万元", Form("亿元", 2, trim=True), "914.5亿元", "914.50"),
        ("9810000", "万元", Form("亿元", 2, trim=True), "981亿元", "981.00"),
        ("163", "个", Form("", 0), "163个", "163"),
        ("50", "万元", YI, "0.01亿元", "0.01"),  # 0.005: half goes up
        ("-50", "万元", YI, "-0.01亿元", "-0.01"),
        ("-49", "万元", YI, "0.00亿元", "0.00"),  # no sign before a zero
        ("0", "万元", YI, "0.00亿元", "0.00"),
    ],
)
def test_an_amount_is_scaled_exactly_and_rounded_once(
    value: str, unit: str, form: Form, prose: str, table: str
) -> None:
    assert figure(Decimal(value), unit, form, Style.PROSE) == prose
    assert figure(Decimal(value), unit, form, Style.TABLE) == table


def test_nothing_is_a_dash() -> None:
    assert figure(None, "万元", YI, Style.PROSE) == NOTHING
    assert percent(None, Style.TABLE) == NOTHING


def test_a_rate_has_a_sign_of_its_own_in_prose() -> None:
    assert percent(Decimal("3.7"), Style.PROSE) == "3.7%"
    assert percent(Decimal("-8.9"), Style.TABLE) == "-8.9"
    assert percent(Decimal("-0.0"), Style.TABLE) == "0.0"
    assert percent(Decimal("917.68"), Style.PROSE) == "917.68%"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(150, 163, "92%"), (135, 163, "83%"), (244, 247, "99%"), (222, 247, "90%"), (66, 73, "90%"),
     (59, 73, "81%"), (30, 42, "71%")],
)  # fmt: skip
def test_a_rate_without_decimals_comes_from_its_exact_parts(
    part: int, whole: int, text: str
) -> None:
    assert rate(Decimal(part), Decimal(whole), 0, Style.PROSE) == text


def test_a_rate_is_never_rounded_twice() -> None:
    assert rate(Decimal("52.46"), Decimal(100), 0, Style.PROSE) == "52%"
    assert rate(Decimal("52.46"), Decimal(100), 1, Style.PROSE) == "52.5%"


def test_a_table_of_small_amounts_is_in_the_small_unit() -> None:
    funds = Indicator("f", "资金", "万元", table=YI)

    assert table_form(funds, [Decimal(9999), None]) == Form("万元", 2)
    assert table_form(funds, [Decimal(-10000)]) == YI
    assert table_form(funds, []) == YI


def test_a_table_of_counts_has_one_unit() -> None:
    count = Indicator("p", "项目", "个", table=Form("个", 0))

    assert table_form(count, [Decimal(0)]) == Form("个", 0)


def test_prose_has_the_form_of_the_indicator() -> None:
    funds = Indicator("f", "资金", "万元", prose=Form("亿元", 1))

    assert prose(Decimal(6078000), funds) == "607.8亿元"


@given(st.decimals(-(10**12), 10**12, places=6))
def test_what_a_workbook_keeps_rounds_to_what_is_shown(value: Decimal) -> None:
    kept = exactly(value, "万元", YI)

    assert kept * 10000 == value
    assert figure(value, "万元", YI, Style.TABLE) == f"{rounded(value, '万元', YI):,f}"
    assert abs(kept - rounded(value, "万元", YI)) <= Decimal("0.005")
