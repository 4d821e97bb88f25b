"""What a unit hands in: its states, when it counts as handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.answers import NO_ANSWERS, Answers
from bot.rules.deadlines import Term, TermBasis
from bot.rules.errors import RuleViolation
from bot.rules.files import FilePart
from bot.rules.outages import Outage
from bot.rules.plans import REPORTS, Kind

CONFIRM_WITHIN = timedelta(hours=2)
LONGEST_WORDS = 20_000

HANDED_IN = REPORTS | {Kind.DOSSIER, Kind.OTHER}
"""The kinds of obligation that are answered with a report."""


class ReportState(StrEnum):
    """`replaced` is an older version of the same report."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REPLACED = "replaced"


REPORTED = frozenset({ReportState.SUBMITTED, ReportState.ACCEPTED})


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What is about to be handed in. `completed_at` is when its last part was sent."""

    files: tuple[FilePart, ...]
    words: str
    completed_at: datetime
    answers: Answers = NO_ANSWERS

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand in: no file, no answer, not a word."""
        return not self.files and not self.words.strip() and self.answers.is_empty


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as handed in."""

    id: int
    unit: str
    unit_id: int
    obligation_id: int
    obligation: str
    member: str
    version: int
    state: ReportState
    words: str
    files: tuple[FilePart, ...]
    answers: Answers = NO_ANSWERS


@dataclass(frozen=True, slots=True)
class Verdict:
    """On time or late, by the moment that counts, and the rule behind it.

    Without a deadline nothing is late. `basis` and `shifted` are those of the term applied.
    `returned_at` is the end of the outage of ours for which a confirmation that came late counts.
    """

    counted_at: datetime
    closes_at: datetime | None
    late: bool
    basis: TermBasis = TermBasis.PLAN
    shifted: bool = False
    returned_at: datetime | None = None


class EmptyReport(RuleViolation):
    """Neither a file nor an answer nor a word."""


class NotHandedIn(RuleViolation):
    """The obligation is not one that is answered with a report."""


def counted_moment(
    completed_at: datetime, confirmed_at: datetime, excuse: Outage | None = None
) -> datetime:
    """The moment that decides on time or late.

    That of the last message completing the form, when it is confirmed within two hours, or when an
    outage of ours excuses that it was not: a slow thumb costs nobody an award, an old draft does
    not buy one.
    """
    in_time = timedelta(0) <= confirmed_at - completed_at <= CONFIRM_WITHIN
    return completed_at if in_time or excuse else confirmed_at


def excuse_for(
    completed_at: datetime,
    confirmed_at: datetime,
    closes_at: datetime | None,
    outages: Iterable[Outage],
) -> Outage | None:
    """The outage of ours for which a confirmation may come later than two hours; None without one.

    It excuses whoever could still have confirmed in time as it began, within the two hours or
    before the deadline closed, and gives two hours from its end. Only Telegram's date of the last
    message and what we noted ourselves decide: nothing that a person could set.
    """
    until, excuse = _given_until(completed_at, confirmed_at, closes_at, outages)
    is_needed = confirmed_at > completed_at + CONFIRM_WITHIN
    return excuse if is_needed and confirmed_at <= until else None


def in_time_until(
    term: Term | None, completed_at: datetime, now: datetime, outages: Iterable[Outage]
) -> datetime | None:
    """Until when confirming still counts as on time, for what was completed before it closed.

    None while it has not closed, and once nothing helps.
    """
    if term is None or not term.is_over(now) or term.is_over(completed_at):
        return None
    until, _ = _given_until(completed_at, now, term.closes_at, outages)
    return until if now <= until else None


def _given_until(
    completed_at: datetime,
    now: datetime,
    closes_at: datetime | None,
    outages: Iterable[Outage],
) -> tuple[datetime, Outage | None]:
    """Until when a confirmation counts from the last message, and the outage that gave the time."""
    until, excuse = completed_at + CONFIRM_WITHIN, None
    for outage in sorted(outages, key=lambda each: each.began_at):
        in_time = outage.began_at <= until
        in_time = in_time or (closes_at is not None and outage.began_at < closes_at)
        given_until = outage.ended_at + CONFIRM_WITHIN
        if in_time and outage.ended_at <= now and given_until > until:
            until, excuse = given_until, outage
    return until, excuse


def verdict_of(
    term: Term | None,
    completed_at: datetime,
    confirmed_at: datetime,
    outages: Iterable[Outage] = (),
) -> Verdict:
    """Judge a report against the term as the organisation applies it."""
    closes_at = None if term is None else term.closes_at
    excuse = excuse_for(completed_at, confirmed_at, closes_at, outages)
    counted_at = counted_moment(completed_at, confirmed_at, excuse)
    returned_at = excuse.ended_at if excuse else None
    if term is None:
        return Verdict(counted_at, None, late=False, returned_at=returned_at)
    late = term.is_over(counted_at)
    return Verdict(counted_at, closes_at, late, term.basis, term.shifted, returned_at)


def check_report(draft: ReportDraft) -> None:
    """Raise EmptyReport unless there is something to hand in."""
    if draft.is_empty:
        raise EmptyReport
