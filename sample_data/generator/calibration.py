"""What the invented figures must come to, so that the published ones can be worked out again."""

from collections.abc import Mapping
from itertools import pairwise

from .figures import CENT, CONTRACT, FDI_NEW, OOS, TIE_MONTH, TIED, Return
from .numbers import half_up
from .periods import FDI_BREAK, LAST, PERIODS, Period
from .province import Standing, Table, rank
from .regions import CITY, COUNTIES, TIED_CITIES


def check(returns: Mapping[tuple[str, Period], Return], tables: Mapping[Period, Table]) -> None:
    """Stop with an ``ArithmeticError`` unless everything fits exactly."""
    _check_totals(tables)
    _check_published(tables)
    _check_places(tables[LAST])
    _check_tied_counties(returns)
    for county in COUNTIES:
        _check_year_on(county.code, returns)


def _hold(claim: bool, text: str) -> None:  # noqa: FBT001
    if not claim:
        raise ArithmeticError(text)


def _own(tables: Mapping[Period, Table], period: Period) -> Standing:
    return next(one for one in tables[period] if one.city.code == CITY)


def _check_totals(tables: Mapping[Period, Table]) -> None:
    for year in OOS:
        own = _own(tables, Period(year, 11))
        _hold(own.oos == OOS[year], f"省外资金 {year}")
        _hold(own.contract == CONTRACT[year], f"合同省外资金 {year}")
    _hold(_own(tables, LAST).fdi == FDI_NEW[LAST.year], "外资")


def _check_published(tables: Mapping[Period, Table]) -> None:
    own, before = _own(tables, LAST), _own(tables, Period(2021, 11))
    _hold((own.oos, own.fdi) == (6078000 * CENT, 5555 * CENT), "累计")
    _hold(half_up(own.oos, own.aims.oos * CENT) == "92.3", "省外资金完成率")
    _hold(half_up(own.oos - before.oos, before.oos) == "3.7", "省外资金同比")
    _hold(half_up(own.oos, own.contract) == "53.0", "资金到位率")
    _hold(half_up(own.fdi, own.aims.fdi * CENT) == "119.1", "外资完成率")


def _check_places(table: Table) -> None:
    oos = [(one.oos, one.aims.oos) for one in table]
    fdi = [(one.fdi, one.aims.fdi) for one in table]
    codes = [one.city.code for one in table]
    own = codes.index(CITY)
    oos_places, fdi_places = rank(oos), rank(fdi)
    _hold((oos_places[own], oos_places.count(3)) == (3, 1), "省外资金位次")
    _hold((fdi_places[own], fdi_places.count(2)) == (2, 1), "外资位次")
    one, other = (codes.index(code) for code in TIED_CITIES)
    _hold(oos_places[one] == oos_places[other] and oos[one] != oos[other], "并列")


def _check_tied_counties(returns: Mapping[tuple[str, Period], Return]) -> None:
    one, other = (returns[code, Period(2022, TIE_MONTH)] for code in TIED)
    targets = one.county.oos_targets[1], other.county.oos_targets[1]
    _hold(one.oos_ytd * targets[1] == other.oos_ytd * targets[0], "县区并列")
    _hold(one.oos_ytd != other.oos_ytd, "县区并列而数额不同")


def _check_year_on(code: str, returns: Mapping[tuple[str, Period], Return]) -> None:
    for earlier, later in pairwise(PERIODS):
        if earlier.year != later.year:
            continue
        old, new = returns[code, earlier], returns[code, later]
        _hold(old.oos_ytd < new.oos_ytd, f"{code} {later} 省外资金")
        _hold(new.oos_ytd - old.oos_ytd == new.oos_month, f"{code} {later} 省外资金本月")
        _hold(old.contract_ytd <= new.contract_ytd, f"{code} {later} 合同省外资金")
        _hold(old.fdi_ytd <= new.fdi_ytd or later == FDI_BREAK, f"{code} {later} 外资")
        _hold(old.signed <= new.signed, f"{code} {later} 签约")
