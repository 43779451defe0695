"""What an audit and a backup say of a workspace."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Self

from zhaoshang_cli.domain.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Sum:
    """How many values, and what they add up to."""

    count: int = 0
    total: Decimal = Decimal(0)

    def __add__(self, other: Self) -> "Sum":
        return Sum(self.count + other.count, self.total + other.total)

    def and_one(self, value: Decimal) -> "Sum":
        """Add one value."""
        return Sum(self.count + 1, self.total + value)

    def __str__(self) -> str:
        return f"{self.count} 个、合计 {self.total.normalize():f}"


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """What one indicator adds up to, in the archives, in the store and in the answers."""

    indicator: str
    basis: str
    """The level of a target."""

    source: str
    """``county``, ``province``, ``target`` or ``adjustment``."""

    archived: Sum
    stored: Sum
    standing: Sum | None
    """What is neither replaced nor taken back; None where not all runs could be added up."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found."""

    head: str
    """The hash of the journal's last line; empty in a new workspace."""

    runs: int
    """Lines of the journal."""

    originals: int
    """Files kept as they came."""

    rows: dict[str, int]
    """The rows of each table of the ledger."""

    findings: tuple[Finding, ...]
    totals: tuple[ControlTotal, ...] = ()
    """Only a check-up adds everything up."""

    @property
    def sound(self) -> bool:
        """Whether nothing is changed, missing, extra or out of order."""
        return all(finding.severity is Severity.INFO for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was written and read back."""

    path: Path
    files: int
    size: int
    """Bytes of the ZIP file."""

    head: str
    """The hash of the journal's last line; empty in a new workspace."""
