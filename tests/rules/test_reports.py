"""What a unit hands in: the moment that counts, the verdict."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import ClosedDays, Deadline, Term, term_of
from bot.rules.outages import Outage
from bot.rules.reports import (
    CONFIRM_WITHIN,
    EmptyReport,
    ReportDraft,
    Verdict,
    check_report,
    counted_moment,
    excuse_for,
    in_time_until,
    verdict_of,
)

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SECOND = timedelta(seconds=1)
CLOSES = datetime(2023, 6, 11, tzinfo=ZONE)

moments = st.timedeltas(timedelta(0), timedelta(days=365)).map(
    lambda since: datetime(2023, 1, 1, tzinfo=UTC) + since
)
waits = st.timedeltas(timedelta(0), timedelta(days=3))


def term(*, shifts: bool = False) -> Term:
    """10/06/2023, a Saturday."""
    deadline = Deadline(date(2023, 6, 10), inclusive=True)
    return term_of(deadline, ClosedDays(frozenset()), ZONE, shifts=shifts)


@given(moments, waits)
def test_the_last_message_counts_if_it_is_confirmed_within_two_hours(
    completed_at: datetime, wait: timedelta
) -> None:
    confirmed_at = completed_at + wait

    counted = counted_moment(completed_at, confirmed_at)

    assert counted == (completed_at if wait <= CONFIRM_WITHIN else confirmed_at)


@given(moments, moments)
def test_what_counts_never_lies_after_the_confirmation(one: datetime, other: datetime) -> None:
    assert counted_moment(one, other) <= other


def test_a_message_dated_after_its_confirmation_buys_nothing() -> None:
    assert counted_moment(CLOSES + SECOND, CLOSES) == CLOSES


@pytest.mark.parametrize(("handed_in", "late"), [(CLOSES - SECOND, False), (CLOSES, True)])
def test_the_day_ends_at_its_own_midnight(handed_in: datetime, late: bool) -> None:
    assert verdict_of(term(), handed_in, handed_in) == Verdict(handed_in, CLOSES, late)


def test_a_slow_thumb_costs_nobody_an_award() -> None:
    verdict = verdict_of(term(), CLOSES - SECOND, CLOSES + timedelta(hours=1))

    assert verdict == Verdict(CLOSES - SECOND, CLOSES, late=False)


def test_a_term_that_moves_to_monday_is_kept_on_monday() -> None:
    monday_evening = datetime(2023, 6, 12, 23, 59, tzinfo=ZONE)

    assert not verdict_of(term(shifts=True), monday_evening, monday_evening).late
    assert verdict_of(term(), monday_evening, monday_evening).late


@given(moments, waits)
def test_without_a_deadline_nothing_is_late(completed_at: datetime, wait: timedelta) -> None:
    verdict = verdict_of(None, completed_at, completed_at + wait)

    assert (verdict.late, verdict.closes_at) == (False, None)


@given(moments, waits, waits)
def test_handing_in_earlier_is_never_judged_worse(
    completed_at: datetime, wait: timedelta, earlier: timedelta
) -> None:
    verdict = verdict_of(term(), completed_at, completed_at + wait)
    sooner = verdict_of(term(), completed_at - earlier, completed_at - earlier + wait)

    assert sooner.late <= verdict.late


@pytest.mark.parametrize("words", ["", " \n\t"])
def test_an_empty_report_is_refused(words: str) -> None:
    with pytest.raises(EmptyReport):
        check_report(ReportDraft((), words, CLOSES))


HOUR = timedelta(hours=1)
AWAY = Outage(CLOSES - HOUR, CLOSES + 7 * HOUR)
"""From 23:00 on the last day until 07:00 of the next."""


@pytest.mark.parametrize(
    ("completed_at", "confirmed_at", "late"),
    [
        pytest.param(CLOSES - 3 * HOUR / 2, AWAY.ended_at + HOUR, False, id="before-it-began"),
        pytest.param(CLOSES - HOUR / 2, AWAY.ended_at + HOUR, False, id="during-it"),
        pytest.param(CLOSES - HOUR / 2, AWAY.ended_at + 2 * HOUR, False, id="at-the-last-moment"),
        pytest.param(CLOSES - HOUR / 2, AWAY.ended_at + 3 * HOUR, True, id="three-hours-after"),
        pytest.param(CLOSES - 9 * HOUR, AWAY.ended_at + HOUR, False, id="long-before-in-time"),
        pytest.param(CLOSES, AWAY.ended_at + HOUR, True, id="sent-too-late-itself"),
    ],
)
def test_an_outage_over_the_deadline_gives_two_hours_from_our_return(
    completed_at: datetime, confirmed_at: datetime, late: bool
) -> None:
    verdict = verdict_of(term(), completed_at, confirmed_at, [AWAY])

    is_excused = confirmed_at - AWAY.ended_at <= CONFIRM_WITHIN
    assert (verdict.late, verdict.returned_at) == (late, AWAY.ended_at if is_excused else None)
    assert verdict.counted_at == (completed_at if is_excused else confirmed_at)


def test_an_outage_after_the_deadline_brings_no_old_draft_back() -> None:
    week_later = Outage(CLOSES + timedelta(days=7), CLOSES + timedelta(days=7, hours=1))
    confirmed_at = week_later.ended_at + HOUR

    verdict = verdict_of(term(), CLOSES - HOUR, confirmed_at, [week_later])

    assert verdict == Verdict(confirmed_at, CLOSES, late=True)


def test_whoever_was_given_two_hours_by_one_outage_is_not_cheated_of_them_by_the_next() -> None:
    next_one = Outage(AWAY.ended_at + HOUR, AWAY.ended_at + 5 * HOUR)
    last = next_one.ended_at + CONFIRM_WITHIN

    outages = [next_one, AWAY]
    in_time = verdict_of(term(), CLOSES - HOUR / 2, last, outages)
    too_late = verdict_of(term(), CLOSES - HOUR / 2, last + SECOND, outages)

    assert (in_time.late, in_time.returned_at) == (False, next_one.ended_at)
    assert (too_late.late, too_late.returned_at) == (True, None)


outages = st.lists(st.builds(lambda at, long: Outage(at, at + long), moments, waits), max_size=4)


@given(moments, waits, outages)
def test_an_outage_never_makes_anything_later_and_counts_no_moment_but_the_two(
    completed_at: datetime, wait: timedelta, away: list[Outage]
) -> None:
    confirmed_at = completed_at + wait

    without = verdict_of(term(), completed_at, confirmed_at)
    verdict = verdict_of(term(), completed_at, confirmed_at, away)

    assert verdict.counted_at in (completed_at, confirmed_at)
    assert verdict.counted_at <= without.counted_at
    assert (verdict.returned_at is None) or verdict.counted_at == completed_at
    if wait <= CONFIRM_WITHIN or not away:
        assert verdict == without


@given(moments, waits, outages)
def test_an_outage_excuses_nobody_who_confirmed_long_after_our_return(
    completed_at: datetime, wait: timedelta, away: list[Outage]
) -> None:
    confirmed_at = completed_at + wait
    excuse = excuse_for(completed_at, confirmed_at, CLOSES, away)

    if excuse is not None:
        assert excuse in away
        assert completed_at < excuse.ended_at <= confirmed_at <= excuse.ended_at + CONFIRM_WITHIN


@given(moments, waits, outages)
def test_until_when_it_counts_is_said_exactly_while_confirming_turns_late_into_on_time(
    completed_at: datetime, wait: timedelta, away: list[Outage]
) -> None:
    now = completed_at + wait
    past = [outage for outage in away if outage.ended_at <= now]

    until = in_time_until(term(), completed_at, now, past)

    is_saved = now >= CLOSES and not verdict_of(term(), completed_at, now, past).late
    assert (until is not None) is is_saved
    if until is not None:
        assert not verdict_of(term(), completed_at, until, past).late
        assert verdict_of(term(), completed_at, until + SECOND, past).late


def test_without_a_deadline_nothing_is_said() -> None:
    assert in_time_until(None, CLOSES, CLOSES + HOUR, []) is None
