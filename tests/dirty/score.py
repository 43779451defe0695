"""How well zs reads dirty sheets: ``python -m tests.dirty.score 3000``.

A value is **right**, **flagged** (left out, or doubtful, with a finding that says so), **silently
wrong** or **silently missing**. A fault planted on purpose is **found** or **missed**. An error or a
warning that nothing planted accounts for is a **false alarm**.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from tests.dirty.cities import CODES as CODES_OF_CITIES, city
from tests.dirty.generator import variant
from tests.dirty.model import Aim, DirtySheet, Expected, Fault, Key, Plant, Spot
from zhaoshang_cli import resources
from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.indicator import indicators_from
from zhaoshang_cli.domain.returns import Reading
from zhaoshang_cli.errors import Place, ZsError
from zhaoshang_cli.readers.books import Rejected, read_book_bytes
from zhaoshang_cli.readers.context import Context, Decisions
from zhaoshang_cli.readers.sheet import column_letters
from zhaoshang_cli.readers.understand import understand

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")

CODES: dict[Plant, frozenset[str]] = {
    Plant.UNREADABLE: frozenset({"amount-unreadable"}),
    Plant.PERCENT: frozenset({"percent-in-amount"}),
    Plant.TOO_LONG: frozenset({"too-many-digits", "amount-too-large"}),
    Plant.FORMULA: frozenset({"cell-error"}),
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
    Plant.UNSIGNED: frozenset({"signature-missing"}),
}
"""The codes that tell of each fault."""

_FOLLOWS = frozenset({"total-differs", "reported-rate-differs"})
"""What a doubtful value brings with it, since sums and rates no longer fit."""

_SHAKES = {Plant.ABOUT, Plant.CONFLICT, Plant.TWICE}

_ON_VALUES = {
    Plant.UNREADABLE,
    Plant.PERCENT,
    Plant.TOO_LONG,
    Plant.FORMULA,
    Plant.ABOUT,
    Plant.CONFLICT,
}


_SHOWN = 6


@dataclass(slots=True)
class Score:
    """Counts over many sheets, and the first failures."""

    sheets: int = 0
    right: int = 0
    flagged: int = 0
    wrong: int = 0
    missing: int = 0
    found: int = 0
    missed: int = 0
    alarms: int = 0
    clean_cells: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, sheet: DirtySheet) -> None:
        """Read a sheet and count."""
        self.sheets += 1
        for kind, detail in _judge(sheet):
            name = kind.partition(" ")[0]
            setattr(self, name, getattr(self, name) + 1)
            if name in {"wrong", "missing", "missed", "alarms"}:
                self.failures.append(
                    f"{sheet.number} {kind} {detail} [{' '.join(sheet.description)}] {sheet.name}"
                )
        self.clean_cells += len(sheet.truth)

    @property
    def alarm_rate(self) -> Decimal:
        """False alarms a value that could be read."""
        return Decimal(self.alarms) / max(1, self.clean_cells)


@cache
def context(code: str) -> Context:
    """Return what a city's sheets are read against."""
    table = tomllib.loads(resources.text("data", "indicators.toml"))["indicator"]
    return Context(
        regions=city(CODES_OF_CITIES.index(code)).tree, indicators=indicators_from(table)
    )


def read(sheet: DirtySheet) -> Reading | ZsError:
    """Read a sheet as zs does."""
    book = read_book_bytes(sheet.name, sheet.data)
    if isinstance(book, Rejected):
        return book.error
    try:
        return understand(book, context(sheet.city.tree.own.code), Decisions())
    except ZsError as error:
        return error


def score(numbers: range) -> Score:
    """Read the variants of these numbers."""
    total = Score()
    for number in numbers:
        total.add(variant(number))
    return total


def _judge(sheet: DirtySheet) -> Iterator[tuple[str, str]]:
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
        if value is not None and value[0] == expected.value:
            yield "right", ""
        elif any(_covers(finding, expected.spot, values) for finding in told):
            yield "flagged", ""
        elif value is None:
            yield "missing", f"{key} = {expected.value} at {_name(expected.spot)}"
        else:
            yield "wrong", f"{key} = {expected.value} read as {value[0]} from {value[1]}"
    doubtful = {fault.spot for fault in sheet.faults if fault.plant is Plant.ABOUT}
    for key, (read_value, cell) in held.items():
        if key not in truth and cell not in {_name(spot) for spot in doubtful}:
            yield "wrong", f"{key} invented as {read_value} from {cell}"


def _judge_faults(sheet: DirtySheet, told: list[Finding]) -> Iterator[tuple[str, str]]:
    for fault in sheet.faults:
        if fault.required:
            found = any(_tells(finding, fault) for finding in told)
            yield ("found", "") if found else (f"missed {fault.plant}", _name(fault.spot))
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


def counts(total: Score) -> tuple[tuple[str, int], ...]:
    """Return what was counted, by its Chinese name."""
    return (
        ("表", total.sheets),
        ("读对的数", total.right),
        ("说明了原因没收的数", total.flagged),
        ("悄悄读错的数", total.wrong),
        ("悄悄漏掉的数", total.missing),
        ("找到的毛病", total.found),
        ("漏掉的毛病", total.missed),
        ("误报", total.alarms),
    )


def table(total: Score) -> str:
    """Return the score as aligned lines."""
    return "\n".join(f"{name:　<10}{number:>8}" for name, number in counts(total))


def main() -> None:
    """Print the score of so many variants, and the first failures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    total = score(range(first, first + count))
    print(table(total))
    print(f"误报占 {total.alarm_rate:.2%}")
    seen: Counter[str] = Counter()
    for failure in total.failures:
        number, name, code, _ = failure.split(" ", 3)
        seen[f"{name} {code}" if name != "wrong" else name] += seen[f"{number} {name}"] == 0
        seen[f"{number} {name}"] += 1
        if (
            seen[f"{number} {name}"] == 1
            and seen[f"{name} {code}" if name != "wrong" else name] <= _SHOWN
        ):
            print(failure)


if __name__ == "__main__":
    main()
