"""When a duty ends: inclusive or not, shifted or not, by the hour or at midnight."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import (
    Calendar,
    ClosedDays,
    Deadline,
    OwnDates,
    Term,
    TermBasis,
    term_of,
    working_days_after,
)

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKENDS = ClosedDays(frozenset())
SECOND = timedelta(seconds=1)

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
hours = st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59))
deadlines = st.builds(Deadline, days, st.booleans(), hours, in_force=st.none() | days)
closed = st.builds(ClosedDays, st.sets(days, max_size=30), st.sets(days, max_size=5).map(frozenset))


def local(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), VIETNAM)


def applied(deadline: Deadline, *, shifts: bool = False, closed: ClosedDays = WEEKENDS) -> Term:
    return term_of(deadline, closed, VIETNAM, shifts=shifts)


def test_at_latest_the_tenth_counts_the_whole_tenth() -> None:
    term = applied(Deadline(date(2023, 2, 10), inclusive=True))

    assert (term.last_day, term.closes_at) == (date(2023, 2, 10), local(date(2023, 2, 11)))
    assert not term.is_over(local(date(2023, 2, 10), 23, 59))
    assert term.is_over(local(date(2023, 2, 11)))


def test_before_the_tenth_ends_with_the_ninth() -> None:
    term = applied(Deadline(date(2022, 7, 10), inclusive=False))

    assert (term.last_day, term.closes_at) == (date(2022, 7, 9), local(date(2022, 7, 10)))


def test_a_wrong_date_gives_way_to_the_one_in_force() -> None:
    deadline = Deadline(date(2022, 2, 28), inclusive=True, in_force=date(2023, 2, 28))

    assert deadline.written == date(2022, 2, 28)
    assert applied(deadline).last_day == date(2023, 2, 28)


def test_a_last_day_on_a_weekend_is_told_and_stays_unless_the_organisation_shifts() -> None:
    saturday = Deadline(date(2023, 6, 10), inclusive=True)

    assert applied(saturday) == Term(
        saturday, date(2023, 6, 10), local(date(2023, 6, 11)), shifted=False, closed=True
    )
    assert applied(saturday, shifts=True) == Term(
        saturday, date(2023, 6, 12), local(date(2023, 6, 13)), shifted=True, closed=False
    )


@pytest.mark.parametrize(
    ("written", "last_day"),
    [
        # Saturday 9/7/2022 is the last day of "trước ngày 10/7": it moves to Monday.
        (date(2022, 7, 10), date(2022, 7, 11)),
        (date(2022, 12, 10), date(2022, 12, 9)),
    ],
)
def test_a_day_before_shifts_by_its_own_last_day(written: date, last_day: date) -> None:
    assert applied(Deadline(written, inclusive=False), shifts=True).last_day == last_day


def test_an_hour_ends_the_last_day_early() -> None:
    term = applied(Deadline(date(2023, 6, 9), inclusive=True, hour=time(16, 30)))

    assert term.closes_at == local(date(2023, 6, 9), 16, 30)


def test_days_left_reach_zero_on_the_last_day() -> None:
    term = applied(Deadline(date(2023, 6, 10), inclusive=True))

    assert [term.days_left(date(2023, 6, day)) for day in (7, 10, 11)] == [3, 0, -1]


def test_a_made_up_saturday_is_open_and_a_holiday_is_not() -> None:
    closed = ClosedDays({date(2026, 8, 31)}, frozenset({date(2026, 8, 22)}))

    assert date(2026, 8, 22) not in closed
    assert date(2026, 8, 31) in closed
    assert closed.next_open(date(2026, 8, 29)) == date(2026, 9, 1)
    assert closed.last_open(date(2026, 8, 23)) == date(2026, 8, 22)


def test_today_is_the_local_day_and_the_undated_has_no_term() -> None:
    calendar = Calendar(VIETNAM, WEEKENDS, shifts=False)

    assert calendar.today(datetime(2023, 6, 9, 17, 30, tzinfo=UTC)) == date(2023, 6, 10)
    assert calendar.term(None) is None


@given(deadlines)
def test_the_last_day_is_the_day_in_force_or_the_one_before_it(deadline: Deadline) -> None:
    day = deadline.in_force or deadline.written

    assert (day - deadline.last_day).days == (0 if deadline.inclusive else 1)


@given(deadlines, closed, st.booleans())
def test_a_term_closes_at_most_at_midnight_after_its_last_day(
    deadline: Deadline, closed: ClosedDays, shifts: bool
) -> None:
    term = applied(deadline, shifts=shifts, closed=closed)

    assert local(term.last_day) <= term.closes_at <= local(term.last_day + timedelta(days=1))
    assert term.is_over(term.closes_at)
    assert not term.is_over(term.closes_at - SECOND)


@given(deadlines, closed)
def test_without_the_shift_nothing_moves(deadline: Deadline, closed: ClosedDays) -> None:
    term = applied(deadline, closed=closed)

    assert (term.last_day, term.shifted) == (deadline.last_day, False)
    assert term.closed == (deadline.last_day in closed)


@given(deadlines, closed)
def test_the_shift_only_gives_time_and_ends_on_an_open_day(
    deadline: Deadline, closed: ClosedDays
) -> None:
    term = applied(deadline, shifts=True, closed=closed)

    skipped = range((term.last_day - deadline.last_day).days)
    assert all(deadline.last_day + timedelta(days=n) in closed for n in skipped)
    assert term.last_day not in closed
    assert term.shifted == (deadline.last_day in closed)


@given(days, closed)
def test_the_nearest_open_days_stand_on_both_sides(day: date, closed: ClosedDays) -> None:
    before, after = closed.last_open(day), closed.next_open(day)

    assert before <= day <= after
    assert before not in closed
    assert after not in closed
    assert (before == day) == (after == day) == (day not in closed)


@pytest.mark.parametrize(
    ("after", "count", "day"),
    [
        (date(2023, 6, 9), 1, date(2023, 6, 12)),
        (date(2023, 6, 10), 1, date(2023, 6, 12)),
        (date(2023, 6, 12), 3, date(2023, 6, 15)),
        (date(2023, 6, 12), 5, date(2023, 6, 19)),
        (date(2023, 6, 12), 10, date(2023, 6, 26)),
        (date(2023, 6, 12), 0, date(2023, 6, 12)),
    ],
)
def test_working_days_are_counted_from_the_day_after(after: date, count: int, day: date) -> None:
    assert working_days_after(after, count, WEEKENDS) == day


@given(days, st.integers(1, 30), closed)
def test_so_many_working_days_later_is_worked_and_so_many_are_between(
    after: date, count: int, closed_days: ClosedDays
) -> None:
    day = working_days_after(after, count, closed_days)

    between = (after + timedelta(days=n) for n in range(1, (day - after).days + 1))
    assert day not in closed_days
    assert sum(each not in closed_days for each in between) == count


@pytest.mark.parametrize(
    ("own", "last_day", "basis"),
    [
        (OwnDates(), date(2023, 6, 10), TermBasis.PLAN),
        (OwnDates(extended_to=date(2023, 6, 16)), date(2023, 6, 16), TermBasis.EXTENSION),
        (OwnDates(extended_to=date(2023, 6, 1)), date(2023, 6, 10), TermBasis.PLAN),
        (OwnDates(mend_by=date(2023, 6, 20)), date(2023, 6, 20), TermBasis.MENDING),
        (
            OwnDates(extended_to=date(2023, 6, 16), mend_by=date(2023, 6, 14)),
            date(2023, 6, 16),
            TermBasis.EXTENSION,
        ),
    ],
)
def test_the_latest_of_the_plans_day_and_those_given_to_the_unit_counts(
    own: OwnDates, last_day: date, basis: TermBasis
) -> None:
    calendar = Calendar(VIETNAM, WEEKENDS, shifts=False)

    term = calendar.term(Deadline(date(2023, 6, 10), inclusive=True), own)

    assert term is not None
    assert (term.last_day, term.basis) == (last_day, basis)
    assert term.closes_at == local(last_day + timedelta(days=1))


def test_a_day_given_for_what_has_no_date_is_its_deadline() -> None:
    calendar = Calendar(VIETNAM, WEEKENDS, shifts=True)

    term = calendar.term(None, OwnDates(mend_by=date(2023, 6, 10)))

    assert term is not None
    assert (term.last_day, term.shifted) == (date(2023, 6, 12), True)
