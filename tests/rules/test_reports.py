"""What a unit hands in: the moment that counts, the verdict."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import ClosedDays, Deadline, Term, term_of
from bot.rules.reports import (
    CONFIRM_WITHIN,
    EmptyReport,
    ReportDraft,
    Verdict,
    check_report,
    counted_moment,
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
