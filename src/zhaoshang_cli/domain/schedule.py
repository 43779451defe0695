"""序时进度: how much of a yearly target should have been met by the end of a period."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.quantity import ratio, round_half_up

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Schedule:
    """The way a workspace counts how much of the year has gone.

    Months are what bulletins print (by the end of August 80.3 is 13.6 个百分点 above 66.7); days of
    the year and a curve (一季度 25%、上半年 55% …) are in use too.
    """

    mode: str = "linear_month"
    """``linear_month``, ``day`` or ``curve``."""

    curve: tuple[Decimal, ...] = ()
    """Twelve percentages, for ``curve``."""

    def percent(self, period: Period, places: int) -> Decimal:
        """Return the percentage of the year's target that is due by the end of ``period``.

        >>> Schedule().percent(Period(2022, 11), 1)
        Decimal('91.7')
        """
        if self.mode == "curve":
            return round_half_up(self.curve[period.month - 1], places)
        if self.mode == "day":
            end, year_end = period.last_day, date(period.year, 12, 31)
            gone, whole = end.timetuple().tm_yday, year_end.timetuple().tm_yday
            return ratio(Decimal(gone), Decimal(whole), places)
        return ratio(Decimal(period.month), Decimal(_MONTHS), places)
