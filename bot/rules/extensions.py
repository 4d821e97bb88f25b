"""More time: asked for by a unit with a reason, granted or refused by an officer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.rules.deadlines import ClosedDays, Term, TermBasis, working_days_after
from bot.rules.errors import RuleViolation
from bot.rules.obligations import Duty, Standing, can_register

OFFERED = (3, 5, 10)
"""Working days that are offered to pick."""

FURTHEST = timedelta(days=183)
"""A date without its year that has passed is read as next year's: what is beyond is a slip."""

REASON_LENGTH = 500


class Purpose(StrEnum):
    """What the time is for: to hand in at all, or to amend what was handed in."""

    MORE_TIME = "more_time"
    AMEND = "amend"


class ExtensionState(StrEnum):
    """How far a request for more time has come."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A request for more time, or time granted without one (`asked_by` is then empty).

    `answer` is what the officer wrote with the decision.
    """

    id: int
    organisation_id: int
    unit_id: int
    unit: str
    obligation_id: int
    obligation: str
    purpose: Purpose
    state: ExtensionState
    asked_by: str
    asked_at: datetime
    reason: str
    wanted_on: date | None
    decided_by: str
    decided_at: datetime | None
    until_on: date | None
    answer: str


@dataclass(frozen=True, slots=True)
class Granted:
    """What granting to many did: the names of units told, of those that had handed in meanwhile,
    and of those that had as much time already."""

    told: tuple[str, ...]
    done: tuple[str, ...]
    later: tuple[str, ...]


class NothingToExtend(RuleViolation):
    """Nothing is open that more time would help."""


class NobodyChosen(RuleViolation):
    """More time was to be given to no unit at all."""


class ExtensionWaiting(RuleViolation):
    """The unit's earlier request for the same duty still waits."""

    def __init__(self, view: ExtensionView) -> None:
        super().__init__(view.id)
        self.view = view


class ExtensionDecided(RuleViolation):
    """The request was decided before, by the officer named in `view`."""

    def __init__(self, view: ExtensionView) -> None:
        super().__init__(view.id)
        self.view = view


class DayNotLater(RuleViolation):
    """More time ends after what there is already, and not in the past: after `after`."""

    def __init__(self, day: date, after: date) -> None:
        super().__init__(day, after)
        self.day = day
        self.after = after


class DayTooFar(RuleViolation):
    """The day is over half a year after what there is: a slip of the keyboard."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def purpose_of(duty: Duty, now: datetime) -> Purpose:
    """What more time would be for, as the duty stands. Raises NothingToExtend."""
    if duty.term is None or duty.obligation.closed_at is not None:
        raise NothingToExtend
    if not duty.is_done:
        return Purpose.MORE_TIME
    if can_register(duty.obligation) and duty.term.is_over(now):
        return Purpose.AMEND
    raise NothingToExtend


def basis_of(purpose: Purpose, standing: Standing) -> TermBasis:
    """Which of a unit's own days is given: what was handed in before can only be mended."""
    if purpose is Purpose.AMEND or standing is Standing.RETURNED:
        return TermBasis.MENDING
    return TermBasis.EXTENSION


def offered_days(last_days: Iterable[date], today: date, closed: ClosedDays) -> list[date]:
    """Days to pick: so many working days after the latest of the last days, or of today."""
    start = max([today, *last_days])
    return [working_days_after(start, count, closed) for count in OFFERED]


def check_wanted(day: date, term: Term, today: date) -> None:
    """A day that is asked for is later than the one there is, and to come.

    Raises DayNotLater, DayTooFar.
    """
    after = max(term.unshifted, term.last_day, today)
    if day <= after:
        raise DayNotLater(day, after)
    check_near(day, max(after, today))


def check_granted(day: date, duty: Duty, purpose: Purpose, today: date) -> None:
    """A day that is granted is later than the one there is, and to come.

    Only what was handed in meanwhile may be made good by a day that has passed. Raises
    NothingToExtend, DayNotLater, DayTooFar.
    """
    if duty.term is None:
        raise NothingToExtend
    after = duty.term.last_day
    if purpose is Purpose.AMEND or not duty.is_done:
        after = max(after, today - timedelta(days=1))
    if day <= after:
        raise DayNotLater(day, after)
    check_near(day, max(after, today))


def check_near(day: date, start: date) -> None:
    """Raise DayTooFar for a day over half a year after the start."""
    if day - start > FURTHEST:
        raise DayTooFar(day)


def joined_reasons(before: str, added: str) -> str:
    """The reasons two people of one unit gave, both kept; the same one is kept once."""
    if not before or added in before.split("; "):
        return before or added
    return f"{before}; {added}"
