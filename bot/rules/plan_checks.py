"""What is odd in a plan before it is put in force: found by rules, decided by an officer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from bot.rules.dates import in_year
from bot.rules.deadlines import ONE_DAY, Calendar, Deadline, Granularity
from bot.rules.folding import fold
from bot.rules.obligations import COLLECTED
from bot.rules.plans import REPORTS, Actor, Kind, ObligationDraft, Phase, PlanDraft
from bot.rules.scopes import Known, scope_of, unknown_in

_A_DAY = re.compile(r"\d{1,2} ?[/.-] ?\d{1,2}|ngày \d{1,2}")


class Fault(StrEnum):
    """What a finding is about; the value is its code for those who read it by program."""

    NUMBER_BLANK = "blank-number"
    ISSUED_BLANK = "blank-issue-day"
    TITLE_YEAR = "title-year-differs"
    NO_DATE = "demanded-without-date"
    NO_SUCH_DAY = "no-such-day"
    DUE_BY_ISSUE = "deadline-before-issue"
    YEAR_EARLY = "registration-year-early"
    YEAR_ODD = "year-differs"
    DAY_CLOSED = "closed-day"
    ANNUAL_TOO_EARLY = "annual-report-before-last-phase-ends"
    COLLATOR_FIRST = "collator-before-units"
    PHASE_BEGUN = "phase-begun-before-issue"
    PHASES_OVERLAP = "phases-overlap"
    PHASES_GAP = "phases-gap"
    NO_REPORT = "no-report-deadline"
    NO_REGISTRATION = "no-registration-deadline"
    SCOPE_UNKNOWN = "audience-unknown"
    SCOPE_EMPTY = "audience-empty"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: in the plan as a whole, or in the obligation at `place`.

    `day` is what it is measured against: the last valid day, the end of the last phase, the day a
    phase begins; `mend` a day that would be right, None where none suggests itself. `name` is the
    phase, bloc or type it is about, `quote` what the document says there.
    """

    fault: Fault
    place: int | None = None
    day: date | None = None
    name: str = ""
    mend: date | None = None
    quote: str = ""


def lint(draft: PlanDraft, calendar: Calendar, known: Known | None = None) -> tuple[Finding, ...]:
    """What an officer should look at: the plan itself, each obligation, phases, what is missing.

    Whom it is asked of is held against what is `known` of the organisation, if anything is.
    """
    return (
        *_of_plan(draft),
        *(
            finding
            for place, obligation in enumerate(draft.obligations)
            for finding in _of(obligation, place, draft, calendar, known)
        ),
        *_of_phases(draft),
        *_of_the_year(draft),
    )


def _of_plan(draft: PlanDraft) -> Iterator[Finding]:
    if not draft.number:
        yield Finding(Fault.NUMBER_BLANK)
    if draft.issued_on is None:
        yield Finding(Fault.ISSUED_BLANK, quote=draft.issued_written)
    named = re.findall(r"năm (20\d\d)", draft.title.lower())
    if named and int(named[-1]) != draft.year:
        yield Finding(Fault.TITLE_YEAR, quote=draft.title)


def _of(
    obligation: ObligationDraft,
    place: int,
    draft: PlanDraft,
    calendar: Calendar,
    known: Known | None,
) -> Iterator[Finding]:
    quote = obligation.quote or obligation.written
    found = _of_deadline(obligation, draft, calendar)
    yield from (Finding(fault, place, day, mend=mend, quote=quote) for fault, day, mend in found)
    if obligation.actor is Actor.ISSUER and _comes_before_units(obligation, draft.obligations):
        last = obligation.deadline.last_day if obligation.deadline else None
        yield Finding(Fault.COLLATOR_FIRST, place, last, quote=quote)
    yield from _of_scope(obligation, place, known) if known else ()


