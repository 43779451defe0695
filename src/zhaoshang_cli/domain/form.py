"""The blank return that goes out to a county: what it asks, and what it prints beside."""

from dataclasses import dataclass
from decimal import Decimal

from zhaoshang_cli.domain.indicator import Indicator
from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.quantity import UNITS
from zhaoshang_cli.domain.region import Region

MARK = "zs-form/1"
"""Stands in the first cell of the form's hidden sheet, before kind, region and period."""

SHEET = "zs"
"""The name of the hidden sheet."""

HEADINGS = (
    "指标",
    "计量单位",
    "本月",
    "本年累计",
    "上月累计",
    "上年同期累计",
    "说明",
)
SIGNATURES = ("填报人", "审核人", "单位负责人", "填报日期", "联系电话")


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a form."""

    indicator: Indicator
    before: Decimal | None
    """Last month's 累计 of the same year, in the canonical unit; None where unknown."""

    base: Decimal | None
    """The 累计 of the same span last year."""

    @property
    def units(self) -> tuple[str, ...]:
        """The units that may be written in: those of the indicator's own dimension."""
        kept = self.indicator.unit
        alike = tuple(unit for unit, (canonical, _) in UNITS.items() if canonical == kept)
        return alike or (kept,)

    @property
    def counted(self) -> bool:
        """Whether only whole numbers make sense."""
        return len(self.units) == 1 and self.indicator.unit not in {"万元", "万美元"}


@dataclass(frozen=True, slots=True)
class Form:
    """A blank monthly return of one region."""

    region: Region
    period: Period
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """The heading, from which the period can be read back."""
        span = f"1-{self.period.month}月" if self.period.month > 1 else "1月"
        return f"{self.period.year}年{span}招商引资情况月报表"
