"""Reported sums and rates against the values they stand with: a difference wants explaining."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.domain.quantity import ratio, round_half_up
from zhaoshang_cli.domain.returns import Basis, Kind
from zhaoshang_cli.readers.layout.facets import Role
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.plan import Plan, RowWords
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.layout.table import Column

_MOST_PLACES = 6
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with all that it must share with the sum that covers it."""

    row: int
    column: int
    words: RowWords
    period: int
    region: str
    plan: Plan
    value: Decimal


@dataclass(frozen=True, slots=True)
class _Rate:
    """A reported rate, waiting for the values of its row."""

    column: Column
    plan: Plan
    text: str


class Checks:
    """Compares what one table reports twice."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._entries: dict[tuple[int, RowWords], list[Entry]] = defaultdict(list)
        self._sums: list[tuple[Row, Entry]] = []
        self._holes: set[int] = set()
        self._rates: list[_Rate] = []
        self._here: list[Entry] = []
        self._bases: dict[tuple[str, Basis], Decimal] = {}
        self.rated = any(
            column.heading.role in {Role.COMPLETION, Role.GROWTH} for column in frame.table.columns
        )

    def add(self, entry: Entry) -> None:
        """Remember a kept value."""
        self._entries[entry.column, entry.words].append(entry)
        if self.rated:
            self._here.append(entry)

    def hole(self, column: int) -> None:
        """Remember that a value of a column is missing, so that its sum cannot be compared."""
        self._holes.add(column)

    def total(self, row: Row, entry: Entry) -> None:
        """Remember a reported sum."""
        self._sums.append((row, entry))

    def base(self, plan: Plan, value: Decimal) -> None:
        """Remember last year's value as the row reports it."""
        self._bases[plan.indicator.code, plan.basis] = value

    def rate(self, column: Column, plan: Plan, text: str) -> None:
        """Remember a reported rate."""
        self._rates.append(_Rate(column, plan, text))

    def rates(self, row: Row) -> None:
        """Compare the rates of a row with its values, at the decimals they are printed with."""
        for rate in self._rates:
            self._compare(row, rate)
        self._rates, self._here, self._bases = [], [], {}

    def _compare(self, row: Row, rate: _Rate) -> None:
        parts = self._parts(rate)
        printed = _percent(rate.text)
        if parts is None or printed is None or parts[1] <= 0:
            return
        if any(_agrees(parts, value, places) for value, places in printed):
            return
        places = printed[0][1]
        worked = ratio(*parts, places)
        message = f"报的{rate.plan.indicator.name}{'完成进度' if rate.plan.role is Role.COMPLETION else '同比'}是{rate.text.strip()}，按本行的数算是{worked}%"
        at = (row.index, rate.column.index)
        self.frame.harvest.findings.append(
            self.frame.finding(
                "reported-rate-differs",
                Severity.WARNING,
                message,
                at,
                "请报送单位核对这一行的数和比率",
            )
        )

    def _parts(self, rate: _Rate) -> tuple[Decimal, Decimal] | None:
        """Find numerator and denominator of a rate among the values of its row."""
        code = rate.plan.indicator.code
        values = {
            (entry.plan.role, entry.plan.basis): entry.value
            for entry in self._here
            if entry.plan.indicator.code == code
        }
        value = values.get((Role.VALUE, rate.plan.basis))
        if rate.plan.role is Role.COMPLETION:
            target = next((v for (role, _), v in values.items() if role is Role.TARGET), None)
            return None if value is None or target is None else (value, target)
        base = self._bases.get((code, rate.plan.basis))
        return None if value is None or base is None else (value - base, base)

    def totals(self) -> None:
        """Compare every reported sum with the rows it covers."""
        breaks = sorted({row.index for row, _ in self._sums})
        for row, reported in self._sums:
            if reported.column in self._holes:
                continue
            entries = self._entries.get((reported.column, reported.words), [])
            covered = [
                one for one in entries if one.period == reported.period or not reported.period
            ]
            if not covered or not self._covers(row, covered):
                continue
            sums = [
                sum((one.value for one in part), Decimal(0))
                for part in _parts_of(row, covered, breaks)
            ]
            if reported.value not in sums:
                self._differs(row, reported, sums[0])

    def _covers(self, row: Row, covered: Sequence[Entry]) -> bool:
        """Whether a sum of all can be compared: only when all that count are there."""
        if not row.whole:
            return True
        regions = self.frame.context.regions
        wanted = regions.peers if self.frame.kind is Kind.PROVINCE else regions.counted
        return {region.code for region in wanted} <= {entry.region for entry in covered}

    def _differs(self, row: Row, reported: Entry, worked: Decimal) -> None:
        unit = reported.plan.indicator.unit
        message = (
            f"“{row.label.strip()}”的{reported.plan.indicator.name}是{reported.value.normalize():f}{unit}，"
            f"各行相加是{worked.normalize():f}{unit}"
        )
        at = (row.index, reported.column)
        self.frame.harvest.findings.append(
            self.frame.finding(
                "total-differs", Severity.WARNING, message, at, "请报送单位核对合计和明细"
            )
        )


def _parts_of(row: Row, covered: Sequence[Entry], breaks: Sequence[int]) -> Iterable[list[Entry]]:
    """Give the sets of rows a sum may cover, the likeliest first."""
    above = max((index for index in breaks if index < row.index), default=-1)
    below = min((index for index in breaks if index > row.index), default=10**9)
    group_above = [one for one in covered if above < one.row < row.index]
    group_below = [one for one in covered if row.index < one.row < below]
    if row.kind is RowKind.SUBTOTAL:
        yield group_above or group_below
        yield group_below
        yield group_above  # without values: a sum of 0 is right
        return
    yield list(covered)
    yield group_above
    yield group_below


def _percent(text: str) -> list[tuple[Decimal, int]] | None:
    """Read a printed rate as per cent, and as a fraction of one where it has no sign."""
    bare = text.strip().rstrip("%％").strip()
    try:
        value = Decimal(bare)
    except ArithmeticError:
        return None
    if not value.is_finite():
        return None
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    readings = [(value, min(places, _MOST_PLACES))]
    if bare == text.strip():
        readings.append((value * _HUNDRED, min(max(places - 2, 0), _MOST_PLACES)))
    return readings


def _agrees(parts: tuple[Decimal, Decimal], value: Decimal, places: int) -> bool:
    return ratio(*parts, places) == round_half_up(value, places)
