"""Who is ahead, on what basis, by how much, and what would bring a region level with the next.

Ranks come from SQL, which compares exact values: 1, 2, 2, 4 within a panel. Here they are read as
people use them: 并列, the way to the next above and below, and the money that would be needed.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.quantity import ratio

_MONEY_PLACES = 2


class RankBasis(StrEnum):
    """What regions are compared by; a rank without it says nothing."""

    TOTAL = "total"
    COMPLETION = "completion"
    GROWTH = "growth"
    ARRIVAL = "arrival"

    @property
    def chinese(self) -> str:
        """The office's word for it."""
        return _WORDS[self]

    @classmethod
    def named(cls, text: str) -> "RankBasis":
        """Return the basis called ``text``, in English or Chinese.

        Raises:
            ValueError: There is no such basis.
        """
        for basis in cls:
            if text in (basis.value, basis.chinese, *_ALIASES[basis]):
                return basis
        raise ValueError(text)


_WORDS = MappingProxyType(
    {"total": "总量", "completion": "进度", "growth": "增速", "arrival": "到位率"}
)
_ALIASES = MappingProxyType(
    {
        "total": ("累计", "规模"),
        "completion": ("完成率", "完成进度"),
        "growth": ("同比", "增幅"),
        "arrival": ("资金到位率",),
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One region's exact parts and ranks, as ``ranking_by_region`` hands them over."""

    region: str
    name: str
    full_name: str
    panel: str
    numerator: Decimal | None
    denominator: Decimal | None
    """1 for 总量; what ranks are compared by is numerator ÷ denominator."""

    rank: int | None
    previous_rank: int | None
    reason: str | None = None
    """Why it has no rank."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of ``zs rank``."""

    region: str
    name: str
    full_name: str
    panel: str
    rank: int | None
    tied: bool
    value: Decimal | None
    """The amount for 总量, else per cent."""

    unit: str
    previous_rank: int | None
    change: int | None
    """Places gained: the previous rank less the present one.

    None where the panel's field is not the same as before: among fewer, everyone stands higher.
    """

    to_next_above: Decimal | None
    to_next_below: Decimal | None
    """In ``unit``; 个百分点 for rates."""

    money_to_next_above: Decimal | None
    """What more would have drawn level, rounded up to 0.01 of the indicator's unit."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A whole ranking: panel by panel, each from 1."""

    period: Period
    indicator: str
    basis: RankBasis
    among: str
    """``children`` or ``province``."""

    unit: str
    """The indicator's own unit, that of ``money_to_next_above``."""

    rows: tuple[Ranked, ...]

    def of(self, region: str) -> Ranked | None:
        """Return the row of one region."""
        return next((row for row in self.rows if row.region == region), None)


def arrange(
    standings: Sequence[Standing], basis: RankBasis, unit: str, places: int
) -> tuple[Ranked, ...]:
    """Turn standings into rows, panels in the order in which they first appear.

    Args:
        standings: Regions in the workspace's order.
        basis: What they were ranked by.
        unit: The indicator's canonical unit.
        places: Decimals of rates.
    """
    panels = dict.fromkeys(one.panel for one in standings)
    return tuple(
        row
        for panel in panels
        for row in _panel([one for one in standings if one.panel == panel], basis, unit, places)
    )


def _panel(standings: list[Standing], basis: RankBasis, unit: str, places: int) -> Iterable[Ranked]:
    ordered = sorted(standings, key=lambda one: (one.rank is None, one.rank or 0))
    ranks = [one.rank for one in ordered if one.rank is not None]
    same = all((one.rank is None) == (one.previous_rank is None) for one in standings)
    for one in ordered:
        above, below, ties = _neighbours(one, ordered, ranks)
        yield Ranked(
            region=one.region,
            name=one.name,
            full_name=one.full_name,
            panel=one.panel,
            rank=one.rank,
            tied=ties > 1,
            value=None if one.rank is None else _value(one, basis, places),
            unit=unit if basis is RankBasis.TOTAL else "%",
            previous_rank=one.previous_rank,
            change=_change(one) if same else None,
            to_next_above=_way(above, one, basis, places),
            to_next_below=_way(one, below, basis, places),
            money_to_next_above=_money(one, above),
            reason=one.reason,
        )


def _neighbours(
    one: Standing, ordered: Sequence[Standing], ranks: Sequence[int]
) -> tuple[Standing | None, Standing | None, int]:
    """Return the nearest that is truly better, the nearest that is truly worse, and how many tie."""
    if one.rank is None:
        return None, None, 0
    first, past = bisect_left(ranks, one.rank), bisect_right(ranks, one.rank)
    above = ordered[first - 1] if first else None
    below = ordered[past] if past < len(ranks) else None
    return above, below, past - first


def _change(one: Standing) -> int | None:
    if one.rank is None or one.previous_rank is None:
        return None
    return one.previous_rank - one.rank


def _value(one: Standing, basis: RankBasis, places: int) -> Decimal | None:
    if one.numerator is None or one.denominator is None:
        return None
    if basis is RankBasis.TOTAL:
        return one.numerator
    return ratio(one.numerator, one.denominator, places)


def _way(
    better: Standing | None, worse: Standing | None, basis: RankBasis, places: int
) -> Decimal | None:
    """Return the distance of two exact values, rounded once."""
    high, low = _exact(better), _exact(worse)
    if high is None or low is None:
        return None
    difference = high - low
    if basis is RankBasis.TOTAL and better is not None and worse is not None:
        return (better.numerator or Decimal(0)) - (worse.numerator or Decimal(0))
    return ratio(Decimal(difference.numerator), Decimal(difference.denominator), places)


def _money(one: Standing, above: Standing | None) -> Decimal | None:
    """Return what must be added to the own numerator to reach the rate of ``above``.

    Rounded up, so that the amount named is enough.
    """
    rate, own = _exact(above), _exact(one)
    if rate is None or own is None or one.denominator is None:
        return None
    needed = (rate - own) * Fraction(one.denominator)
    return Decimal(math.ceil(needed * 10**_MONEY_PLACES)).scaleb(-_MONEY_PLACES)


def _exact(one: Standing | None) -> Fraction | None:
    if one is None or one.numerator is None or not one.denominator:
        return None
    return Fraction(one.numerator) / Fraction(one.denominator)
