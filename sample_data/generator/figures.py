"""What the counties report: exact whole numbers that add up to the published figures.

Money is counted in hundredths of 万元 and of 万美元, so that two decimals are whole numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from .dice import Dice, cumulate, split
from .periods import FDI_BREAK, PERIODS, Period
from .regions import COUNTIES, County

CENT = 100

OOS = {2021: 5861000 * CENT, 2022: 6078000 * CENT}
"""实际到位省外资金 of the city up to November."""
CONTRACT = {2021: 11046000 * CENT, 2022: 11468000 * CENT}
"""合同省外资金 of the city up to November."""
FDI_OLD = {2021: 71000 * CENT, 2022: 74300 * CENT}
"""实际使用外资 on the old scope; of 2022 only January to April are ever reported."""
FDI_NEW = {2021: 5180 * CENT, 2022: 5555 * CENT}
"""实际使用外资 on the new scope; of 2021 nothing is ever reported."""

TIE_MONTH = 6
TIED = ("410402", "410411")
"""In June 2022 these two complete exactly the same part of their 市定 target."""


@dataclass(frozen=True, slots=True)
class Return:
    """One county's values for one month, money in hundredths."""

    county: County
    period: Period
    oos_month: int
    oos_ytd: int
    contract_ytd: int
    fdi_month: int
    fdi_ytd: int
    signed: int
    performing: int
    started: int


@dataclass(frozen=True, slots=True)
class _Year:
    """A county's cumulated values, January to December."""

    oos: list[int]
    contract: list[int]
    fdi_old: list[int]
    fdi_new: list[int]
    signed: list[int]


def all_returns(dice: Dice) -> dict[tuple[str, Period], Return]:
    """Work out every return, by county code and month."""
    years = {year: _county_years(dice, year) for year in (2021, 2022)}
    _tie(years[2022], dice)
    return {
        (county.code, period): _return(county, period, years[period.year][county.code])
        for period in PERIODS
        for county in COUNTIES
    }


def _county_years(dice: Dice, year: int) -> dict[str, _Year]:
    oos = _shares(dice, OOS[year], dice.jitter([c.weight for c in COUNTIES], 7))
    contract = _shares(
        dice, CONTRACT[year], dice.jitter([c.weight * 1000 // c.arrival for c in COUNTIES], 5)
    )
    fdi_old = _shares(dice, FDI_OLD[year], dice.jitter([c.fdi_weight for c in COUNTIES], 20))
    fdi_new = _shares(dice, FDI_NEW[year], dice.jitter([c.fdi_weight for c in COUNTIES], 20))
    return {
        county.code: _Year(
            cumulate(oos[i], dice, swing=12, grain=county.grain),
            cumulate(contract[i], dice, swing=25, grain=county.grain),
            cumulate(fdi_old[i], dice, swing=35, grain=county.grain),
            cumulate(fdi_new[i], dice, swing=60, grain=county.grain),
            cumulate(county.projects + dice.between(-3, 4), dice, swing=45, grain=1),
        )
        for i, county in enumerate(COUNTIES)
    }


def _shares(dice: Dice, total: int, weights: list[int]) -> list[int]:
    """Share a city total in whole units, then pass cents round those that report cents."""
    shares = [share * CENT for share in split(total // CENT, weights)]
    fine = [i for i, c in enumerate(COUNTIES) if c.grain == 1 and shares[i]]
    for giver, taker in pairwise(fine):
        cents = dice.between(1, 99)
        shares[giver] -= cents
        shares[taker] += cents
    return shares


def _tie(years: Mapping[str, _Year], dice: Dice) -> None:
    """Make the tied counties complete the same part of their targets, without rounding."""
    leader, follower = (next(c for c in COUNTIES if c.code == code) for code in TIED)
    unit = leader.oos_targets[1] // 5000 * CENT
    mark = years[leader.code].oos[TIE_MONTH - 1] // unit * unit
    _bend(years[leader.code].oos, mark, dice, grain=leader.grain)
    level = mark * follower.oos_targets[1] // leader.oos_targets[1]
    _bend(years[follower.code].oos, level, dice, grain=follower.grain)


def _bend(cumulated: list[int], mark: int, dice: Dice, *, grain: int) -> None:
    """Lead a cumulated year through ``mark`` in the month of the tie, November kept."""
    months = [b - a for a, b in zip([0, *cumulated], cumulated, strict=False)]
    weights = dice.jitter(months[:11], 3)
    first = split(mark // grain, weights[:TIE_MONTH])
    second = split((cumulated[10] - mark) // grain, weights[TIE_MONTH:11])
    value = 0
    for place, share in enumerate(first + second):
        value += share * grain
        cumulated[place] = value


def _return(county: County, period: Period, year: _Year) -> Return:
    at = period.month - 1
    fdi = year.fdi_old if period < FDI_BREAK else year.fdi_new
    performing = year.signed[at] * (34 + county.arrival) // 100
    return Return(
        county,
        period,
        oos_month=_month(year.oos, at),
        oos_ytd=year.oos[at],
        contract_ytd=year.contract[at],
        fdi_month=_month(fdi, at),
        fdi_ytd=fdi[at],
        signed=year.signed[at],
        performing=performing,
        started=performing * 85 // 100,
    )


def _month(cumulated: list[int], at: int) -> int:
    return cumulated[at] - (cumulated[at - 1] if at else 0)
