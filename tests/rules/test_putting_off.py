"""Putting off: which days may be named, and that no last day is slept through."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import ClosedDays
from bot.rules.putting_off import (
    LastDayIsHere,
    NoLaterDay,
    check_may_wait,
    offered_days,
    put_off_until,
)

WEEKENDS = ClosedDays(frozenset())
FRIDAY = date(2023, 6, 2)

days = st.dates(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(("ends", "waits"), [((1, 30), True), ((0, 30), False), ((-1,), False)])
def test_reminders_wait_only_while_every_last_day_is_still_to_come(
    ends: tuple[int, ...], waits: bool
) -> None:
    last_days = [FRIDAY + timedelta(days=n) for n in ends]

    if waits:
        check_may_wait(last_days, FRIDAY)
    else:
        with pytest.raises(LastDayIsHere):
            check_may_wait(last_days, FRIDAY)


@pytest.mark.parametrize(
    ("wanted", "until"),
    [
        (date(2023, 6, 3), date(2023, 6, 5)),
        (date(2023, 6, 7), date(2023, 6, 7)),
        (date(2023, 6, 10), date(2023, 6, 10)),
        (date(2023, 6, 20), date(2023, 6, 10)),
    ],
)
def test_a_day_off_moves_on_but_never_past_the_first_last_day(wanted: date, until: date) -> None:
    assert put_off_until(wanted, FRIDAY, date(2023, 6, 10), WEEKENDS) == until


@pytest.mark.parametrize("earlier", [0, 1, 30])
def test_today_is_no_later_day(earlier: int) -> None:
    with pytest.raises(NoLaterDay):
        put_off_until(FRIDAY - timedelta(days=earlier), FRIDAY, date(2023, 6, 10), WEEKENDS)


@given(days, st.integers(1, 60))
def test_the_days_offered_are_worked_and_not_beyond_the_first_last_day(
    today: date, ahead: int
) -> None:
    first_end = today + timedelta(days=ahead)

    for day in offered_days(today, first_end, WEEKENDS):
        assert put_off_until(day, today, first_end, WEEKENDS) == day
