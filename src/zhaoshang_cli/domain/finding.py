"""Something wrong or doubtful in what was sent, as a value: a return may hold many."""

from dataclasses import dataclass
from enum import StrEnum

from zhaoshang_cli.errors import Place


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """错误: the cell is not loaded."""

    WARNING = "warning"
    """核实: loaded, and somebody should explain it."""

    INFO = "info"
    """提示: loaded, and worth knowing."""

    @property
    def chinese(self) -> str:
        """The word the office uses."""
        return {"error": "错误", "warning": "核实", "info": "提示"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, explain or know, with its place and its remedy."""

    code: str
    """A key of ``data/codes/*.toml``."""

    severity: Severity
    message: str
    """What is the matter, in Chinese, without a full stop."""

    place: Place
    hint: str | None = None
    """How to mend it."""

    raw: str | None = None
    """The text of the cell as it stood, when the finding is about one cell."""

    region: str | None = None
    period: int | None = None
    indicator: str | None = None
    """What the cell would have been, as far as that is known."""

    basis: str | None = None
