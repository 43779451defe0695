"""An adjustment of one value that stands."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Adjusted:
    """By how much the confirmed 累计 of a region differs from the reported one, and why."""

    region: str
    indicator: str
    submission: int
    amount: Decimal
    kind: str
    """核减, 补报 or 更正."""

    reason: str
    document: str
    approver: str

    @property
    def entry(self) -> dict[str, object]:
        """Write it for scripts."""
        return {
            "region": self.region,
            "indicator": self.indicator,
            "submission": self.submission,
            "amount": self.amount,
            "kind": self.kind,
            "reason": self.reason,
            "document": self.document,
            "approver": self.approver,
        }
