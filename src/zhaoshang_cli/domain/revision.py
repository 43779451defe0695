"""How a county comes back to what it reported: first, later, and in which direction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhaoshang_cli.domain.quantity import growth


@dataclass(frozen=True, slots=True)
class Version:
    """A value as reported once."""

    submission: int
    received_on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Revision:
    """A value that was reported more than once, differently."""

    indicator: str
    region: str
    period: int
    versions: tuple[Version, ...]
    """At least two, the first report first."""

    @property
    def amount(self) -> Decimal:
        """The last report less the first."""
        return self.versions[-1].value - self.versions[0].value

    def rate(self, places: int) -> Decimal | None:
        """By how many per cent; None on a first report that is not above zero."""
        return growth(self.versions[-1].value, self.versions[0].value, places)


@dataclass(frozen=True, slots=True)
class Habit:
    """How one county revises one indicator."""

    indicator: str
    region: str
    revisions: tuple[Revision, ...]

    @property
    def up(self) -> int:
        """How many ended above the first report."""
        return sum(one.amount > 0 for one in self.revisions)

    @property
    def down(self) -> int:
        """How many ended below it."""
        return sum(one.amount < 0 for one in self.revisions)

    def mean(self, places: int) -> Decimal | None:
        """The revision of all of them together in per cent: a rate of sums, not a mean of rates."""
        first = sum((one.versions[0].value for one in self.revisions), Decimal(0))
        last = sum((one.versions[-1].value for one in self.revisions), Decimal(0))
        return growth(last, first, places)

    @property
    def verdict(self) -> str:
        """Name a habit where there is one: three revisions and more, all one way."""
        if len(self.revisions) < _HABIT:
            return ""
        if self.up == len(self.revisions):
            return "总是往上改"
        return "总是往下改" if self.down == len(self.revisions) else ""


_HABIT = 3


def habits(revisions: Sequence[Revision]) -> tuple[Habit, ...]:
    """Gather revisions by indicator and county."""
    found: dict[tuple[str, str], list[Revision]] = {}
    for one in revisions:
        found.setdefault((one.indicator, one.region), []).append(one)
    return tuple(Habit(*key, tuple(several)) for key, several in found.items())
