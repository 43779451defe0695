"""The yearly targets: 省定 for the cities, 市定 for the city and its counties."""

import datetime as dt
from dataclasses import dataclass

from .regions import CITIES, CITY, CITY_NAME, COUNTIES
from .sheets import Book, Parcel, text_bytes

YEARS = (2021, 2022)


@dataclass(frozen=True, slots=True)
class Aims:
    """The two targets of a region for a year."""

    oos: int
    """实际到位省外资金, 万元."""
    fdi: int
    """实际使用外资, 万美元; of 2021 on the old scope, of 2022 on the new one."""


OWN_2021 = Aims(6272000, 74000)
"""What the province asked of the city in 2021."""

CITY_LEVEL = {2021: Aims(6380000, 75500), 2022: Aims(6700000, 4800)}
"""What the city asks of itself."""


def _province(year: int) -> dict[str, Aims]:
    """省定 targets by city; those of the peers in 2021 follow from 2022."""
    if year == YEARS[-1]:
        return {city.code: Aims(city.oos_target, city.fdi_target) for city in CITIES}
    earlier = {
        city.code: Aims(city.oos_target * 95 // 100000 * 1000, city.fdi_target * _scope(place))
        for place, city in enumerate(CITIES)
    }
    return earlier | {CITY: OWN_2021}


def _scope(place: int) -> int:
    """How many times larger the old scope is for a peer."""
    return 12 + place * 5 % 8


PROVINCE = {year: _province(year) for year in YEARS}
"""省定 targets by year and city code."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A line of a file of targets."""

    name: str
    level: str
    aims: Aims


def _all_aims(year: int) -> list[Aim]:
    place = YEARS.index(year)
    lines = [Aim(city.name, "省定", PROVINCE[year][city.code]) for city in CITIES]
    lines.append(Aim(CITY_NAME, "市定", CITY_LEVEL[year]))
    for county in COUNTIES:
        aims = Aims(county.oos_targets[place], county.fdi_targets[place])
        lines.append(Aim(county.name, "市定", aims))
    return lines


def target_parcels() -> list[Parcel]:
    """Write 2021 side by side in a workbook and 2022 one below the other in text."""
    wide = Parcel("targets/2021年招商引资目标.xlsx", _wide(2021), dt.date(2021, 1, 20))
    long = Parcel("targets/2022年招商引资目标.csv", _long(2022), dt.date(2022, 1, 26))
    return [wide, long]


def _wide(year: int) -> bytes:
    book = Book()
    page = book.sheet("目标").merge("A1:D1", f"{year}年招商引资目标任务表", title=True)
    header = ("地区", "目标级别", "实际到位省外资金（万元）", "实际使用外资（万美元）")
    page.row(1, header)
    lines = _all_aims(year)
    for at, line in enumerate(lines, 2):
        page.row(at, (line.name, line.level, line.aims.oos, line.aims.fdi))
    page.row(len(lines) + 2, ["注：实际使用外资目标按当年口径（旧口径）下达。"])
    return book.content()


def _long(year: int) -> bytes:
    rows = [("年度", "地区", "指标", "目标级别", "目标值", "单位", "备注")]
    for line in _all_aims(year):
        base = (str(year), line.name)
        rows.append((*base, "实际到位省外资金", line.level, str(line.aims.oos), "万元", ""))
        rows.append((*base, "实际使用外资", line.level, str(line.aims.fdi), "万美元", "新口径"))
    return text_bytes(rows)
