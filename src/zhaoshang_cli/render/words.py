"""The few words that tables share: a period, a list of names."""

from collections.abc import Sequence

from zhaoshang_cli.domain.period import Period


def span(period: Period) -> str:
    """Write a year to date as a heading has it.

    >>> span(Period(2022, 11)), span(Period(2022, 1))
    ('2022年1-11月', '2022年1月')
    """
    months = f"1-{period.month}月" if period.month > 1 else "1月"
    return f"{period.year}年{months}"


def listed(names: Sequence[str]) -> str:
    """Join names as Chinese does."""
    return "、".join(names)
