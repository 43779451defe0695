import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from zhaoshang_cli.readers.sheet import CellType
from zhaoshang_cli.readers.workbooks.cellvalues import (
    Timed,
    general,
    moment,
    numeric,
    text_and_type,
)

at = dt.datetime.fromisoformat


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (12000.0, "12000"),
        (1234.5, "1234.5"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (-3.0, "-3"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (0.00001234, "0.00001234"),
        (52310.499999999999, "52310.5"),
        (123456789012345678, "123456789012346000"),
        (1e20, "100000000000000000000"),
        (1e21, "1E+21"),
        (1e-16, "1E-16"),
    ],
)
def test_a_number_is_shown_at_fifteen_digits_and_without_exponent(number: float, text: str) -> None:
    assert text_and_type(number) == (text, CellType.NUMBER)


@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False))
def test_money_survives_its_way_through_a_float(amount: Decimal) -> None:
    assert Decimal(general(float(amount))) == amount


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2022, 11, 30), "2022-11-30"),
        (at("2022-11-30"), "2022-11-30"),
        (at("2022-11-30T12:05:06"), "2022-11-30 12:05:06"),
        (at("2022-11-29T23:59:59.999999"), "2022-11-30"),
        (at("2022-11-30T00:00:00.000004"), "2022-11-30"),
        (dt.time(12, 30), "12:30:00"),
        (dt.timedelta(days=1, hours=12), "36:00:00"),
        (-dt.timedelta(minutes=1, seconds=5), "-0:01:05"),
    ],
)
def test_dates_and_times_are_written_the_iso_way(value: Timed, text: str) -> None:
    assert text_and_type(value) == (text, CellType.DATE)


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (True, "TRUE", CellType.BOOLEAN),
        (False, "FALSE", CellType.BOOLEAN),
        (float("nan"), "#NUM!", CellType.ERROR),
        (float("-inf"), "#NUM!", CellType.ERROR),
    ],
)
def test_truth_and_what_is_no_number(value: float, text: str, kind: CellType) -> None:
    assert text_and_type(value) == (text, kind)


def test_xml_that_is_no_number_or_date_stays_text() -> None:
    assert numeric("一百") == ("一百", None)
    assert moment("十一月") == ("十一月", None)
    assert moment("2022-11-30") == ("2022-11-30", CellType.DATE)
    assert moment("2022-11-30T08:00:00.000") == ("2022-11-30 08:00:00", CellType.DATE)
