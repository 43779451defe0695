"""What a long text yields while it is read: handed on as it comes, and sums compared as they pass."""

from dataclasses import dataclass, field
from decimal import Decimal

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Blank, Kind, Observation, Target
from zhaoshang_cli.readers.layout.check import Checks, Entry
from zhaoshang_cli.readers.layout.frame import Frame
from zhaoshang_cli.readers.layout.harvest import Harvest, Tally
from zhaoshang_cli.readers.layout.plan import RowWords
from zhaoshang_cli.readers.layout.rows import Row, RowKind
from zhaoshang_cli.readers.long.pairs import unchecked
from zhaoshang_cli.readers.long.window import Window

_MOST_SUMS, _MOST_KEYS = 20_000, 200_000

_Key = tuple[int, RowWords]
Taken = tuple[tuple[Observation, ...], tuple[Target, ...], tuple[Blank, ...], tuple[Finding, ...]]


class Flow(Harvest):
    """Everything taken since it was last handed on.

    A value that stands twice is handed on twice: whoever has all of them decides.
    """

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.values: list[Observation] = []
        self.aims: list[Target] = []

    def observe(self, one: Observation, tally: Tally) -> None:
        """Keep a value."""
        tally.loaded += 1
        self.values.append(one)

    def aim(self, one: Target, tally: Tally) -> None:
        """Keep a target."""
        tally.loaded += 1
        self.aims.append(one)

    def once(self, key: tuple[str, str], finding: Finding) -> None:
        """Tell a finding the first time only, as far as so many times can be remembered."""
        if len(self._told) > _MOST_KEYS:
            self._told.clear()
        super().once(key, finding)

    @property
    def size(self) -> int:
        """How much waits to be handed on."""
        return len(self.values) + len(self.aims) + len(self.blanks) + len(self.findings)

    def handed_on(self) -> Taken:
        """Return what was taken, and begin anew."""
        taken = (
            tuple(self.values),
            tuple(self.aims),
            tuple(self.blanks),
            tuple(self.findings),
        )
        self.values, self.aims, self.blanks, self.findings = [], [], [], []
        return taken


@dataclass(slots=True)
class _Sum:
    """What was added up so far, of one column beside one label."""

    value: Decimal = Decimal(0)
    count: int = 0
    regions: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        self.value += entry.value
        self.count += 1
        self.regions.add(entry.region)


class _Sums:
    """What was added up so far, by column, label and period."""

    def __init__(self) -> None:
        self._sums: dict[_Key, dict[int, _Sum]] = {}
        self.size = 0

    def add(self, entry: Entry) -> None:
        """Add a value."""
        of_key = self._sums.setdefault((entry.column, entry.words), {})
        found = of_key.get(entry.period)
        if found is None:
            found = of_key[entry.period] = _Sum()
            self.size += 1
        found.add(entry)

    def of(self, reported: Entry) -> _Sum:
        """Return the sum of what a reported one covers; of all periods where it names none."""
        of_key = self._sums.get((reported.column, reported.words), {})
        if reported.period:
            return of_key.get(reported.period, _Sum())
        parts = of_key.values()
        return _Sum(
            sum((one.value for one in parts), Decimal(0)),
            sum(one.count for one in parts),
            set[str]().union(*(one.regions for one in parts)),
        )


@dataclass(slots=True)
class _Reported:
    """A sum that was reported, and the rows between it and its neighbours."""

    row: Row
    entry: Entry
    above: _Sum
    below: _Sum = field(default_factory=_Sum)


class RunningChecks(Checks):
    """Compares sums with their parts without holding the parts."""

    def __init__(self, frame: Frame, window: Window) -> None:
        super().__init__(frame)
        self._window = window
        self._all, self._since, self._before = _Sums(), _Sums(), _Sums()
        self._waiting: list[_Reported] = []
        """The sums of the row of sums that came last."""

        self._open: list[_Reported] = []
        """Sums that neither the rows above them nor those below add up to."""

        self._row = -1
        self._skipped = 0

    def add(self, entry: Entry) -> None:
        """Remember a kept value."""
        if self._all.size <= _MOST_KEYS:
            self._all.add(entry)
            self._since.add(entry)

    def total(self, row: Row, entry: Entry) -> None:
        """Remember a reported sum."""
        if row.index != self._row:
            self._close()
            self._row, self._before, self._since = row.index, self._since, _Sums()
            self._window.kept[row.index] = self._window[row.index]
        self._waiting.append(_Reported(row, entry, self._before.of(entry)))

    def totals(self) -> None:
        """Compare every reported sum that is open still with the rows it covers."""
        self._close()
        if self._all.size > _MOST_KEYS:
            self._skipped += len(self._open)
            self._open = []
        for one in self._open:
            self._settle(one)
        if self._skipped:
            told = unchecked(self.frame.harvest.file, f"有 {self._skipped} 个合计没有和明细核对")
            self.frame.harvest.findings.append(told)

    def _close(self) -> None:
        """Compare the last row of sums with the rows below it, now that these are known."""
        differing = []
        for one in self._waiting:
            one.below = self._since.of(one.entry)
            if one.entry.value not in {one.above.value, one.below.value}:
                differing.append(one)
        room = max(_MOST_SUMS - len(self._open), 0)
        self._open += differing[:room]
        self._skipped += len(differing[room:])
        if self._waiting and not differing[:room]:
            del self._window.kept[self._row]
        self._waiting = []

    def _settle(self, one: _Reported) -> None:
        covered = self._all.of(one.entry)
        if one.entry.column in self._holes or not covered.count:
            return
        if one.row.whole and not self._wanted() <= covered.regions:
            return
        if one.row.kind is RowKind.SUBTOTAL:
            self._differs(one.row, one.entry, (one.above if one.above.count else one.below).value)
        elif one.entry.value != covered.value:
            self._differs(one.row, one.entry, covered.value)

    def _wanted(self) -> set[str]:
        regions = self.frame.context.regions
        wanted = regions.peers if self.frame.kind is Kind.PROVINCE else regions.counted
        return {region.code for region in wanted}
