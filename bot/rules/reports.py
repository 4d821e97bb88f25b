"""What a unit hands in: its states, when it counts as handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.answers import NO_ANSWERS, Answers
from bot.rules.deadlines import Term, TermBasis
from bot.rules.errors import RuleViolation
from bot.rules.files import FilePart
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
    """

    counted_at: datetime
    closes_at: datetime | None
    late: bool
    basis: TermBasis = TermBasis.PLAN
    shifted: bool = False


class EmptyReport(RuleViolation):
    """Neither a file nor an answer nor a word."""


class NotHandedIn(RuleViolation):
    """The obligation is not one that is answered with a report."""


def counted_moment(completed_at: datetime, confirmed_at: datetime) -> datetime:
    """The moment that decides on time or late.

    That of the last message completing the form, when it is confirmed within two hours: a slow
    thumb costs nobody an award, an old draft does not buy one.
    """
    if timedelta(0) <= confirmed_at - completed_at <= CONFIRM_WITHIN:
        return completed_at
    return confirmed_at


def verdict_of(term: Term | None, completed_at: datetime, confirmed_at: datetime) -> Verdict:
    """Judge a report against the term as the organisation applies it."""
    counted_at = counted_moment(completed_at, confirmed_at)
    if term is None:
        return Verdict(counted_at, None, late=False)
    late = term.is_over(counted_at)
    return Verdict(counted_at, term.closes_at, late, term.basis, term.shifted)


def check_report(draft: ReportDraft) -> None:
    """Raise EmptyReport unless there is something to hand in."""
    if draft.is_empty:
        raise EmptyReport
