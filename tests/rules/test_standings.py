"""What a bloc is told of itself, and when."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rules.deadlines import ClosedDays, Deadline, term_of
from bot.rules.standings import (
    BlocStanding,
    DutyCount,
    NothingToPost,
    check_telling,
    is_pressing,
    may_post,
    monday_of,
    next_monday,
    worth_telling,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2023, 6, 1)
OPEN = ClosedDays(frozenset())


def duty(number: int, in_days: int, done: int = 0) -> DutyCount:
    """What ends so many days from today."""
    deadline = Deadline(TODAY + timedelta(days=in_days), inclusive=True)
    term = term_of(deadline, OPEN, ZONE, shifts=False)
    return DutyCount(number, f"Việc {number}", term, done)


def standing(*duties: DutyCount, units: int = 3) -> BlocStanding:
    return BlocStanding(1, "LĐLĐ", 1, "Khối huyện", units, duties)


def told(*duties: DutyCount, asked: int = 0) -> list[int]:
    return [each.obligation_id for each in worth_telling(duties, 3, TODAY, asked)]


def test_what_is_near_overdue_or_next_is_told_in_order_of_days() -> None:
    assert told(duty(1, 300), duty(2, 40), duty(3, 9), duty(4, -5), duty(5, 0)) == [4, 5, 3, 2]


def test_what_is_over_is_not_told() -> None:
    assert told(duty(1, -36), duty(2, -1, done=3), duty(3, -35), duty(4, 5, done=3)) == [3, 4]


def test_what_was_asked_about_is_told_whenever_it_ends() -> None:
    assert told(duty(1, 300), duty(2, 40), duty(3, 9)) == [3, 2]
    assert told(duty(1, 300), duty(2, 40), duty(3, 9), asked=1) == [3, 2, 1]


@pytest.mark.parametrize(
    ("duties", "presses"),
    [
        ((duty(1, 30),), True),
        ((duty(1, 31),), False),
        ((duty(1, 5, done=3), duty(2, 90)), False),
        ((duty(1, -3, done=2),), True),
        ((), False),
    ],
)
def test_a_week_presses_when_somebody_still_owes_what_ends_within_a_month(
    duties: tuple[DutyCount, ...], presses: bool
) -> None:
    assert is_pressing(standing(*duties), TODAY) is presses


def test_a_bloc_without_units_or_dates_has_nothing_to_tell() -> None:
    for empty in (standing(), standing(duty(1, 5), units=0)):
        with pytest.raises(NothingToPost):
            check_telling(empty)


def test_the_same_counts_are_the_same_standing() -> None:
    first, later = standing(duty(1, 5), duty(2, 9)), standing(duty(1, 4), duty(2, 8))

    assert first.summary == later.summary == "1:0-2:0"
    assert standing(duty(1, 5, done=1)).summary == "1:1"


@pytest.mark.parametrize(
    ("day", "monday", "following"),
    [
        (date(2023, 6, 5), date(2023, 6, 5), date(2023, 6, 12)),
        (date(2023, 6, 11), date(2023, 6, 5), date(2023, 6, 12)),
    ],
)
def test_weeks_begin_on_monday(day: date, monday: date, following: date) -> None:
    assert (monday_of(day), next_monday(day)) == (monday, following)


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2023-06-05 07:29", False),
        ("2023-06-05 07:30", True),
        ("2023-06-05 12:00", False),
        ("2023-06-06 08:00", True),
        ("2023-06-07 08:00", False),
        ("2023-06-10 08:00", False),
    ],
)
def test_the_week_is_told_in_working_hours_of_a_working_day(moment: str, may: bool) -> None:
    closed = ClosedDays(frozenset({date(2023, 6, 7)}))
    local = datetime.fromisoformat(moment).replace(tzinfo=ZONE)

    assert may_post(local, closed) is may


def test_a_duty_asked_of_some_is_over_once_these_have_done_it() -> None:
    past = replace(duty(1, -3, done=2), asked=2)

    assert told(past) == []
    assert told(replace(past, asked=3)) == [1]
    assert (past.of(5), duty(1, 0).of(5)) == (2, 5)
