"""Which units are to be called, why, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calls import (
    CallEntry,
    CallList,
    CallMade,
    CallOutcome,
    CallReason,
    entry_of,
    in_call_order,
    reason_to_call,
)
from bot.rules.escalation import CALL_AFTER, CALLED_FOR
from bot.rules.missing import MissingUnit
from bot.rules.promises import Promise
from tests.rules.test_escalation import SATURDAY, course, obligation

COURSE = course(SATURDAY)
FIRST_RUNG = date(2023, 6, 2)  # a week before falls on Saturday: the Friday before it
OVERDUE = SATURDAY + CALL_AFTER
UNIT = MissingUnit(
    id=1, name="Tam Đường", bloc_id=1, bloc="Khối", joined=True, reachable=True, returned=False
)


def call(day: int, outcome: CallOutcome = CallOutcome.NOT_REACHED) -> CallMade:
    return CallMade(day, outcome, None, "", "Mai", datetime(2023, 6, day, tzinfo=UTC))


def entry(**values: object) -> CallEntry:
    begun = CallEntry(UNIT, CallReason.OVERDUE, days=9, waits=False)
    return replace(begun, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "reachable", "reason"),
    [
        (FIRST_RUNG - timedelta(days=1), False, None),
        (FIRST_RUNG, False, CallReason.UNREACHABLE),
        (FIRST_RUNG, True, None),
        (OVERDUE - timedelta(days=1), True, None),
        (OVERDUE - timedelta(days=1), False, CallReason.UNREACHABLE),
        (OVERDUE, True, CallReason.OVERDUE),
        (OVERDUE, False, CallReason.OVERDUE),
        (SATURDAY + CALLED_FOR, True, CallReason.OVERDUE),
        (SATURDAY + CALLED_FOR + timedelta(days=1), False, None),
    ],
)
def test_a_unit_is_called_when_nobody_can_be_reached_or_a_week_overdue(
    today: date, reachable: bool, reason: CallReason | None
):
    assert reason_to_call(COURSE, None, today, reachable=reachable) is reason


@pytest.mark.parametrize(
    ("by_office", "today", "reason"),
    [
        (True, date(2023, 6, 5), None),
        (True, date(2023, 6, 6), CallReason.BROKEN),
        (False, date(2023, 6, 6), None),  # the ladder goes on from there
    ],
)
def test_a_day_promised_to_an_officer_and_not_kept_brings_the_unit_back_at_once(
    by_office: bool, today: date, reason: CallReason | None
):
    promise = Promise(date(2023, 6, 5), by_office=by_office)

    assert reason_to_call(COURSE, promise, today, reachable=True) is reason


def test_a_unit_that_promised_a_day_ahead_is_listed_as_waiting():
    promised = replace(UNIT, promise=Promise(OVERDUE + timedelta(days=1)))

    found = entry_of(promised, COURSE, None, OVERDUE)

    assert found == entry(unit=promised, days=7, waits=True)
    assert CallList(obligation(SATURDAY), (entry(), entry(waits=True))).to_call == 1


def test_a_unit_with_no_reason_is_on_no_list():
    assert entry_of(UNIT, COURSE, None, SATURDAY) is None


def test_broken_promises_come_first_then_the_uncalled_then_whoever_waited_longest():
    broken = entry(reason=CallReason.BROKEN, last=call(20))
    uncalled, longer = entry(), entry(days=12)
    called, called_later = entry(last=call(17)), entry(last=call(19))
    waiting = entry(waits=True)

    ordered = in_call_order([waiting, called_later, called, uncalled, longer, broken])

    assert ordered == (broken, longer, uncalled, called, called_later, waiting)


@given(st.permutations([entry(days=n, waits=n % 2 == 0) for n in range(6)]))
def test_the_order_does_not_hang_on_how_units_are_found(entries: list[CallEntry]):
    assert in_call_order(entries) == in_call_order(reversed(entries))
