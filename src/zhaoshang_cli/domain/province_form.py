"""The blank table of the province's figures: a row a city, a group of columns an indicator."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.region import Region

COLUMNS = ("本年累计", "上月累计", "上年同期累计")
"""What stands below every indicator; only the first is asked."""

WHOLE = "全省合计"
"""The row of the printed total: it checks what was typed above it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the province has already published of one city and indicator."""

    before: Decimal | None = None
    """Last month's 累计 of the same year, in the canonical unit; None where unknown."""

    base: Decimal | None = None
    """The 累计 of the same span last year."""


@dataclass(frozen=True, slots=True)
class ProvinceForm:
    """A blank table for one month of all regions of the own level."""

    province: Region | None
    period: Period
    regions: tuple[Region, ...]
    indicators: tuple[Indicator, ...]
    known: Mapping[tuple[str, str], Known]
    """By the codes of region and indicator."""

    @property
    def title(self) -> str:
        """The heading, from which the period can be read back."""
        span = f"1-{self.period.month}月" if self.period.month > 1 else "1月"
        return f"{self.period.year}年{span}全省招商引资主要指标完成情况"

    def of(self, region: Region, indicator: Indicator) -> Known:
        """Return what is known of one cell's past."""
        return self.known.get((region.code, indicator.code), Known())
