"""Periods as people write them."""

import pytest

from zhaoshang_cli.domain.period import Period


@pytest.mark.parametrize(
    "text",
    [
        "2022-11", "2022年11月", "202211", "2022.11", "2022年1-11月", "2022年1—11月份", "2022 年 11 月",
        "２０２２年１１月", "２０２２年１～１１月", "2022年1~11月", "2022年前11个月", "44866",
    ],
)  # fmt: skip
def test_one_period_in_every_spelling(text: str) -> None:
    assert Period.parse(text) == Period(2022, 11)


def test_a_month_needs_a_year() -> None:
    assert Period.parse("11月", year=2022) == Period(2022, 11)
    assert Period.parse("上半年", year=2022) == Period(2022, 6)
    with pytest.raises(ValueError, match="看不出“11月”是哪个月"):
        Period.parse("11月")


@pytest.mark.parametrize("text", ["", "2022", "2022-13", "2022-00", "去年"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"看不出“.*”是哪个月"):
        Period.parse(text)
