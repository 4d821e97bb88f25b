"""What is odd in a plan before it is put in force: found by rules, decided by an officer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.deadlines import Calendar, Deadline
from bot.rules.obligations import COLLECTED
from bot.rules.plans import Actor, Kind, ObligationDraft, PlanDraft
from bot.rules.scopes import Known, scope_of, unknown_in


class Fault(StrEnum):
    """What a finding is about."""

    NUMBER_BLANK = "number_blank"
    ISSUED_BLANK = "issued_blank"
    NO_DATE = "no_date"
    DUE_BY_ISSUE = "due_by_issue"
    YEAR_ODD = "year_odd"
    DAY_CLOSED = "day_closed"
    ANNUAL_TOO_EARLY = "annual_too_early"
    SCOPE_UNKNOWN = "scope_unknown"
    SCOPE_EMPTY = "scope_empty"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: in the plan as a whole, or in the obligation at `place`.

    `day` is what it is measured against: the last valid day, or the end of the last phase; `name`
    the bloc or type that nobody knows.
    """

    fault: Fault
    place: int | None = None
    day: date | None = None
    name: str = ""


def lint(draft: PlanDraft, calendar: Calendar, known: Known | None = None) -> tuple[Finding, ...]:
    """What an officer should look at, the plan itself first, then by obligation.

    Whom it is asked of is held against what is `known` of the organisation, if anything is.
    """
    found = []
    if not draft.number:
        found.append(Finding(Fault.NUMBER_BLANK))
    if draft.issued_on is None:
        found.append(Finding(Fault.ISSUED_BLANK))
    for place, obligation in enumerate(draft.obligations):
        faults = _of(obligation, draft, calendar)
        found += [Finding(fault, place, day) for fault, day in faults]
        found += _of_scope(obligation, place, known) if known else ()
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


def _of_scope(obligation: ObligationDraft, place: int, known: Known) -> Iterator[Finding]:
    scope = scope_of(obligation)
    if obligation.actor is not Actor.UNIT or scope.is_all:
        return
    unknown = unknown_in(scope, known)
    for name in unknown:
        yield Finding(Fault.SCOPE_UNKNOWN, place, name=name)
    if not unknown and not known.count(scope):
        yield Finding(Fault.SCOPE_EMPTY, place)


def _is_odd_year(kind: Kind, deadline: Deadline, year: int) -> bool:
    """Whether the day is hardly of this campaign; what closes a year may be due in the next."""
    ends_later = kind is not Kind.REGISTRATION and deadline.day.year == year + 1
    return deadline.day.year != year and not ends_later
