"""How much of a year has gone."""

from decimal import Decimal

import pytest

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.schedule import Schedule


@pytest.mark.parametrize(
    ("month", "percent"),
    [(1, "8.3"), (2, "16.7"), (6, "50.0"), (8, "66.7"), (11, "91.7"), (12, "100.0")],
)
def test_months_are_twelfths(month: int, percent: str) -> None:
    assert Schedule().percent(Period(2022, month), 1) == Decimal(percent)


def test_days_count_leap_years() -> None:
    by_day = Schedule("day")

    assert by_day.percent(Period(2022, 11), 1) == Decimal("91.5")
    assert by_day.percent(Period(2024, 2), 2) == Decimal("16.39")
    assert by_day.percent(Period(2023, 2), 2) == Decimal("16.16")


def test_a_curve_is_taken_as_it_is_written() -> None:
    curve = tuple(Decimal(n) for n in (5, 10, 25, 30, 40, 55, 60, 70, 75, 80, 90, 100))

    assert Schedule("curve", curve).percent(Period(2022, 3), 1) == Decimal("25.0")
    assert Schedule("curve", curve).percent(Period(2022, 12), 1) == Decimal("100.0")
