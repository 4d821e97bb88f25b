"""A promised day: which may be named, which are offered, when nobody asks."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import ClosedDays, Deadline, Term, term_of
from bot.rules.promises import (
    FURTHEST,
    OFFERED,
    Promise,
    PromiseInPast,
    PromiseTooFar,
    check_promised,
    is_in_peace,
    offered_days,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKENDS = ClosedDays(frozenset())
SATURDAY = date(2023, 6, 10)

days = st.dates(date(2023, 1, 1), date(2023, 12, 31))


def term(last_day: date) -> Term:
    return term_of(Deadline(last_day, inclusive=True), WEEKENDS, ZONE, shifts=False)


def test_the_last_day_and_one_after_it_may_be_promised_but_neither_yesterday_nor_next_year() -> (
    None
):
    today = date(2023, 6, 5)

    for day in (today, SATURDAY, SATURDAY + timedelta(days=1), SATURDAY + FURTHEST):
        check_promised(day, term(SATURDAY), today)
    with pytest.raises(PromiseInPast):
        check_promised(date(2023, 6, 4), term(SATURDAY), today)
    with pytest.raises(PromiseTooFar) as refused:
        check_promised(date(2024, 6, 4), term(SATURDAY), today)
    assert refused.value.furthest == SATURDAY + FURTHEST


def test_what_is_overdue_may_be_promised_a_month_ahead_of_today() -> None:
    today = date(2023, 8, 1)

    check_promised(today + FURTHEST, term(SATURDAY), today)


@pytest.mark.parametrize(
    ("today", "promised_on", "in_peace"),
    [
        (date(2023, 6, 5), date(2023, 6, 8), True),
        (date(2023, 6, 8), date(2023, 6, 8), False),
        (date(2023, 6, 9), date(2023, 6, 8), False),
        (date(2023, 6, 9), date(2023, 6, 13), True),
        (SATURDAY, date(2023, 6, 13), False),
        (date(2023, 6, 12), date(2023, 6, 13), True),
    ],
)
def test_nobody_asks_before_the_promised_day_but_on_the_last_morning(
    today: date, promised_on: date, in_peace: bool
) -> None:
    assert is_in_peace(Promise(promised_on), term(SATURDAY), today) is in_peace


def test_the_days_offered_lead_up_to_the_last_working_one() -> None:
    monday = date(2023, 6, 5)

    offered = offered_days(term(SATURDAY), monday, WEEKENDS)

    assert offered == [date(2023, 6, day) for day in (6, 7, 8, 9)]


def test_of_a_far_deadline_the_last_working_day_is_offered_beside_the_next_ones() -> None:
    offered = offered_days(term(SATURDAY), date(2023, 5, 5), WEEKENDS)

    assert offered == [date(2023, 5, day) for day in (8, 9, 10, 11)] + [date(2023, 6, 9)]


@given(days, days)
def test_every_day_offered_is_worked_and_may_be_promised(last_day: date, today: date) -> None:
    offered = offered_days(term(last_day), today, WEEKENDS)

    assert 1 <= len(offered) <= OFFERED + 1
    assert offered == sorted(set(offered))
    for day in offered:
        assert day > today
        assert day not in WEEKENDS
        check_promised(day, term(last_day), today)
    assert all(day <= last_day for day in offered) or all(day > last_day for day in offered)
