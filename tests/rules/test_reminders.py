"""The ladder: which day each rung falls on, which is owed, when people may be written to."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import ClosedDays, Deadline, Term, term_of
from bot.rules.ladders import DEFAULT, ladder_of
from bot.rules.reminders import (
    Rung,
    first_moment,
    may_send,
    next_moment,
    owed_rung,
    reaches_deputies,
    rungs_of,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
WEEKENDS = ClosedDays(frozenset())
TET = ClosedDays(frozenset(date(2023, 1, 20) + timedelta(days=n) for n in range(7)))

closed_days = st.builds(
    lambda start, count: ClosedDays(frozenset(start + timedelta(days=n) for n in range(count))),
    st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    st.integers(0, 9),
)
dates_of_2023 = st.dates(date(2023, 2, 1), date(2023, 11, 30))


def term(last_day: date, closed: ClosedDays = WEEKENDS) -> Term:
    return term_of(Deadline(last_day, inclusive=True), closed, ZONE, shifts=False)


def ladder(last_day: date, closed: ClosedDays = WEEKENDS) -> dict[int, date]:
    return {rung.number: rung.on for rung in rungs_of(term(last_day, closed), closed)}


def test_the_whole_ladder_of_a_friday() -> None:
    assert ladder(date(2023, 2, 10)) == {
        -30: date(2023, 1, 11),
        -14: date(2023, 1, 27),
        -7: date(2023, 2, 3),
        -3: date(2023, 2, 7),
        -1: date(2023, 2, 9),
        0: date(2023, 2, 10),
        3: date(2023, 2, 13),  # One and three days after are both this Monday: one rung a day.
        7: date(2023, 2, 17),
        14: date(2023, 2, 24),
        21: date(2023, 3, 3),
        28: date(2023, 3, 10),
        35: date(2023, 3, 17),
    }


def test_a_closed_last_day_is_said_the_working_day_before_and_keeps_its_morning() -> None:
    sunday = ladder(date(2023, 12, 10))

    assert (sunday[-1], sunday[0]) == (date(2023, 12, 8), date(2023, 12, 10))


def test_a_ladder_without_any_day_still_has_the_last_morning() -> None:
    bare = rungs_of(term(date(2023, 6, 10)), WEEKENDS, ladder_of((), ()))

    assert bare == (Rung(0, date(2023, 6, 10)),)


def test_a_promised_day_is_a_rung_and_only_the_last_morning_stands_before_it() -> None:
    last = date(2023, 6, 10)

    early = rungs_of(term(last), WEEKENDS, DEFAULT, date(2023, 6, 6))
    late = rungs_of(term(last), WEEKENDS, DEFAULT, date(2023, 6, 17))

    assert [(rung.number, rung.on.day) for rung in early[:3]] == [(-4, 6), (-3, 7), (-1, 9)]
    assert [(rung.number, rung.on.day) for rung in late[:3]] == [(0, 10), (7, 19), (14, 26)]


@given(dates_of_2023, closed_days, st.integers(-40, 31))
def test_rungs_keep_their_order_whatever_day_was_promised(
    last_day: date, closed: ClosedDays, later: int
) -> None:
    promised_on = last_day + timedelta(days=later)
    rungs = rungs_of(term(last_day, closed), closed, DEFAULT, promised_on)

    usual = {rung.on: rung.number for rung in rungs_of(term(last_day, closed), closed)}
    assert [rung.number for rung in rungs] == sorted({rung.number for rung in rungs})
    assert [rung.on for rung in rungs] == sorted({rung.on for rung in rungs})
    assert all(usual.get(rung.on, rung.number) == rung.number for rung in rungs)
    assert all(rung.on >= promised_on or rung.on == last_day for rung in rungs)
    # Whatever was owed before the promise was made has a lower number than what comes after it.
    for day, number in usual.items():
        assert all((rung.number > number) is (rung.on > day) for rung in rungs if rung.on != day)


def test_early_rungs_fall_back_over_a_holiday_and_overdue_ones_move_on() -> None:
    before, after = ladder(date(2023, 1, 30), TET), ladder(date(2023, 1, 18), TET)

    assert before[-7] == date(2023, 1, 19)
    assert after[7] == date(2023, 1, 27)
    assert 3 not in after


@given(dates_of_2023, closed_days)
def test_a_ladder_climbs_has_one_rung_a_day_and_its_own_day_in_it(
    last_day: date, closed: ClosedDays
) -> None:
    rungs = rungs_of(term(last_day, closed), closed)

    assert [rung.on for rung in rungs] == sorted({rung.on for rung in rungs})
    assert [rung.number for rung in rungs] == sorted(rung.number for rung in rungs)
    assert Rung(0, last_day) in rungs
    assert {rung.number for rung in rungs} <= {*(-n for n in DEFAULT.before), 0, *DEFAULT.after}


@given(dates_of_2023, closed_days)
def test_early_rungs_never_come_late_nor_overdue_ones_early_and_all_but_one_are_worked(
    last_day: date, closed: ClosedDays
) -> None:
    for rung in rungs_of(term(last_day, closed), closed):
        meant = last_day + timedelta(days=rung.number)
        assert (rung.on <= meant) if rung.number < 0 else (rung.on >= meant)
        assert rung.number == 0 or rung.on not in closed


@given(dates_of_2023, closed_days, st.integers(-40, 60))
def test_what_is_owed_is_the_nearest_rung_reached_and_no_other(
    last_day: date, closed: ClosedDays, later: int
) -> None:
    rungs, today = rungs_of(term(last_day, closed), closed), last_day + timedelta(days=later)

    owed = owed_rung(rungs, today)

    reached = [rung for rung in rungs if rung.on <= today]
    if not reached or today >= rungs[-1].on + timedelta(days=7):
        assert owed is None
    else:
        assert owed == reached[-1]


@given(dates_of_2023, closed_days)
def test_a_tick_every_day_owes_every_rung_once(last_day: date, closed: ClosedDays) -> None:
    rungs = rungs_of(term(last_day, closed), closed)

    days = (last_day + timedelta(days=n) for n in range(-60, 90))
    owed = {rung for day in days if (rung := owed_rung(rungs, day))}

    assert owed == set(rungs)


def test_after_an_outage_of_weeks_only_the_nearest_rung_is_owed() -> None:
    rungs = rungs_of(term(date(2023, 2, 10)), WEEKENDS)

    assert owed_rung(rungs, date(2023, 2, 8)) == Rung(-3, date(2023, 2, 7))


def test_the_last_rung_is_not_sent_months_after() -> None:
    rungs = rungs_of(term(date(2023, 2, 10)), WEEKENDS)

    assert owed_rung(rungs, rungs[-1].on + timedelta(days=6)) == rungs[-1]
    assert owed_rung(rungs, rungs[-1].on + timedelta(days=7)) is None


@pytest.mark.parametrize(("number", "reached"), [(-30, False), (-1, False), (0, True), (35, True)])
def test_deputies_are_reminded_from_the_last_day_on(number: int, reached: bool) -> None:
    assert reaches_deputies(Rung(number, date(2023, 2, 10))) is reached


@pytest.mark.parametrize(
    ("clock", "allowed"),
    [
        ("07:29", False),
        ("07:30", True),
        ("11:29", True),
        ("11:30", False),
        ("13:29", False),
        ("13:30", True),
        ("16:59", True),
        ("17:00", False),
    ],
)
def test_working_hours(clock: str, allowed: bool) -> None:
    moment = datetime.combine(date(2023, 2, 10), time.fromisoformat(clock), ZONE)

    assert may_send(moment, None) is allowed


@given(st.integers(6, 20), st.times())
def test_a_chosen_hour_holds_until_nine_in_the_evening(hour: int, clock: time) -> None:
    moment = datetime.combine(date(2023, 2, 10), clock, ZONE)

    assert may_send(moment, hour) is (hour <= clock.hour < 21)


@pytest.mark.parametrize(
    ("clock", "chosen_hour", "next_one"),
    [
        ("02:00", None, "2023-02-10 07:30"),
        ("09:00", None, "2023-02-10 09:00"),
        ("12:00", None, "2023-02-10 13:30"),
        ("17:00", None, "2023-02-13 07:30"),
        ("17:00", 19, "2023-02-10 19:00"),
        ("19:30", 19, "2023-02-10 19:30"),
        ("21:00", 19, "2023-02-13 19:00"),
    ],
)
def test_what_cannot_go_out_now_goes_in_the_next_hours(
    clock: str, chosen_hour: int | None, next_one: str
) -> None:
    friday = datetime.combine(date(2023, 2, 10), time.fromisoformat(clock), ZONE)

    moment = next_moment(friday, chosen_hour, WEEKENDS)

    assert moment == datetime.fromisoformat(next_one).replace(tzinfo=ZONE)
    assert may_send(moment, chosen_hour)


@given(st.none() | st.integers(6, 20))
def test_the_first_moment_of_a_day_may_be_used(hour: int | None) -> None:
    moment = datetime.combine(date(2023, 2, 10), first_moment(hour), ZONE)

    assert may_send(moment, hour)
    assert not may_send(moment - timedelta(minutes=1), hour)
