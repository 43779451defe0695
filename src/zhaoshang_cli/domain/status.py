"""Who has reported, who has not, who was late and who has changed what was said."""

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhaoshang_cli.domain.period import Period


class State(StrEnum):
    """Where a region stands with its return of a period."""

    REPORTED = "reported"
    MISSING = "missing"
    REVISED = "revised"
    NOT_DUE = "not_due"
    LATE = "late"

    @property
    def chinese(self) -> str:
        """The office's word for it."""
        return _WORDS[self]


_WORDS = {
    "reported": "已报", "missing": "未报", "revised": "改报", "not_due": "未到期", "late": "迟报",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadline:
    """When returns are due."""

    day: int
    """Of the month after the period; the last day of a shorter month."""

    january_merged: bool = False
    """Nobody owes a January: it comes with February."""

    def of(self, period: Period) -> date | None:
        """Return the last day on which a return of ``period`` is in time; None if none is due."""
        if self.january_merged and period.month == 1:
            return None
        following = period.after(1)
        last = calendar.monthrange(following.year, following.month)[1]
        return date(following.year, following.month, min(self.day, last))

    def owed(self, period: Period, today: date) -> bool:
        """Say whether a return that is not here by ``today`` is missing."""
        due = self.of(period)
        return due is not None and today > due


@dataclass(frozen=True, slots=True)
class Reporting:
    """One row of ``zs status``."""

    region: str
    name: str
    full_name: str
    panel: str
    state: State
    submissions: int
    first_received_on: date | None
    received_on: date | None
    """The latest."""

    findings: int


@dataclass(frozen=True, slots=True)
class Gathering:
    """How many of the children have reported a period, where not all have."""

    period: Period
    reported: int
    members: int
    before: Period | None
    """The period before, if there are values of it."""


def state_of(
    *, known: bool, revised: bool, first: date | None, due: date | None, owed: bool
) -> State:
    """Name the state of a return.

    Args:
        known: The ledger holds values of it.
        revised: One of its values was changed later.
        first: When it first came.
        due: The last day in time; None where no return is due.
        owed: Whether it is missing while nothing is known.

    A return that came late stays late, however often it was mended since.
    """
    if not known:
        return State.MISSING if owed else State.NOT_DUE
    if first is not None and due is not None and first > due:
        return State.LATE
    return State.REVISED if revised else State.REPORTED
