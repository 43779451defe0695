"""A reading held against the right answer: what was read right, wrongly, told of, or passed over."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from tests.dirty.cities import CODES as CODES_OF_CITIES, city
from tests.dirty.model import Aim, DirtySheet, Expected, Fault, Key, Plant, Spot
from zhaoshang_cli import resources
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.indicator import indicators_from
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.files.archive import sources_in
from zhaoshang_cli.readers.files.books import Rejected, Source, read_book
from zhaoshang_cli.readers.sheet import column_letters
from zhaoshang_cli.readers.understand import understand

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")

CODES: dict[Plant, frozenset[str]] = {
    Plant.UNREADABLE: frozenset({"amount-unreadable"}),
    Plant.PERCENT: frozenset({"percent-in-amount"}),
    Plant.TOO_LONG: frozenset({"too-many-digits", "amount-too-large"}),
    Plant.FORMULA: frozenset({"cell-error"}),
    Plant.UNCALCULATED: frozenset({"cell-error"}),
    Plant.ABOUT: frozenset({"approximate"}),
    Plant.REGION: frozenset({"region-unknown"}),
    Plant.COLUMN: frozenset({"column-unknown", "indicator-unknown"}),
    Plant.UNIT: frozenset({"unit-mismatch"}),
    Plant.CLASH: frozenset({"basis-ambiguous", "basis-unknown"}),
    Plant.TOTAL: frozenset({"total-differs"}),
    Plant.RATE: frozenset({"reported-rate-differs"}),
    Plant.CONFLICT: frozenset({"cell-conflict"}),
    Plant.TWICE: frozenset({"total-differs"}),
    Plant.NO_PERIOD: frozenset({"period-unknown", "period-ambiguous"}),
    Plant.NO_REGION: frozenset({"region-missing", "region-ambiguous"}),
    Plant.HIDDEN: frozenset({"file-hidden"}),
    Plant.UNIT_UNSAID: frozenset({"unit-assumed"}),
    Plant.NEGATIVE: frozenset({"negative-value"}),
    Plant.OTHER_MONTH: frozenset({"period-ambiguous"}),
    Plant.SWAPPED: frozenset({"month-over-ytd"}),
    Plant.UNSIGNED: frozenset({"signature-missing"}),
}
"""The codes that tell of each fault."""

_FOLLOWS = frozenset({"total-differs", "reported-rate-differs", "month-over-ytd"})
"""What a doubtful value brings with it, since sums and rates no longer fit."""

_SHAKES = {Plant.ABOUT, Plant.CONFLICT, Plant.TWICE}

_ON_VALUES = {
    Plant.UNREADABLE,
    Plant.PERCENT,
    Plant.TOO_LONG,
    Plant.FORMULA,
    Plant.UNCALCULATED,
    Plant.ABOUT,
    Plant.CONFLICT,
}


@cache
def context(code: str) -> Context:
    """Return what a city's sheets are read against."""
    table = tomllib.loads(resources.text("data", "indicators.toml"))["indicator"]
    return Context(
        regions=city(CODES_OF_CITIES.index(code)).tree, indicators=indicators_from(table)
    )


def read(sheet: DirtySheet) -> Reading | ZsError:
    """Read a sheet as zs does."""
    (source,) = sources_in(Source.of(sheet.name, sheet.data))
    book = source if isinstance(source, Rejected) else read_book(source)
    if isinstance(book, Rejected):
        return book.error
    try:
        return understand(book, context(sheet.city.tree.own.code), Decisions())
    except ZsError as error:
        return error


def judge(sheet: DirtySheet) -> Iterator[tuple[str, str]]:
    """Say of every value and fault of a sheet what became of it, and where."""
    reading = read(sheet)
    if isinstance(reading, ZsError):
        if reading.code == "no-values" and not sheet.truth and not sheet.aims:
            return
        told = [Finding(reading.code, Severity.ERROR, reading.message, Place(sheet.name))]
        held: dict[Key | Aim, tuple[Decimal, str]] = {}
    else:
        told = list(reading.findings)
        held = {
            Key(one.region, one.period, one.indicator, one.basis): (one.value, one.cell)
            for one in reading.observations
        }
        held |= {
            Aim(one.region, one.year, one.indicator): (one.value, one.cell)
            for one in reading.targets
        }
        if any(one.source is not sheet.source for one in reading.observations):
            yield "wrong source", str(reading.kind)
    yield from _judge_values(sheet, held, told)
    yield from _judge_faults(sheet, told)


