"""What a run of ``zs ingest`` did, file by file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.returns import Kind
from zhaoshang_cli.errors import Place


class Status(StrEnum):
    """What became of a file."""

    STORED = "stored"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    PLANNED = "planned"
    REJECTED = "rejected"

    @property
    def chinese(self) -> str:
        """The word the office uses."""
        return {
            "stored": "收下",
            "revised": "更正",
            "unchanged": "没有变化",
            "planned": "待收",
            "rejected": "没有收",
        }[self]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    file: str
    status: Status
    kind: Kind | None = None
    regions: tuple[str, ...] = ()
    periods: tuple[int, ...] = ()
    submission: int | None = None
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    findings: tuple[Finding, ...] = ()
    """The first of very many."""

    unlisted: Mapping[tuple[str, Severity], int] = field(default_factory=dict)
    """How many more there are, by code and severity."""

    @property
    def quarantined(self) -> int:
        """How many cells were not taken in."""
        if self.status is Status.REJECTED:
            return 0
        listed = sum(one.severity is Severity.ERROR for one in self.findings)
        return listed + sum(
            many for (_, severity), many in self.unlisted.items() if severity is Severity.ERROR
        )


@dataclass(frozen=True, slots=True)
class ValueChange:
    """What a run would do to one value."""

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

    @property
    def span(self) -> str:
        """``2022-11``, or ``2022年`` for a target."""
        return f"{self.year}年" if self.period is None else str(Period.from_number(self.period))


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a run."""

    files: tuple[FileReport, ...]
    passed_over: tuple[str, ...] = ()
    """Files of a folder that are no sheets."""

    changes: tuple[ValueChange, ...] = ()
    """Value by value; only for a plan."""

    profile: str | None = None
    """The profile that was saved."""

    @property
    def rejected(self) -> bool:
        """Whether a file could not be read at all."""
        return any(file.status is Status.REJECTED for file in self.files)

    @property
    def quarantined(self) -> int:
        """How many cells were not taken in."""
        return sum(file.quarantined for file in self.files)
