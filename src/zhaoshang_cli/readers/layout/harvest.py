"""What was gathered from a file so far: values, blanks, findings, and a count of every cell."""

from collections import Counter
from dataclasses import dataclass, field

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Blank, Observation, Target
from zhaoshang_cli.errors import Place

ObservationKey = tuple[str, int, str, str, str]
TargetKey = tuple[str, int, str, str]


@dataclass
class Tally:
    """Where the cells of one table went; together they are all of its cells with text."""

    loaded: int = 0
    quarantined: int = 0
    blank: int = 0
    """Cells with a sign for nothing; empty cells are not counted."""

    checked: int = 0
    """Reported rates, last year's values and sums: compared at most, never kept."""

    left_out: int = 0
    """In rows that hold no region's values, or a second time the same."""

    def as_json(self) -> dict[str, object]:
        """Return the counts for ``zs inspect``."""
        return {
            "loaded": self.loaded,
            "quarantined": self.quarantined,
            "blank": self.blank,
            "checked": self.checked,
            "left_out": self.left_out,
        }


@dataclass
class Harvest:
    """Everything taken from one file."""

    file: str
    observations: dict[ObservationKey, Observation] = field(default_factory=dict)
    targets: dict[TargetKey, Target] = field(default_factory=dict)
    _tallies: dict[ObservationKey | TargetKey, Tally] = field(default_factory=dict)
    blanks: list[Blank] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    _conflicts: set[ObservationKey | TargetKey] = field(default_factory=set)
    _told: Counter[tuple[str, str]] = field(default_factory=Counter)

    def observe(self, one: Observation, tally: Tally) -> None:
        """Keep a value, unless the same cell of the ledger has another one already."""
        key = (one.region, one.period, one.indicator, one.basis, one.source)
        first = self.observations.setdefault(key, one)
        if first is one:
            tally.loaded += 1
            self._tallies[key] = tally
        elif self._contradicts(key, same=first.value == one.value, tally=tally):
            self.findings.append(_conflict(self.file, first, one, one.period, one.basis.value))

    def aim(self, one: Target, tally: Tally) -> None:
        """Keep a target, unless the same one stands elsewhere with another value."""
        key = (one.region, one.year, one.indicator, one.level)
        first = self.targets.setdefault(key, one)
        if first is one:
            tally.loaded += 1
            self._tallies[key] = tally
        elif self._contradicts(key, same=first.value == one.value, tally=tally):
            self.findings.append(_conflict(self.file, first, one, None, None))

    def _contradicts(self, key: ObservationKey | TargetKey, *, same: bool, tally: Tally) -> bool:
        """Count a second cell for one value; if the two differ neither is kept."""
        if same:
            tally.left_out += key not in self._conflicts
            tally.quarantined += key in self._conflicts
            return False
        tally.quarantined += 1
        if key not in self._conflicts:
            self._conflicts.add(key)
            self._tallies[key].loaded -= 1
            self._tallies[key].quarantined += 1
        return True

    def once(self, key: tuple[str, str], finding: Finding) -> None:
        """Tell a finding the first time only."""
        self._told[key] += 1
        if self._told[key] == 1:
            self.findings.append(finding)

    def blank(self) -> tuple[Blank, ...]:
        """Return the cells without a value, save where another cell gives it."""
        keys = self.observations
        return tuple(
            one
            for one in self.blanks
            if (one.region, one.period, one.indicator, one.basis, one.source) not in keys
        )

    def settled(self) -> tuple[tuple[Observation, ...], tuple[Target, ...]]:
        """Return what is kept, without the values that contradict each other."""
        return (
            tuple(one for key, one in self.observations.items() if key not in self._conflicts),
            tuple(one for key, one in self.targets.items() if key not in self._conflicts),
        )


def _conflict(
    file: str,
    first: Observation | Target,
    second: Observation | Target,
    period: int | None,
    basis: str | None,
) -> Finding:
    """Name both cells of a contradiction; neither value is kept."""
    where = "!".join(part for part in (first.sheet, first.cell) if part)
    return Finding(
        "cell-conflict",
        Severity.ERROR,
        f"同一个数在{where}是“{first.raw.strip()}”，在{second.cell}是“{second.raw.strip()}”，两个都不收",
        Place(file, second.sheet or None, second.cell),
        "请报送单位更正后重报",
        second.raw,
        second.region,
        period,
        second.indicator,
        basis,
    )
