"""The months that the sample covers, and the days on which things arrive."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

HALF = 6
TURN = 2022


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year-to-date span that ends in a month."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def next(self) -> "Period":
        """The month after this one."""
        return Period(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def compact(self) -> str:
        """The month as ``202211``."""
        return f"{self.year}{self.month:02d}"

    @property
    def dotted(self) -> str:
        """The month as ``2022.11``."""
        return f"{self.year}.{self.month:02d}"

    @property
    def chinese(self) -> str:
        """The month as ``2022年11月``."""
        return f"{self.year}年{self.month}月"

    @property
    def span(self) -> str:
        """The months since January as ``2022年1-11月``."""
        first = "" if self.month == 1 else "1-"
        return f"{self.year}年{first}{self.month}月"

    @property
    def in_second_half(self) -> bool:
        """Whether the month is July or later."""
        return self.month > HALF

    @property
    def after_turn(self) -> bool:
        """Whether the houses have changed the habits that they change with the year 2022."""
        return self.year >= TURN

    def day_after(self, day: int) -> dt.date:
        """Return a day of the following month, in which this one is reported."""
        return dt.date(self.next.year, self.next.month, day)


FIRST = Period(2021, 1)
LAST = Period(2022, 11)
FDI_BREAK = Period(2022, 5)
"""From this month on 实际使用外资 is counted, and restated since January, on the new scope."""


def all_periods() -> Iterator[Period]:
    """Give every month of the sample in order."""
    period = FIRST
    while period <= LAST:
        yield period
        period = period.next


PERIODS = tuple(all_periods())
