"""What a workspace decides about working out rates: decimals, schedule, lights."""

from dataclasses import dataclass, field

from zhaoshang_cli.domain.light import Lights
from zhaoshang_cli.domain.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Rules:
    """What a workspace decides about rates, schedule and lights."""

    places: int = 1
    """Decimals of rates."""

    schedule: Schedule = field(default_factory=Schedule)
    lights: Lights = field(default_factory=Lights)
    january_merged: bool = False
    """January comes together with February: a year's first period is 1-2月."""
