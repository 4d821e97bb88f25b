"""What an officer should look at before a plan is put in force: each with its quote and a mend."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from bot.plan_reader.found import Found, with_intended_year
from bot.plan_reader.reading import ReadPlan
from bot.plan_reader.terms import Trouble
from bot.rules.deadlines import ONE_DAY, ClosedDays, Granularity
from bot.rules.folding import fold
from bot.rules.plans import REPORTS, Actor, Kind


class Code(StrEnum):
    """What may be wrong."""

    BEFORE_ISSUE = "deadline-before-issue"
    YEAR_EARLY = "registration-year-early"
    NO_SUCH_DAY = "no-such-day"
    CLOSED_DAY = "closed-day"
    PHASE_BEGUN = "phase-begun-before-issue"
    PHASES_OVERLAP = "phases-overlap"
    PHASES_GAP = "phases-gap"
    REPORT_BEFORE_END = "annual-report-before-last-phase-ends"
    BLANK_NUMBER = "blank-number"
    BLANK_DAY = "blank-issue-day"
    TITLE_YEAR = "title-year-differs"
    UNDATED = "demanded-without-date"
    COLLATOR_FIRST = "collator-before-units"
    NO_REPORT = "no-report-deadline"
    NO_REGISTRATION = "no-registration-deadline"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `mend` is a day that would be right, None where none suggests itself.

    `last_day` is what the finding is about: the last valid day of a deadline, where there is one.
    """

    code: Code
    quote: str
    last_day: date | None = None
    mend: date | None = None


def lint(plan: ReadPlan, closed: ClosedDays) -> list[Finding]:
    """The findings in the order of the document; `closed` are days the organisation is off."""
    return [
        *_of_header(plan),
        *(finding for each in plan.obligations for finding in _of_obligation(each, plan, closed)),
        *_of_phases([each for each in plan.obligations if each.is_phase], plan.header.issued_on),
        *_of_reports(plan),
        *_of_collators(plan.obligations),
    ]


def last_day_of(found: Found) -> date | None:
    """The last valid day by the wording alone."""
    if found.due.day is None:
        return None
    return found.due.day if found.due.inclusive else found.due.day - ONE_DAY


def _of_header(plan: ReadPlan) -> Iterator[Finding]:
    header = plan.header
    if not header.number:
        yield Finding(Code.BLANK_NUMBER, header.number_written)
    if header.issued_on is None:
        yield Finding(Code.BLANK_DAY, header.issued_written)
    named = re.findall(r"năm (20\d\d)", header.title.lower())
    if named and header.year and int(named[-1]) != header.year:
        yield Finding(Code.TITLE_YEAR, header.title)


def _of_obligation(found: Found, plan: ReadPlan, closed: ClosedDays) -> Iterator[Finding]:
    last, issued = last_day_of(found), plan.header.issued_on
    if found.due.trouble is Trouble.NO_SUCH_DAY:
        yield Finding(Code.NO_SUCH_DAY, found.quote)
    if last is None:
        is_asked = found.actor is Actor.UNIT and found.kind is not Kind.OTHER
        if is_asked and not found.due.recurrence and found.due.trouble is None:
            yield Finding(Code.UNDATED, found.quote)
        return
    if intended := with_intended_year(found, plan.header):
        yield Finding(Code.YEAR_EARLY, found.quote, last, intended)
        return
    if found.is_phase or found.item is not None:
        return
    if issued is not None and last <= issued:
        yield Finding(Code.BEFORE_ISSUE, found.quote, last)
    # Nobody hands in on the last day of a month that is only named.
    if last in closed and found.due.granularity is Granularity.DAY:
        yield Finding(Code.CLOSED_DAY, found.quote, last, closed.last_open(last))


def _of_phases(phases: Sequence[Found], issued_on: date | None) -> Iterator[Finding]:
    for each in phases:
        if issued_on and each.due.starts_on and each.due.starts_on < issued_on:
            yield Finding(Code.PHASE_BEGUN, each.quote, each.due.starts_on, issued_on)
    dated = sorted(
        (each.due.starts_on, each.due.day, each.quote)
        for each in phases
        if each.due.starts_on and each.due.day
    )
    for (_, end, _), (start, _, quote) in pairwise(dated):
        if start <= end:
            yield Finding(Code.PHASES_OVERLAP, quote, start, end + ONE_DAY)
        elif start > end + timedelta(days=1):
            yield Finding(Code.PHASES_GAP, quote, start, end + ONE_DAY)


def _of_reports(plan: ReadPlan) -> Iterator[Finding]:
    ends = [each.due.day for each in plan.obligations if each.is_phase and each.due.day]
    asked = [each for each in plan.obligations if each.actor is Actor.UNIT]
    for each in asked:
        last = last_day_of(each)
        if each.kind is Kind.ANNUAL_REPORT and last and ends and last < max(ends):
            yield Finding(Code.REPORT_BEFORE_END, each.quote, last, max(ends))
    if "thi dua" not in fold(plan.header.title):
        return
    due = {each.kind for each in asked if each.due.day or each.due.recurrence}
    if not due & REPORTS:
        yield Finding(Code.NO_REPORT, "")
    if Kind.REGISTRATION not in {each.kind for each in asked}:
        yield Finding(Code.NO_REGISTRATION, "")


def _of_collators(found: Sequence[Found]) -> Iterator[Finding]:
    """Whoever gathers the units' reports cannot be through before they are in."""
    for gathers in found:
        if gathers.actor is not Actor.ISSUER or gathers.item is not None:
            continue
        for unit in found:
            same = unit.kind is gathers.kind and unit.actor is Actor.UNIT
            if same and _is_before(gathers, unit):
                yield Finding(Code.COLLATOR_FIRST, gathers.quote, last_day_of(gathers))
                break


def _is_before(first: Found, second: Found) -> bool:
    if first.due.day and second.due.day:
        return first.due.day < second.due.day
    one, other = first.due.recurrence, second.due.recurrence
    return bool(one and other) and one.split(":")[0] == other.split(":")[0] and one < other
