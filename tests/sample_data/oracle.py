"""An independent reading of the sample data, against which every printed number can be tested.

It knows each county's house style by position instead of recognising anything, computes in
``Decimal`` only, and shares no code with the product or with the generator. ``load_oracle``
is the door; the keys of what it returns are plain strings:

* a region is its six-digit code, the city itself ``410400``;
* a period is ``2022-11``, a year-to-date span or, with basis ``month``, that month;
* an indicator is ``oos_funds``, ``oos_contract`` (万元), ``fdi_used`` (万美元), ``proj_signed``,
  ``proj_perf`` or ``proj_started`` (个);
* a basis is ``ytd`` or ``month``, a level of a target ``省定`` or ``市定``.

What a county left out or marked as nothing is absent, never zero.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from .grids import CITY_CODES, COUNTY_CODES, Grid, month, number, read_grid

OOS, CONTRACT, FDI = "oos_funds", "oos_contract", "fdi_used"
SIGNED, PERF, STARTED = "proj_signed", "proj_perf", "proj_started"
INDICATORS = {
    "实际到位省外资金": OOS,
    "合同省外资金": CONTRACT,
    "实际使用外资": FDI,
    "新签约项目数": SIGNED,
    "履约项目数": PERF,
    "开工项目数": STARTED,
}
YI, YUAN = Decimal(10000), Decimal("0.0001")

ValueKey = tuple[str, str, str, str]
"""Region, period, indicator, basis."""


@dataclass(frozen=True, slots=True)
class Oracle:
    """Everything that the sample data says, last word of each county."""

    values: Mapping[ValueKey, Decimal]
    """What the counties report, by (region, period, indicator, basis)."""
    sources: Mapping[ValueKey, str]
    """The file, relative to the sample data, that had the last word on each value."""
    peers: Mapping[tuple[str, str, str], Decimal]
    """The provincial tables' 累计 of all 18 cities, by (city, period, indicator)."""
    targets: Mapping[tuple[str, int, str, str], Decimal]
    """The yearly targets, by (region, year, indicator, level)."""
    printed: Mapping[tuple[str, str, str, str], Decimal]
    """What else the provincial tables print, by (city, period, indicator, column).

    The column is ``target``, ``progress`` or ``rank``; the row 全省 is city ``410000`` and has
    ``ytd`` as well.
    """

    def total(self, period: str, indicator: str, basis: str = "ytd") -> Decimal:
        """Add up the 12 counties and zones; a ``KeyError`` if one has no value."""
        return sum(
            (self.values[code, period, indicator, basis] for code in COUNTY_CODES.values()),
            Decimal(0),
        )


@dataclass(frozen=True, slots=True)
class _House:
    """Where a county puts its values: ``columns[i]`` describes the cell ``first + i``."""

    code: str
    row: int
    first: int
    columns: tuple[tuple[str, str], ...]
    when: str
    """``title``, ``name`` or ``column`` (the second)."""
    scale: Decimal = Decimal(1)
    """万元 in one unit of the county's 省外资金."""


_OOS_BOTH = ((OOS, "month"), (OOS, "ytd"), (CONTRACT, "ytd"))
_OOS_YTD = ((OOS, "ytd"), (CONTRACT, "ytd"))
_FDI_BOTH = ((FDI, "month"), (FDI, "ytd"))
_FDI_YTD = ((FDI, "ytd"),)
_THREE = ((SIGNED, "ytd"), (PERF, "ytd"), (STARTED, "ytd"))
_SIGNED_PERF = ((SIGNED, "ytd"), (PERF, "ytd"))
_SIGNED_STARTED = ((SIGNED, "ytd"), (STARTED, "ytd"))

_NEW_TOWN = _House("410472", 1, 1, (*_OOS_YTD, *_FDI_YTD, *_SIGNED_STARTED), "name")
_HOUSES = {
    "新华区": _House("410402", 1, 2, (*_OOS_BOTH, *_FDI_BOTH, *_THREE), "column"),
    "卫东区": _House("410403", 4, 1, (*_OOS_BOTH, *_FDI_YTD, *_SIGNED_STARTED), "title"),
    "石龙区": _House("410404", 1, 3, (*_OOS_BOTH, *_FDI_YTD, *_THREE), "column"),
    "湛河区": _House("410411", 2, 2, (*_OOS_BOTH, *_FDI_YTD, *_THREE), "column"),
    "宝丰县": _House("410421", 5, 1, (*_OOS_BOTH, *_FDI_BOTH, *_THREE), "title"),
    "叶县": _House("410422", 5, 1, (*_OOS_BOTH, *_FDI_BOTH, *_SIGNED_PERF), "name", YI),
    "郏县": _House("410425", 1, 2, (*_OOS_YTD, *_FDI_YTD, *_SIGNED_PERF), "column", YUAN),
    "舞钢": _House("410481", 3, 0, (*_OOS_BOTH, *_FDI_YTD, *_THREE), "title"),
    "汝州市": _House("410482", 4, 0, (*_OOS_BOTH, *_FDI_BOTH, *_THREE), "title"),
    "高新区": _House("410471", 2, 2, (*_OOS_BOTH, *_FDI_BOTH, *_SIGNED_STARTED), "column"),
    "新城区": _NEW_TOWN,
    "示范区": _NEW_TOWN,
}


