"""Returning: what may be picked, which days are offered, which are too early."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.messages.returning import REASON_WORDS
from bot.rules.deadlines import Calendar, ClosedDays, Deadline
from bot.rules.reviews import (
    REASONS,
    MendingTooEarly,
    Part,
    Reason,
    RecordKind,
    mending_days,
    mending_term,
)

HOLIDAYS = ClosedDays({date(2023, 6, 14)})
CALENDAR = Calendar(ZoneInfo("Asia/Ho_Chi_Minh"), HOLIDAYS, shifts=False)
THURSDAY = date(2023, 6, 8)


def test_every_reason_is_picked_for_one_kind_of_record_and_has_words() -> None:
    picked = [reason for reasons in REASONS.values() for reason in reasons]

    assert sorted(picked) == sorted(Reason)
    assert set(REASON_WORDS) == set(Reason)
    assert REASONS[RecordKind.REPORT][Reason.NO_FIGURES] is Part.FIGURES
    assert REASONS[RecordKind.REGISTRATION][Reason.PEOPLE_INCOMPLETE] is Part.PEOPLE


def test_days_are_offered_in_working_days_without_weekends_and_holidays() -> None:
    assert mending_days(CALENDAR, None, THURSDAY) == [
        (3, date(2023, 6, 13)),
        (5, date(2023, 6, 16)),
        (10, date(2023, 6, 23)),
    ]


def test_days_the_unit_has_anyway_are_not_offered() -> None:
    term = CALENDAR.term(Deadline(date(2023, 6, 16), inclusive=True))

    assert mending_days(CALENDAR, term, THURSDAY) == [(10, date(2023, 6, 23))]


@pytest.mark.parametrize("day", [date(2023, 6, 15), date(2023, 6, 16)])
def test_a_day_no_later_than_the_units_own_is_refused_naming_that(day: date) -> None:
    term = CALENDAR.term(Deadline(date(2023, 6, 16), inclusive=True))

    with pytest.raises(MendingTooEarly) as refused:
        mending_term(CALENDAR, term, day)

    assert refused.value.last_day == date(2023, 6, 16)


def test_a_saturday_given_is_a_monday_where_the_organisation_shifts() -> None:
    shifting = Calendar(CALENDAR.zone, HOLIDAYS, shifts=True)

    assert mending_term(shifting, None, date(2023, 6, 17)).last_day == date(2023, 6, 19)
    assert mending_term(CALENDAR, None, date(2023, 6, 17)).last_day == date(2023, 6, 17)
