"""The blank table of yearly targets: what is to be set, beside what was set last year."""

from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.region import Region

HEADINGS = ("年度", "地区", "指标", "计量单位", "目标级别", "目标值", "上年目标", "说明")


@dataclass(frozen=True, slots=True)
class Aim:
    """One line of the table."""

    region: Region
    indicator: Indicator
    level: str
    before: Decimal | None
    """Last year's target of the same level, in the canonical unit; None where unknown or where it
    was set under another caliber."""


@dataclass(frozen=True, slots=True)
class TargetForm:
    """A blank table of the targets of one year."""

    year: int
    levels: tuple[str, ...]
    """The levels that may be chosen."""

    aims: tuple[Aim, ...]

    @property
    def title(self) -> str:
        """The heading."""
        return f"{self.year}年度招商引资目标表"
