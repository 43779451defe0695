"""One value at two vintages."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the ledger that is not what it was."""

    region: str
    period: int
    """As ``202211``; the year and 00 for a target."""

    indicator: str
    basis: str
    source: str
    before: Decimal | None
    after: Decimal | None
    before_submission: int | None
    after_submission: int | None

    @property
    def change(self) -> str:
        """``added``, ``changed`` or ``withdrawn``."""
        if self.before is None:
            return "added"
        return "withdrawn" if self.after is None else "changed"

    @property
    def amount(self) -> Decimal | None:
        """By how much; None where there is a value on one side only."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before