def _judge_values(
    sheet: DirtySheet, held: dict[Key | Aim, tuple[Decimal, str]], told: list[Finding]
) -> Iterator[tuple[str, str]]:
    truth: dict[Key | Aim, Expected] = {}
    truth |= dict(sheet.truth.items())
    truth |= dict(sheet.aims.items())
    values = {_name(one.spot) for one in truth.values()}
    values |= {_name(fault.spot) for fault in sheet.faults if fault.plant in _ON_VALUES}
    for key, expected in truth.items():
        value = held.get(key)
        here = [one for one in told if not sheet.paged or _same_page(one, expected.spot)]
        if value is not None and value[0] == expected.value:
            yield "right", ""
        elif any(_covers(finding, expected.spot, values) for finding in here):
            yield "flagged", ""
        elif value is None:
            yield "missing", f"{key} = {expected.value} at {_name(expected.spot)}"
        else:
            yield "wrong", f"{key} = {expected.value} read as {value[0]} from {value[1]}"
    doubtful = {fault.spot for fault in sheet.faults if fault.plant is Plant.ABOUT}
    for key, (read_value, cell) in held.items():
        if key not in truth and cell not in {_name(spot) for spot in doubtful}:
            yield "wrong", f"{key} invented as {read_value} from {cell}"


def _same_page(finding: Finding, spot: Spot) -> bool:
    return not finding.place.sheet or finding.place.sheet == spot.sheet


def _judge_faults(sheet: DirtySheet, told: list[Finding]) -> Iterator[tuple[str, str]]:
    for fault in sheet.faults:
        if fault.required:
            found = any(_tells(one, fault) or _refuses(one, fault) for one in told)
            yield f"{'found' if found else 'missed'} {fault.plant}", _name(fault.spot)
    for finding in told:
        if finding.severity is Severity.INFO:
            continue
        if not any(_explains(fault, finding) for fault in sheet.faults):
            yield f"alarms {finding.code}", f"{finding.place} {finding.message} {finding.raw!r}"


def _tells(finding: Finding, fault: Fault) -> bool:
    """Whether a finding tells of a fault: a fitting code, in its cell, row or column."""
    if finding.code not in CODES[fault.plant]:
        return False
    return fault.spot.row is None or finding.place.cell is None or _near(finding, fault.spot)


def _refuses(finding: Finding, fault: Fault) -> bool:
    """Whether the whole column of a spoiled cell was refused, so that nobody looks at its cells."""
    return (
        fault.plant in _ON_VALUES
        and finding.code in CODES[Plant.UNIT]
        and _near(finding, fault.spot)
    )


def _explains(fault: Fault, finding: Finding) -> bool:
    """Whether a planted fault accounts for a finding."""
    follows = fault.plant in _SHAKES and finding.code in _FOLLOWS
    return follows or _tells(finding, fault)


def _near(finding: Finding, spot: Spot) -> bool:
    match = _ADDRESS.match(finding.place.cell or "")
    if match is None or spot.row is None or spot.column is None:
        return True
    return match[1] == column_letters(spot.column) or int(match[2]) == spot.row + 1


def _covers(finding: Finding, spot: Spot, values: set[str]) -> bool:
    """Whether an error speaks of a cell: of it, of its heading or its row's label, or of the file."""
    if finding.severity is not Severity.ERROR:
        return False
    if finding.place.cell in values:
        return finding.place.cell == _name(spot)
    return _near(finding, spot)


def _name(spot: Spot) -> str:
    if spot.row is None or spot.column is None:
        return ""
    return f"{column_letters(spot.column)}{spot.row + 1}"