def load_oracle(sample_data: Path, *, through: str = "9999-99") -> Oracle:
    """Read every file below ``returns``, ``province`` and ``targets``.

    Args:
        sample_data: The folder of the sample.
        through: The last folder of ``returns`` to be read, such as ``2022-09``; what was mended
            later still stands as it was first sent.

    Raises:
        ValueError: If two files of one folder disagree about a value.
    """
    values: dict[ValueKey, Decimal] = {}
    sources: dict[ValueKey, str] = {}
    for folder in sorted((sample_data / "returns").iterdir()):
        if folder.name > through:
            continue
        found = _read_folder(folder)
        values |= {key: value for key, (value, _) in found.items()}
        sources |= {key: f"returns/{folder.name}/{name}" for key, (_, name) in found.items()}
    cells = dict(_read_province(sample_data / "province"))
    peers = {key[:3]: v for key, v in cells.items() if key[3] == "ytd" and key[0] != "410000"}
    printed = {key: v for key, v in cells.items() if key[:3] not in peers or key[3] != "ytd"}
    return Oracle(values, sources, peers, dict(_read_targets(sample_data / "targets")), printed)


def _read_folder(folder: Path) -> dict[ValueKey, tuple[Decimal, str]]:
    found: dict[ValueKey, tuple[Decimal, str]] = {}
    for path in sorted(folder.iterdir()):
        for key, value in _read_return(path):
            if found.setdefault(key, (value, path.name))[0] != value:
                raise ValueError(f"{path}: {key} is {value}, elsewhere {found[key]}")
    return found


def _read_return(path: Path) -> Iterator[tuple[ValueKey, Decimal]]:
    grid = read_grid(path)
    if path.name.startswith("鲁山县"):
        yield from _read_long(grid)
    elif path.name.startswith("全市汇总表"):
        yield from _read_collation(grid)
    else:
        house = next(house for name, house in _HOUSES.items() if path.name.startswith(name))
        if path.name.startswith("石龙区"):
            grid = _lay_down(grid)
        yield from _read_house(house, path.name, grid)


def _lay_down(grid: Grid) -> Grid:
    """Turn the two columns of 石龙区 into rows, the month in the second place."""
    return list(zip(*grid, strict=True))


def _read_house(house: _House, name: str, grid: Grid) -> Iterator[tuple[ValueKey, Decimal]]:
    last = len(grid) if name.startswith("新华区") else house.row + 1
    for row in grid[house.row : last]:
        period = month({"name": name, "title": grid[0][0], "column": row[1]}[house.when])
        # 新华区 leaves the projects out until 2022.
        for text, (indicator, basis) in zip(row[house.first :], house.columns, strict=False):
            value = number(text)
            if value is not None:
                scale = house.scale if indicator in {OOS, CONTRACT} else Decimal(1)
                yield (house.code, period, indicator, basis), value * scale


def _read_long(grid: Grid) -> Iterator[tuple[ValueKey, Decimal]]:
    for _, when, name, in_month, to_date, _ in grid[1:]:
        for basis, text in (("month", in_month), ("ytd", to_date)):
            value = number(text)
            if value is not None:
                yield ("410423", month(when), INDICATORS[name], basis), value


def _read_collation(grid: Grid) -> Iterator[tuple[ValueKey, Decimal]]:
    period = month(grid[0][0])
    for _, name, *texts in grid[3:]:
        for indicator, text in zip((OOS, CONTRACT, FDI, SIGNED), texts, strict=True):
            yield (COUNTY_CODES[name], period, indicator, "ytd"), Decimal(text)


_COLUMNS = {"年度目标": "target", "本年累计": "ytd", "完成进度(%)": "progress", "位次": "rank"}
_CSV_COLUMNS = ((OOS, "target"), (OOS, "ytd"), (CONTRACT, "ytd"), (FDI, "target"), (FDI, "ytd"))


def _read_province(folder: Path) -> Iterator[tuple[tuple[str, str, str, str], Decimal]]:
    for path in sorted(folder.iterdir()):
        grid = read_grid(path)
        in_yi = path.suffix == ".xlsx"
        columns = list(_workbook_columns(grid)) if in_yi else list(_CSV_COLUMNS)
        for name, *texts in grid[3:]:
            for (indicator, column), text in zip(columns, texts, strict=True):
                value = number(text)
                if value is not None:
                    money = indicator != FDI and column in {"target", "ytd"}
                    scale = YI if in_yi and money else Decimal(1)
                    yield (CITY_CODES[name], month(grid[0][0]), indicator, column), value * scale


def _workbook_columns(grid: Grid) -> Iterator[tuple[str, str]]:
    group = ""
    for over, heading in zip(grid[1][1:], grid[2][1:], strict=True):
        group = over or group
        yield INDICATORS[group.partition("(")[0]], _COLUMNS[heading]


def _read_targets(folder: Path) -> Iterator[tuple[tuple[str, int, str, str], Decimal]]:
    codes = CITY_CODES | COUNTY_CODES
    for name, level, oos, fdi in read_grid(folder / "2021年招商引资目标.xlsx")[2:]:
        if name in codes:
            yield (codes[name], 2021, OOS, level), Decimal(oos)
            yield (codes[name], 2021, FDI, level), Decimal(fdi)
    with (folder / "2022年招商引资目标.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            key = (
                codes[line["地区"]],
                int(line["年度"]),
                INDICATORS[line["指标"]],
                line["目标级别"],
            )
            yield key, Decimal(line["目标值"])
