"""What an audit and a backup say of a workspace."""

from dataclasses import dataclass
from pathlib import Path

from zhaoshang_cli.domain.finding import Finding, Severity


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
