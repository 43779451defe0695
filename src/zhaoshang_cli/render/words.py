"""The few words that commands share: a period, a list of names, how much is there."""

from collections.abc import Sequence

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.status import Gathering


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


def unfinished(gathering: Gathering, command: str) -> str:
    """Say that the newest period is not complete, and how to see the one before.

    >>> unfinished(Gathering(Period(2022, 12), 1, 12, Period(2022, 11)), "zs show")
    '注意：2022-12 未收齐，应报12家，只到了1家；看上一期：zs show 2022-11'
    """
    here = f"应报{gathering.members}家，只到了{gathering.reported}家"
    back = f"；看上一期：{command} {gathering.before}" if gathering.before else ""
    return f"注意：{gathering.period} 未收齐，{here}{back}"
