"""Reported sums and rates against the values they stand with: a difference wants explaining."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.finding import Severity
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.plan import Plan, RowWords
from zhaoshang_cli.readers.layout.rows import Row, RowKind


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


class Checks:
    """Compares what one table reports twice."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._entries: dict[tuple[int, RowWords], list[Entry]] = defaultdict(list)
        self._sums: list[tuple[Row, Entry]] = []
        self._holes: set[int] = set()

    def add(self, entry: Entry) -> None:
        """Remember a kept value."""
        self._entries[entry.column, entry.words].append(entry)

    def hole(self, column: int) -> None:
        """Remember that a value of a column is missing, so that its sum cannot be compared."""
        self._holes.add(column)

    def total(self, row: Row, entry: Entry) -> None:
        """Remember a reported sum."""
        self._sums.append((row, entry))

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
