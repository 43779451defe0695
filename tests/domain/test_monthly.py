"""A month is part of its year to date."""

from decimal import Decimal

import pytest

from zhaoshang_cli.domain.monthly import months_over_totals, step
from zhaoshang_cli.domain.returns import Basis, Observation, Source


def observed(basis: Basis, value: str, raw: str | None = None, cell: str = "B2") -> Observation:
    written = value if raw is None else raw
    place = (written, "表", cell)
    return Observation("410402", 202211, "oos_funds", basis, Source.COUNTY, Decimal(value), *place)


def told(month: Observation, total: Observation) -> list[str]:
    return [one.message for one in months_over_totals("月报.csv", [month, total])]


def test_a_month_that_is_larger_than_its_year_to_date_is_told_with_both_cells() -> None:
    month, total = observed(Basis.MONTH, "382300"), observed(Basis.YTD, "44300", cell="C2")

    (finding,) = months_over_totals("月报.csv", [month, total])

    assert (finding.place.cell, finding.raw) == ("B2", "382300")
    assert finding.message == "本月的“382300”比本年累计（C2）的“44300”还大"


@pytest.mark.parametrize(
    ("month", "total"),
    [
        (("44300", None), ("382300", None)),
        (("5", None), ("5", None)),
        (("80640", None), ("80600", "8.06")),  # 8.06亿元 may be anything up to 80649万元
        (("32500000", "三千二百五十万"), ("32400000", "3240万")),
    ],
)
def test_what_rounding_can_explain_is_not_told(
    month: tuple[str, str | None], total: tuple[str, str | None]
) -> None:
    assert told(observed(Basis.MONTH, *month), observed(Basis.YTD, *total)) == []


def test_what_rounding_cannot_explain_is_told() -> None:
    assert told(observed(Basis.MONTH, "80652"), observed(Basis.YTD, "80600", "8.06"))
    assert told(observed(Basis.MONTH, "3"), observed(Basis.YTD, "2"))


@pytest.mark.parametrize(
    ("value", "raw", "worth"),
    [
        ("80600", "8.06", "100"),
        ("12.50", "12.50", "0.01"),
        ("1234", "1,234", "1"),
        ("0", "0", "0"),
        ("80600", "８．０６", "100"),
        ("-30", "-30", "1"),
    ],
)
def test_the_last_digit_is_worth_what_it_is_in_the_canonical_unit(
    value: str, raw: str, worth: str
) -> None:
    assert step(observed(Basis.YTD, value, raw)) == Decimal(worth)
