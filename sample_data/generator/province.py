"""The provincial tables: 18 cities, of which one is made of the counties' returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from .dice import Dice, cumulate
from .figures import CENT, Return
from .periods import FDI_BREAK, PERIODS, Period
from .regions import CITIES, CITY, COUNTIES, TIED_CITIES, City
from .targets import PROVINCE, Aims


@dataclass(frozen=True, slots=True)
class Standing:
    """What the province prints of one city for one month, money in hundredths."""

    city: City
    aims: Aims
    oos: int
    contract: int
    fdi: int


Table: TypeAlias = Sequence[Standing]


def all_tables(
    dice: Dice, returns: Mapping[tuple[str, Period], Return]
) -> dict[Period, list[Standing]]:
    """Work out the table of every month, its cities in the order of their codes."""
    tables: dict[Period, list[Standing]] = {period: [] for period in PERIODS}
    for city in CITIES:
        peer = {} if city.code == CITY else _peer(dice, city)
        for period in PERIODS:
            standing = peer.get(period) or _own(city, period, returns)
            tables[period].append(standing)
    return tables


def _own(city: City, period: Period, returns: Mapping[tuple[str, Period], Return]) -> Standing:
    sent = [returns[county.code, period] for county in COUNTIES]
    aims = PROVINCE[period.year][city.code]
    return Standing(
        city,
        aims,
        sum(one.oos_ytd for one in sent),
        sum(one.contract_ytd for one in sent),
        sum(one.fdi_ytd for one in sent),
    )


def _peer(dice: Dice, city: City) -> dict[Period, Standing]:
    standings = {}
    for year in (2021, 2022):
        oos, contract, fdi_old, fdi_new = _peer_year(dice, city, year)
        for period in (period for period in PERIODS if period.year == year):
            at = period.month - 1
            fdi = fdi_old if period < FDI_BREAK else fdi_new
            aims = PROVINCE[year][city.code]
            standings[period] = Standing(city, aims, oos[at], contract[at], fdi[at])
    return standings


def _peer_year(dice: Dice, city: City, year: int) -> list[list[int]]:
    aims = PROVINCE[year][city.code]
    progress = city.oos_progress if year == max(PROVINCE) else dice.between(895, 965)
    wobble = 0 if city.code in TIED_CITIES else dice.between(-90, 90)
    oos = aims.oos * progress // 1000 + wobble
    contract = oos * 100 // dice.between(47, 61)
    old = PROVINCE[2021][city.code].fdi * dice.between(880, 990) // 1000
    new = PROVINCE[2022][city.code].fdi * city.fdi_progress // 1000
    grains = ((oos, 12), (contract, 25), (old, 30), (new, 30))
    return [cumulate(total * CENT, dice, swing=swing, grain=CENT) for total, swing in grains]


def rank(progress: Sequence[tuple[int, int]]) -> list[int]:
    """Rank parts of wholes from the largest quotient down, equal ones sharing a place."""
    return [
        1 + sum(part * own_whole > own_part * whole for part, whole in progress)
        for own_part, own_whole in progress
    ]
