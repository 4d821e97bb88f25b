"""More time: what it may be asked for, which days are later, what is offered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import NO_DATES, Calendar, ClosedDays, Deadline, OwnDates, TermBasis
from bot.rules.extensions import (
    DayNotLater,
    DayTooFar,
    NothingToExtend,
    Purpose,
    basis_of,
    check_granted,
    check_wanted,
    joined_reasons,
    offered_days,
    purpose_of,
)
from bot.rules.obligations import Duty, HandedIn, Obligation, Standing
from bot.rules.plans import Kind
from bot.rules.reports import verdict_of
from bot.rules.wordings import read_last_day

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKENDS = ClosedDays(frozenset())
JUNE_10 = Deadline(date(2023, 6, 10), inclusive=True)  # A Saturday.
days = st.dates(date(2022, 1, 1), date(2025, 12, 31))


def calendar(*, shifts: bool = False) -> Calendar:
    return Calendar(VIETNAM, WEEKENDS, shifts)


def local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def obligation(kind: Kind = Kind.MIDYEAR_REPORT, deadline: Deadline | None = JUNE_10) -> Obligation:
    return Obligation(
        id=1,
        organisation_id=1,
        plan_id=1,
        plan_number="1/KH",
        plan_title="Kế hoạch",
        kind=kind,
        title="Báo cáo",
        clause="",
        addressee="",
        note="",
        written="",
        deadline=deadline,
        set_by_officer=False,
        unregistered_excluded=False,
    )


def duty(
    standing: Standing = Standing.OPEN,
    kind: Kind = Kind.MIDYEAR_REPORT,
    own: OwnDates = NO_DATES,
    deadline: Deadline | None = JUNE_10,
) -> Duty:
    term = calendar().term(deadline, own)
    return Duty(1, obligation(kind, deadline), term, standing)


BEFORE, AFTER = local(date(2023, 6, 1)), local(date(2023, 6, 11))


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.RETURNED, Standing.UNSIGNED])
@pytest.mark.parametrize("now", [BEFORE, AFTER])
def test_more_time_is_for_what_is_not_done(standing: Standing, now: datetime) -> None:
    assert purpose_of(duty(standing), now) is Purpose.MORE_TIME


def test_a_registration_on_record_is_amended_once_its_deadline_is_over() -> None:
    done = duty(Standing.ACCEPTED, Kind.REGISTRATION)

    assert purpose_of(done, AFTER) is Purpose.AMEND
    with pytest.raises(NothingToExtend):
        purpose_of(done, BEFORE)


def test_a_report_on_record_and_an_undated_duty_need_no_more_time() -> None:
    with pytest.raises(NothingToExtend):
        purpose_of(duty(Standing.SUBMITTED), AFTER)
    with pytest.raises(NothingToExtend):
        purpose_of(duty(deadline=None), AFTER)


def test_what_was_handed_in_before_is_given_time_to_mend() -> None:
    assert basis_of(Purpose.MORE_TIME, Standing.OPEN) is TermBasis.EXTENSION
    assert basis_of(Purpose.MORE_TIME, Standing.SUBMITTED) is TermBasis.EXTENSION
    assert basis_of(Purpose.MORE_TIME, Standing.RETURNED) is TermBasis.MENDING
    assert basis_of(Purpose.AMEND, Standing.ACCEPTED) is TermBasis.MENDING


def test_days_are_offered_after_the_last_day_or_after_today_when_that_is_later() -> None:
    last = [date(2023, 6, 10)]

    assert offered_days(last, date(2023, 6, 7), WEEKENDS) == [
        date(2023, 6, 14), date(2023, 6, 16), date(2023, 6, 23),
    ]  # fmt: skip
    assert offered_days(last, date(2023, 6, 15), WEEKENDS)[0] == date(2023, 6, 20)


@pytest.mark.parametrize(
    ("day", "today"),
    [
        (date(2023, 6, 10), date(2023, 6, 1)),
        (date(2023, 6, 9), date(2023, 6, 1)),
        (date(2023, 6, 14), date(2023, 6, 14)),
        (date(2023, 6, 12), date(2023, 6, 14)),
    ],
)
def test_a_day_that_is_not_later_is_not_asked_for(day: date, today: date) -> None:
    term = calendar().term(JUNE_10)
    assert term is not None

    with pytest.raises(DayNotLater):
        check_wanted(day, term, today)


def test_a_day_already_reached_by_article_148_is_not_asked_for() -> None:
    term = calendar(shifts=True).term(JUNE_10)
    assert term is not None

    with pytest.raises(DayNotLater):
        check_wanted(date(2023, 6, 12), term, date(2023, 6, 1))
    check_wanted(date(2023, 6, 13), term, date(2023, 6, 1))


def test_a_date_of_last_week_read_as_next_year_is_taken_for_a_slip() -> None:
    term = calendar().term(JUNE_10)
    assert term is not None

    with pytest.raises(DayTooFar):
        check_wanted(date(2024, 6, 5), term, date(2023, 6, 7))


def test_a_past_day_is_granted_only_to_what_was_handed_in_meanwhile() -> None:
    past, today = date(2023, 6, 14), date(2023, 6, 20)
    handed_in = replace(duty(Standing.SUBMITTED), first=HandedIn(1, AFTER, late=True))

    check_granted(past, handed_in, Purpose.MORE_TIME, today)
    with pytest.raises(DayNotLater):
        check_granted(past, duty(), Purpose.MORE_TIME, today)
    with pytest.raises(DayNotLater):
        check_granted(past, duty(Standing.ACCEPTED, Kind.REGISTRATION), Purpose.AMEND, today)


@given(days, days, st.booleans())
def test_an_extension_never_shortens(plan: date, granted: date, shifts: bool) -> None:
    deadline = Deadline(plan, inclusive=True)
    alone = calendar(shifts=shifts).term(deadline)
    term = calendar(shifts=shifts).term(deadline, OwnDates(extended_to=granted))

    assert alone is not None
    assert term is not None
    assert term.last_day >= max(alone.last_day, granted)
    assert term.closes_at >= alone.closes_at
    assert (term.basis is TermBasis.EXTENSION) == (term.last_day > alone.last_day)


@pytest.mark.parametrize(
    ("shifts", "granted", "last_day"),
    [
        (False, date(2023, 6, 16), date(2023, 6, 16)),
        (True, date(2023, 6, 16), date(2023, 6, 16)),
        (False, date(2023, 6, 17), date(2023, 6, 17)),
        (True, date(2023, 6, 17), date(2023, 6, 19)),
        (False, date(2023, 6, 8), date(2023, 6, 10)),
        (True, date(2023, 6, 11), date(2023, 6, 12)),
    ],
)
def test_the_verdict_turns_at_midnight_after_the_granted_day(
    shifts: bool, granted: date, last_day: date
) -> None:
    term = calendar(shifts=shifts).term(JUNE_10, OwnDates(extended_to=granted))
    midnight = local(last_day + timedelta(days=1))

    just_before = (midnight - timedelta(seconds=1)).astimezone(UTC)
    assert not verdict_of(term, just_before, just_before).late
    assert verdict_of(term, midnight, midnight).late


def test_reasons_of_two_people_are_both_kept_and_the_same_one_once() -> None:
    assert joined_reasons("", "Ốm") == "Ốm"
    assert joined_reasons("Ốm", "Mưa lũ") == "Ốm; Mưa lũ"
    assert joined_reasons("Ốm; Mưa lũ", "Mưa lũ") == "Ốm; Mưa lũ"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16/6", date(2023, 6, 16)),
        ("đến hết ngày 16/6", date(2023, 6, 16)),
        ("den 16/6/2023", date(2023, 6, 16)),
        ("trước ngày 16/6", date(2023, 6, 15)),
    ],
)
def test_the_last_day_that_words_give(text: str, day: date) -> None:
    assert read_last_day(text, date(2023, 6, 1)) == day
