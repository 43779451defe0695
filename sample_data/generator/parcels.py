"""All files of the sample, each in its folder and with the day on which it came."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from . import houses_text as text, houses_workbook as workbook
from .calibration import check
from .collected import collation, recap
from .dice import Dice
from .faulty import faulty_parcels
from .figures import Return, all_returns
from .houses_text import Filing, Letter
from .periods import PERIODS, Period
from .province import all_tables
from .province_tables import table_parcel
from .sheets import Parcel, text_bytes
from .targets import target_parcels

SEED = 410400

House: TypeAlias = Callable[[Return, Filing], Letter]

HOUSES: dict[str, House] = {
    "410402": text.xinhua,
    "410403": text.weidong,
    "410404": workbook.shilong,
    "410411": text.zhanhe,
    "410421": workbook.baofeng,
    "410422": workbook.yexian,
    "410423": text.lushan,
    "410425": workbook.jiaxian,
    "410481": text.wugang,
    "410482": workbook.ruzhou,
    "410471": workbook.high_tech,
    "410472": text.new_town,
}

LATE = ("410404", Period(2022, 8))
LATE_DAY = 9


@dataclass(frozen=True, slots=True)
class Slip:
    """By how much a first version was wrong, in hundredths, before it was mended."""

    oos: int
    contract: int


SLIPS = {
    ("410403", Period(2021, 7)): Slip(oos=86000, contract=0),
    ("410422", Period(2022, 3)): Slip(oos=0, contract=-350000),
    ("410423", Period(2022, 9)): Slip(oos=120000, contract=0),
}
MENDED_DAY = 10


def all_parcels() -> list[Parcel]:
    """Make every file of the sample, ``arrivals.csv`` last."""
    dice = Dice(SEED)
    returns = all_returns(dice)
    tables = all_tables(dice, returns)
    check(returns, tables)
    parcels = [*target_parcels(), *_county_parcels(returns, dice)]
    parcels += [collation(returns), recap(returns)]
    parcels += [table_parcel(period, tables[period]) for period in PERIODS]
    return [*parcels, *faulty_parcels(returns), _arrivals(parcels)]


def _county_parcels(returns: Mapping[tuple[str, Period], Return], dice: Dice) -> Iterator[Parcel]:
    for key, sent in returns.items():
        day = sent.period.day_after(LATE_DAY if key == LATE else dice.between(2, 5))
        if key in SLIPS:
            yield _parcel(_slipped(sent, SLIPS[key]), sent.period, day)
            mended = sent.period.day_after(MENDED_DAY)
            yield _parcel(sent, sent.period.next, mended, mark="（更正）")
        else:
            yield _parcel(sent, sent.period, day)


def _parcel(sent: Return, folder: Period, received: dt.date, *, mark: str = "") -> Parcel:
    filing = Filing(received - dt.timedelta(days=1), mark)
    letter = HOUSES[sent.county.code](sent, filing)
    return Parcel(f"returns/{folder}/{letter.name}", letter.content, received)


def _slipped(sent: Return, slip: Slip) -> Return:
    return replace(
        sent,
        oos_month=sent.oos_month - slip.oos,
        oos_ytd=sent.oos_ytd - slip.oos,
        contract_ytd=sent.contract_ytd - slip.contract,
    )


def _arrivals(parcels: list[Parcel]) -> Parcel:
    days = sorted((one.received, one.path) for one in parcels if one.received)
    rows = [("file", "received"), *((path, day.isoformat()) for day, path in days)]
    return Parcel("arrivals.csv", text_bytes(rows))
