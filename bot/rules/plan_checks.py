"""What is odd in a plan before it is put in force: found by rules, decided by an officer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.deadlines import Calendar, Deadline
from bot.rules.obligations import COLLECTED
from bot.rules.plans import Actor, Kind, ObligationDraft, PlanDraft


class Fault(StrEnum):
    """What a finding is about."""

    NUMBER_BLANK = "number_blank"
    ISSUED_BLANK = "issued_blank"
    NO_DATE = "no_date"
    DUE_BY_ISSUE = "due_by_issue"
    YEAR_ODD = "year_odd"
    DAY_CLOSED = "day_closed"
    ANNUAL_TOO_EARLY = "annual_too_early"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: in the plan as a whole, or in the obligation at `place`.

    `day` is what it is measured against: the last valid day, or the end of the last phase.
    """

    fault: Fault
    place: int | None = None
    day: date | None = None


def lint(draft: PlanDraft, calendar: Calendar) -> tuple[Finding, ...]:
    """What an officer should look at, the plan itself first, then by obligation."""
    found = []
    if not draft.number:
        found.append(Finding(Fault.NUMBER_BLANK))
    if draft.issued_on is None:
        found.append(Finding(Fault.ISSUED_BLANK))
    for place, obligation in enumerate(draft.obligations):
        faults = _of(obligation, draft, calendar)
        found += [Finding(fault, place, day) for fault, day in faults]
    return tuple(found)


def _of(
    obligation: ObligationDraft, draft: PlanDraft, calendar: Calendar
) -> Iterator[tuple[Fault, date | None]]:
    deadline = obligation.deadline
    if deadline is None:
        if obligation.actor is Actor.UNIT and obligation.kind in COLLECTED:
            yield Fault.NO_DATE, None
        return
    if draft.issued_on is not None and deadline.last_day <= draft.issued_on:
        yield Fault.DUE_BY_ISSUE, deadline.last_day
    if _is_odd_year(obligation.kind, deadline, draft.year):
        yield Fault.YEAR_ODD, deadline.day
    term = calendar.term(deadline)
    if term is not None and term.closed:
        yield Fault.DAY_CLOSED, term.last_day
    ends = [phase.in_force_ends_on or phase.ends_on for phase in draft.phases]
    last = max((end for end in ends if end is not None), default=None)
    if obligation.kind is Kind.ANNUAL_REPORT and last is not None and deadline.last_day < last:
        yield Fault.ANNUAL_TOO_EARLY, last


def _is_odd_year(kind: Kind, deadline: Deadline, year: int) -> bool:
    """Whether the day is hardly of this campaign; what closes a year may be due in the next."""
    ends_later = kind is not Kind.REGISTRATION and deadline.day.year == year + 1
    return deadline.day.year != year and not ends_later
