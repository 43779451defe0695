"""How one file was understood."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhaoshang_cli.domain.finding import Finding
from zhaoshang_cli.domain.returns import Kind


@dataclass(frozen=True, slots=True)
class Inspection:
    """What ``zs inspect`` tells of a file."""

    file: str
    encoding: str
    kind: Kind
    sheets: Sequence[Mapping[str, Any]]
    """Each sheet as the reader describes it: its tables with header rows, columns, unit, period,
    rows left out; or why it was skipped."""

    signatures: Mapping[str, str]
    findings: tuple[Finding, ...]
