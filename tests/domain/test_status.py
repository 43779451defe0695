"""Deadlines and states."""

from datetime import date

import pytest

from zhaoshang_cli.domain.period import Period
from zhaoshang_cli.domain.status import Deadline, State, state_of

DUE = date(2022, 12, 5)


@pytest.mark.parametrize(
    ("known", "revised", "first", "owed", "state"),
    [
        (True, False, date(2022, 12, 5), False, State.REPORTED),
        (True, False, date(2022, 12, 6), False, State.LATE),
        (True, True, date(2022, 12, 5), False, State.REVISED),
        (True, True, date(2022, 12, 6), False, State.LATE),
        (False, False, None, True, State.MISSING),
        (False, False, None, False, State.NOT_DUE),
        (False, True, date(2022, 12, 1), True, State.MISSING),  # withdrawn since
    ],
)
def test_a_return_has_one_state(
    *, known: bool, revised: bool, first: date | None, owed: bool, state: State
) -> None:
    assert state_of(known=known, revised=revised, first=first, due=DUE, owed=owed) is state


def test_returns_are_due_in_the_month_after() -> None:
    assert Deadline(5).of(Period(2022, 11)) == DUE
    assert Deadline(31).of(Period(2023, 1)) == date(2023, 2, 28)
    assert Deadline(5).of(Period(2022, 12)) == date(2023, 1, 5)


def test_nothing_is_owed_before_the_day_after_the_deadline() -> None:
    assert not Deadline(5).owed(Period(2022, 11), DUE)
    assert Deadline(5).owed(Period(2022, 11), date(2022, 12, 6))


def test_a_merged_january_is_never_owed() -> None:
    merged = Deadline(5, january_merged=True)

    assert not merged.owed(Period(2022, 1), date(2022, 12, 31))
    assert merged.owed(Period(2022, 2), date(2022, 12, 31))
