"""What a run of ``zs ingest`` did, file by file."""

from dataclasses import dataclass
from enum import StrEnum

from zhaoshang_cli.domain.finding import Finding, Severity
from zhaoshang_cli.domain.returns import Kind


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

    @property
    def quarantined(self) -> int:
        """How many cells were not taken in."""
        if self.status is Status.REJECTED:
            return 0
        return sum(one.severity is Severity.ERROR for one in self.findings)


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of a run."""

    files: tuple[FileReport, ...]
    passed_over: tuple[str, ...] = ()
    """Files of a folder that are no sheets."""

    @property
    def rejected(self) -> bool:
        """Whether a file could not be read at all."""
        return any(file.status is Status.REJECTED for file in self.files)

    @property
    def quarantined(self) -> int:
        """How many cells were not taken in."""
        return sum(file.quarantined for file in self.files)
