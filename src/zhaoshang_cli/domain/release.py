"""What was published: a period, and the state of knowledge that it was published from."""

from dataclasses import dataclass
from datetime import date

from zhaoshang_cli.domain.period import Period


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of one period. Later submissions never change it."""

    period: Period
    edition: int
    """1 for the first publication of the period."""

    run: int
    """Its archive, which keeps the documents and what they were written with."""

    vintage: int
    """The last submission that was known."""

    released_on: date
    approver: str
    recorded_at: str = ""
    version: str = ""
    """Of zs."""

    journal_hash: str = ""

    def __str__(self) -> str:
        """Name it as ``--as-of`` takes it."""
        return f"发布:{self.period}" + (f":{self.edition}" if self.edition > 1 else "")

    def note(self, as_of: int) -> str:
        """Say below a table of the vintage ``as_of`` that its period is published."""
        again = f"（第{self.edition}次发布）" if self.edition > 1 else ""
        said = f"{self.period} 已于 {self.released_on} 发布{again}"
        if as_of == self.vintage:
            return f"{said}，这里就是发布时的数"
        return f"{said}，用的是第 {self.vintage} 次报送时的数，要看加 --as-of {self}"

    @property
    def entry(self) -> dict[str, object]:
        """Write it for scripts."""
        return {
            "period": str(self.period),
            "edition": self.edition,
            "vintage": self.vintage,
            "released_on": self.released_on.isoformat(),
            "approver": self.approver,
        }
