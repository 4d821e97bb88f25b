"""Whom silence goes up to, and on which day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import Calendar, ClosedDays, Deadline, OwnDates
from bot.rules.escalation import (
    CALL_AFTER,
    HEAD_AFTER,
    HEAD_WITHIN,
    head_list_on,
    is_for_head,
    is_silent,
    may_escalate,
)
from bot.rules.ladders import Ladder
from bot.rules.obligations import Obligation
from bot.rules.plans import Kind
from bot.rules.reminders import Apart, Course, course_of

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CALENDAR = Calendar(ZONE, ClosedDays(frozenset()), shifts=False)
FRIDAY, SATURDAY = date(2023, 2, 10), date(2023, 6, 10)
days_of_2023 = st.dates(date(2023, 1, 1), date(2023, 12, 1))


def obligation(last_day: date, *after: int) -> Obligation:
    """A mid-year report, reminded of on these days after its last one."""
    return Obligation(
        id=1,
        organisation_id=1,
        plan_id=1,
        plan_number="403",
        plan_title="Kế hoạch",
        kind=Kind.MIDYEAR_REPORT,
        title="Báo cáo",
        clause="",
        addressee="",
        note="",
        written="",
        deadline=Deadline(last_day, inclusive=True),
        set_by_officer=False,
        unregistered_excluded=False,
        ladder=Ladder((7,), after or (1, 3, 7)),
    )


def course(last_day: date, *after: int, apart: Apart | None = None) -> Course:
    found = course_of(obligation(last_day, *after), apart or Apart(), CALENDAR)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("last_day", "after", "on"),
    [
        (FRIDAY, (7,), date(2023, 2, 13)),
        (FRIDAY, (1, 3, 7), date(2023, 2, 14)),  # Monday is a rung: the press would reach nobody
        (SATURDAY, (7,), date(2023, 6, 13)),
        (SATURDAY, (1, 3, 7), date(2023, 6, 14)),
        (date(2023, 6, 7), (7,), date(2023, 6, 12)),  # Saturday, so Monday
    ],
)
def test_a_head_is_told_on_the_first_working_day_from_three_days_after_that_is_no_rung(
    last_day: date, after: tuple[int, ...], on: date
):
    assert head_list_on(course(last_day, *after), CALENDAR.closed) == on


@given(days_of_2023, st.sets(st.integers(1, 40), max_size=10))
def test_a_heads_day_is_worked_no_rung_and_not_too_early(last_day: date, after: set[int]):
    found = course(last_day, *after)
    on = head_list_on(found, CALENDAR.closed)

    assert on >= last_day + HEAD_AFTER
    assert on not in CALENDAR.closed
    assert on not in {rung.on for rung in found.rungs}


@given(days_of_2023, st.integers(-10, 30))
def test_a_head_is_told_within_a_week_or_never(last_day: date, ahead: int):
    found = course(last_day)
    on = head_list_on(found, CALENDAR.closed)
    today = last_day + timedelta(days=ahead)

    assert is_for_head(found, today, CALENDAR.closed) is (on <= today < on + HEAD_WITHIN)


@pytest.mark.parametrize(("promised", "told"), [(15, False), (14, False), (13, True)])
def test_a_head_is_not_told_of_units_whose_promised_day_has_not_passed(promised: int, told: bool):
    found = course(SATURDAY, apart=Apart(promised_on=date(2023, 6, promised)))

    assert is_for_head(found, date(2023, 6, 14), CALENDAR.closed) is told


def test_a_head_is_told_of_units_by_the_day_given_to_them_but_not_of_mending():
    given_more = course(FRIDAY, apart=Apart(OwnDates(extended_to=SATURDAY)))
    mending = course(FRIDAY, apart=Apart(OwnDates(mend_by=SATURDAY)))
    day = date(2023, 6, 14)

    assert is_for_head(given_more, day, CALENDAR.closed)
    assert not is_for_head(mending, day, CALENDAR.closed)


@pytest.mark.parametrize(
    ("today", "promised", "silent"),
    [(12, None, False), (13, None, True), (13, 13, False), (14, 13, True)],
)
def test_a_unit_is_silent_three_days_after_unless_its_promised_day_is_ahead(
    today: int, promised: int | None, silent: bool
):
    promised_on = None if promised is None else date(2023, 6, promised)

    assert is_silent(course(SATURDAY).term, promised_on, date(2023, 6, today)) is silent


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2023-06-13 07:29", False),
        ("2023-06-13 07:30", True),
        ("2023-06-13 12:00", False),
        ("2023-06-13 16:59", True),
        ("2023-06-11 09:00", False),  # a Sunday
    ],
)
def test_silence_goes_up_in_working_hours_of_working_days(moment: str, may: bool):
    now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)

    assert may_escalate(now, CALENDAR) is may


def test_officers_call_later_than_heads_are_told():
    assert CALL_AFTER > HEAD_AFTER
