"""What comes into the ledger, and what is told of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Kind, Reading
from zhaoshang_cli.errors import Place


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was understood, with its bytes and the day it came in."""

    parts: Iterable[Reading]
    """Readings of one file, in the file's order; gone through once.

    May raise ``ZsError`` midway: the whole file is then rejected.
    """

    original: Path | bytes
    """Where the file's bytes are; or the bytes themselves, of a member of an archive."""

    received_on: date
    dated: bool = False
    """The day is the file's own date: the same file of the same day is the same arrival, and an
    earlier day does not replace what came on a later one."""


@dataclass(frozen=True, slots=True)
class Told:
    """The findings of one file: the first of them, and how many there are of each sort."""

    first: list[Finding] = field(default_factory=list)
    counts: Counter[tuple[str, Severity]] = field(default_factory=Counter)

    def add(self, finding: Finding, *, listed: bool) -> None:
        """Count a finding, and keep it if it is to be listed."""
        self.counts[finding.code, finding.severity] += 1
        if listed:
            self.first.append(finding)

    @property
    def unlisted(self) -> Mapping[tuple[str, Severity], int]:
        """How many of each sort are not among the first."""
        return self.counts - Counter((one.code, one.severity) for one in self.first)


@dataclass(frozen=True, slots=True)
class Filed:
    """A file of a run whose rows lie on the disk, and what is told of it."""

    number: int
    """Counted from 0, as the files were taken."""

    file: str
    sha256: str
    kind: Kind
    received_on: date
    regions: tuple[str, ...]
    periods: tuple[int, ...]
    values: int
    """How many observations and targets."""

    original: Path
    told: Told


@dataclass(frozen=True, slots=True)
class Change:
    """What a run does to one value of the ledger."""

    file: str
    place: Place
    region: str
    period: int | None
    """None for a target."""

    year: int | None
    """None for an observation."""

    indicator: str
    basis: str
    """The basis of an observation; the level of a target."""

    previous: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    filed: Filed
    submission: int | None
    """None where the file brought nothing new."""

    added: int
    changed: int
    unchanged: int
    changes: tuple[Change, ...] = ()
    """Value by value; only for a plan."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found: the first of very many."""
        return tuple(self.filed.told.first)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who runs what, and when: the same for every file of a run."""

    run: int
    actor: str
    command: str
    recorded_at: str
    itemised: bool = False
    """Whether every changed value is to be told."""