def _of_deadline(
    obligation: ObligationDraft, draft: PlanDraft, calendar: Calendar
) -> Iterator[tuple[Fault, date | None, date | None]]:
    """The fault, the day it is about, and the day that would mend it."""
    deadline = obligation.deadline
    if deadline is None:
        if _A_DAY.search(obligation.written):
            yield Fault.NO_SUCH_DAY, None, None
        elif obligation.actor is Actor.UNIT and obligation.kind in COLLECTED:
            yield Fault.NO_DATE, None, None
        return
    if obligation.kind is Kind.REGISTRATION and deadline.day.year < draft.year:
        yield Fault.YEAR_EARLY, deadline.last_day, in_year(deadline.day, draft.year)
        return
    if draft.issued_on is not None and deadline.last_day <= draft.issued_on:
        yield Fault.DUE_BY_ISSUE, deadline.last_day, None
    if _is_odd_year(obligation.kind, deadline, draft.year):
        yield Fault.YEAR_ODD, deadline.day, in_year(deadline.day, draft.year)
    term = calendar.term(deadline)
    # Nobody hands in on the last day of a month that is only named.
    if term is not None and term.closed and deadline.granularity is Granularity.DAY:
        yield Fault.DAY_CLOSED, term.last_day, calendar.closed.last_open(term.last_day)
    ends = [end for _, end, _ in _dated(draft.phases)]
    if obligation.kind is Kind.ANNUAL_REPORT and ends and deadline.last_day < max(ends):
        yield Fault.ANNUAL_TOO_EARLY, max(ends), None


def _of_scope(obligation: ObligationDraft, place: int, known: Known) -> Iterator[Finding]:
    scope = scope_of(obligation)
    if obligation.actor is not Actor.UNIT or scope.is_all:
        return
    unknown = unknown_in(scope, known)
    for name in unknown:
        yield Finding(Fault.SCOPE_UNKNOWN, place, name=name)
    if not unknown and not known.count(scope):
        yield Finding(Fault.SCOPE_EMPTY, place)


def _comes_before_units(gathers: ObligationDraft, all_: Sequence[ObligationDraft]) -> bool:
    """Whether who gathers reports of a kind must be through before the units' are in."""
    if gathers.deadline is None or gathers.kind not in REPORTS:
        return False
    of_units = [
        each.deadline.day
        for each in all_
        if each.kind is gathers.kind and each.actor is Actor.UNIT and each.deadline is not None
    ]
    return any(
        gathers.deadline.day < day and gathers.deadline.day.year == day.year for day in of_units[:1]
    )


def _of_phases(draft: PlanDraft) -> Iterator[Finding]:
    dated = _dated(draft.phases)
    for starts_on, _, phase in dated:
        if draft.issued_on is not None and starts_on < draft.issued_on:
            yield _about(Fault.PHASE_BEGUN, phase, starts_on, draft.issued_on)
    for (_, end, _), (start, _, phase) in pairwise(dated):
        if start <= end:
            yield _about(Fault.PHASES_OVERLAP, phase, start, end + ONE_DAY)
        elif start > end + ONE_DAY:
            yield _about(Fault.PHASES_GAP, phase, start, end + ONE_DAY)


def _about(fault: Fault, phase: Phase, day: date, mend: date) -> Finding:
    return Finding(fault, None, day, phase.title, mend, phase.written)


def _dated(phases: Sequence[Phase]) -> list[tuple[date, date, Phase]]:
    """First and last day of the phases that have both, in order."""
    found = [
        (each.in_force_starts_on or each.starts_on, each.in_force_ends_on or each.ends_on, each)
        for each in phases
    ]
    known = [(start, end, each) for start, end, each in found if start and end]
    return sorted(known, key=lambda one: one[:2])


def _of_the_year(draft: PlanDraft) -> Iterator[Finding]:
    """What a plan of emulation is expected to ask for and does not."""
    if "thi dua" not in fold(draft.title) or not draft.obligations:
        return
    asked = [each for each in draft.obligations if each.actor is Actor.UNIT]
    if not any(each.kind in REPORTS and each.deadline for each in asked):
        yield Finding(Fault.NO_REPORT)
    if not any(each.kind is Kind.REGISTRATION for each in asked):
        yield Finding(Fault.NO_REGISTRATION)


def _is_odd_year(kind: Kind, deadline: Deadline, year: int) -> bool:
    """Whether the day is hardly of this campaign; what closes a year may be due in the next."""
    ends_later = kind is not Kind.REGISTRATION and deadline.day.year == year + 1
    return deadline.day.year != year and not ends_later
