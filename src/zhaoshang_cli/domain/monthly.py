"""A month's value is part of the year's to date: the larger of the two is never the month.

上月止累计＋本月＝本月止累计 is the principle of monthly returns (soulun.net/periodical/9ac2cd46…). What came
before is not below zero, so that a larger month tells of columns that were swapped, or of a 累计 that
was not carried on.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Basis, Observation
from zhaoshang_cli.errors import Place

_UNKNOWN_STEP = Decimal("0.02")
"""Of a value whose last digit cannot be told, such as 三千二百万: so much of it may be rounding."""


def months_over_totals(file: str, observations: Sequence[Observation]) -> Iterator[Finding]:
    """Tell of every month that is larger than its own year to date, beyond rounding."""
    totals = {_whose(one): one for one in observations if one.basis is Basis.YTD}
    for one in observations:
        total = totals.get(_whose(one)) if one.basis is Basis.MONTH else None
        if total is not None and one.value > total.value and _too_far(one, total):
            yield _larger(file, one, total)


def _too_far(month: Observation, total: Observation) -> bool:
    """Whether rounding both cannot account for the difference: 3 and 2 are never 2.5."""
    return 2 * (month.value - total.value) >= step(month) + step(total)


def step(one: Observation) -> Decimal:
    """Return what the last written digit of a value is worth in its canonical unit.

    A value of 80600 that was written as 8.06 (亿元) counts in hundreds.
    """
    try:
        written = Decimal(normalize("NFKC", one.raw).strip().replace(",", ""))
    except InvalidOperation:
        return abs(one.value) * _UNKNOWN_STEP
    if not written or not written.is_finite() or not one.value:
        return Decimal(0)
    exponent = written.as_tuple().exponent
    shift = one.value.adjusted() - written.adjusted()
    return Decimal(1).scaleb(int(exponent) + shift)


def _whose(one: Observation) -> tuple[str, int, str, str]:
    return one.region, one.period, one.indicator, one.source


def _larger(file: str, month: Observation, total: Observation) -> Finding:
    where = "" if total.sheet == month.sheet else f"{total.sheet}!"
    return Finding(
        "month-over-ytd",
        Severity.WARNING,
        f"本月的“{month.raw.strip()}”比本年累计（{where}{total.cell}）的“{total.raw.strip()}”还大",
        Place(file, month.sheet or None, month.cell),
        "请报送单位核对：是不是两列填反了，或累计没有加上本月",
        month.raw,
        month.region,
        month.period,
        month.indicator,
        month.basis.value,
    )
