"""The officers' word on what a unit handed in: accepted, or returned with a reason and a date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.rules.channels import Channel
from bot.rules.deadlines import Calendar, OwnDates, Term, working_days_after
from bot.rules.errors import RuleViolation

REASON_LENGTH = 500

MENDING_DAYS = (3, 5, 10)
"""Working days offered to mend what is returned."""


class Part(StrEnum):
    """Which part of a report or registration a reason for returning it speaks of."""

    WHOLE = "whole"
    FILES = "files"
    FIGURES = "figures"
    SECTIONS = "sections"
    TITLES = "titles"
    PEOPLE = "people"
    TARGETS = "targets"


class RecordKind(StrEnum):
    """The two records that officers decide on."""

    REPORT = "report"
    REGISTRATION = "registration"


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """Which record: a report or a registration, by its id."""

    kind: RecordKind
    id: int


class ReviewState(StrEnum):
    """How a record of either kind stands with the officers."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REPLACED = "replaced"


class Reason(StrEnum):
    """What is most often amiss, to be picked instead of typed."""

    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"
    NO_FIGURES = "figures"
    FIGURES_DIFFER = "differ"
    WRONG_PERIOD = "period"
    NO_TARGETS = "targets"
    TITLE_UNFIT = "title"
    PEOPLE_INCOMPLETE = "people"
    TARGETS_ODD = "odd"
    NO_SIGNED_COPY = "copy"


REASONS: Mapping[RecordKind, Mapping[Reason, Part]] = {
    RecordKind.REPORT: {
        Reason.UNSIGNED: Part.FILES,
        Reason.UNREADABLE: Part.FILES,
        Reason.NO_FIGURES: Part.FIGURES,
        Reason.FIGURES_DIFFER: Part.FIGURES,
        Reason.WRONG_PERIOD: Part.WHOLE,
    },
    RecordKind.REGISTRATION: {
        Reason.NO_TARGETS: Part.TARGETS,
        Reason.TITLE_UNFIT: Part.TITLES,
        Reason.PEOPLE_INCOMPLETE: Part.PEOPLE,
        Reason.TARGETS_ODD: Part.TARGETS,
        Reason.NO_SIGNED_COPY: Part.FILES,
    },
}
"""The reasons to pick from for each kind of record, each with the part it speaks of."""


@dataclass(frozen=True, slots=True)
class Returning:
    """Why a record goes back, in the officer's words, and the day given to mend it, if any."""

    reason: str
    part: Part = Part.WHOLE
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What officers said of a record: who and when once it is decided, why if it was returned."""

    ref: RecordRef
    unit: str
    unit_id: int
    obligation_id: int
    obligation: str
    version: int
    channel: Channel
    state: ReviewState
    reason: str = ""
    part: Part = Part.WHOLE
    officer: str = ""
    decided_at: datetime | None = None

    @property
    def decision(self) -> ReviewState | None:
        """What officers decided, also of a version replaced since; None while they have not."""
        if self.decided_at is None:
            return None
        return ReviewState.RETURNED if self.reason else ReviewState.ACCEPTED


class AlreadyReviewed(RuleViolation):
    """The version was decided on, or replaced by a newer one, before; `review` says which."""

    def __init__(self, review: ReviewView) -> None:
        super().__init__(review)
        self.review = review


class MendingTooEarly(RuleViolation):
    """The unit has longer than that already, by the plan or by time granted: until `last_day`."""

    def __init__(self, day: date, last_day: date) -> None:
        super().__init__(day, last_day)
        self.day = day
        self.last_day = last_day


@dataclass(frozen=True, slots=True)
class Skipped:
    """One of several to be accepted that was not, as it stands, and what stood in the way."""

    review: ReviewView
    because: RuleViolation


def check_waiting(review: ReviewView) -> None:
    """Raise AlreadyReviewed unless the record still waits for an officer's word."""
    if review.state is not ReviewState.WAITING:
        raise AlreadyReviewed(review)


def mending_term(calendar: Calendar, term: Term | None, until: date) -> Term:
    """The term of a unit given until this day, whose term without it is `term`.

    Raises MendingTooEarly where that is no later than what it has.
    """
    given = calendar.term(None, OwnDates(mend_by=until))
    assert given is not None
    if term is not None and given.last_day <= term.last_day:
        raise MendingTooEarly(until, term.last_day)
    return given


def mending_days(calendar: Calendar, term: Term | None, today: date) -> list[tuple[int, date]]:
    """What to offer: numbers of working days with their dates, those later than `term` alone."""
    offered = [(count, working_days_after(today, count, calendar.closed)) for count in MENDING_DAYS]
    return [(count, day) for count, day in offered if term is None or day > term.last_day]
