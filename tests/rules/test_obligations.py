"""What a unit owes: the order of duties, what comes next, what is collected and how."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.deadlines import ClosedDays, Deadline, term_of
from bot.rules.obligations import (
    Duty,
    Obligation,
    Standing,
    can_register,
    can_report,
    in_order,
    next_due,
)
from bot.rules.plans import Kind

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UNDATED = Obligation(
    id=1, organisation_id=1, plan_id=1, plan_number="403/KH", plan_title="Kế hoạch",
    kind=Kind.ANNUAL_REPORT, title="Báo cáo", clause="", addressee="", note="", written="",
    deadline=None, set_by_officer=False, unregistered_excluded=False,
)  # fmt: skip


def duty(id_: int, day: date | None, standing: Standing) -> Duty:
    deadline = Deadline(day, inclusive=True) if day else None
    term = term_of(deadline, ClosedDays(frozenset()), ZONE, shifts=False) if deadline else None
    return Duty(7, replace(UNDATED, id=id_, deadline=deadline), term, standing)


days = st.none() | st.dates(date(2023, 1, 1), date(2023, 12, 31))
duties = st.lists(st.builds(duty, st.integers(1, 999), days, st.sampled_from(Standing)))


@given(duties)
def test_duties_stand_by_last_day_with_the_undated_at_the_end(duties: list[Duty]) -> None:
    ordered = in_order(duties)

    last_days = [duty.term.last_day if duty.term else date.max for duty in ordered]
    assert last_days == sorted(last_days)
    assert sorted(map(id, ordered)) == sorted(map(id, duties))


@given(duties)
def test_what_is_next_is_undone_and_nothing_undone_ends_before_it(duties: list[Duty]) -> None:
    coming = next_due(duties)

    undone = [duty for duty in duties if not duty.is_done]
    if coming is None:
        assert undone == []
        return
    assert coming in undone
    first = min((duty.term.last_day for duty in undone if duty.term), default=None)
    assert (coming.term.last_day if coming.term else None) == first


@given(st.sampled_from(Standing))
def test_drafts_and_returned_ones_are_not_done(standing: Standing) -> None:
    done = standing in (Standing.SUBMITTED, Standing.ACCEPTED)

    assert duty(1, None, standing).is_done is done


@given(st.sampled_from(Kind))
def test_nothing_is_answered_in_two_ways(kind: Kind) -> None:
    obligation = replace(UNDATED, kind=kind)

    assert not (can_register(obligation) and can_report(obligation))


@given(st.sampled_from(Kind))
def test_what_is_collected_without_a_date_can_be_handed_in(kind: Kind) -> None:
    obligation = replace(UNDATED, kind=kind)

    if obligation.is_collected:
        assert can_register(obligation) or can_report(obligation)
