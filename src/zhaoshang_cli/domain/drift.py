"""A published figure that is no longer what it was, and whether that must be said in public."""

from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.quantity import ratio

_PERCENT, _POINTS, _PLACE = "%", "个百分点", "位"


@dataclass(frozen=True, slots=True)
class Threshold:
    """From when on a correction (更正说明) is due."""

    amount_pct: Decimal
    points: Decimal
    places: int
    turned: bool


@dataclass(frozen=True, slots=True)
class Drifted:
    """One published figure, then and now."""

    document: str
    id: str
    then: str
    """As printed."""

    now: str
    """As it would be printed; empty where there is nothing to print any more."""

    value_then: Decimal
    value_now: Decimal | None
    unit: str
    field: str
    region: str
    indicator: str
    period: str
    sentence: str = ""

    @property
    def turned(self) -> bool:
        """Whether a growth became a decline, or a lead a lag."""
        return self.value_now is not None and self.value_then * self.value_now < 0

    def due(self, threshold: Threshold) -> bool:
        """Whether the change is large enough to be corrected in public."""
        if self.value_now is None or (self.turned and threshold.turned):
            return True
        moved = abs(self.value_now - self.value_then)
        if self.unit in (_PERCENT, _POINTS):
            return moved > threshold.points
        if self.unit == _PLACE:
            return moved > threshold.places
        if self.value_then == 0:
            return moved > 0
        return ratio(moved, abs(self.value_then), 6) > threshold.amount_pct
