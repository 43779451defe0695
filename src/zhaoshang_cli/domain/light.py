"""蓝、绿、黄、红: how a region stands against its target and the schedule, at a glance."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Light(StrEnum):
    """A word and a sign besides the colour, so that a print in black and white says the same."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def text(self) -> str:
        """What tables print."""
        return {"blue": "蓝◆", "green": "绿●", "yellow": "黄▲", "red": "红▼"}[self]


@dataclass(frozen=True, slots=True)
class Lights:
    """Where the lights change; all three are lower bounds."""

    blue: Decimal = Decimal(100)
    """完成率, in per cent."""

    green: Decimal = Decimal(0)
    """差距, in 个百分点."""

    yellow: Decimal = Decimal(-5)
    """差距, in 个百分点; below it is red."""

    def light(self, completion: Decimal, gap: Decimal) -> Light:
        """Choose the light of a rounded 完成率 and 差距."""
        if completion >= self.blue:
            return Light.BLUE
        if gap >= self.green:
            return Light.GREEN
        return Light.YELLOW if gap >= self.yellow else Light.RED
