"""Telephone calls to units that stay silent: whom to call and why, what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.rules.errors import RuleViolation
from bot.rules.escalation import CALL_AFTER, CALLED_FOR, has_promised
from bot.rules.members import Role
from bot.rules.missing import MissingUnit
from bot.rules.obligations import Duty, Obligation
from bot.rules.promises import Promise
from bot.rules.reminders import Course

NOTE_LENGTH = 500


class CallOutcome(StrEnum):
    """How a call ended: a day was promised, nobody was reached, or something else was said."""

    PROMISED = "promised"
    NOT_REACHED = "not_reached"
    TALKED = "talked"


class CallReason(StrEnum):
    """Why a unit is to be called: what it promised an officer was not kept, it is long overdue, or
    nobody who speaks for it can be written to."""

    BROKEN = "broken"
    OVERDUE = "overdue"
    UNREACHABLE = "unreachable"


class CallMoved(RuleViolation):
    """A colleague wrote down a call to the unit meanwhile, or the same press came twice."""

    def __init__(self, unit_id: int, obligation_id: int) -> None:
        super().__init__(unit_id, obligation_id)
        self.unit_id = unit_id
        self.obligation_id = obligation_id


class NoCallNeeded(RuleViolation):
    """The unit has handed it in meanwhile."""


@dataclass(frozen=True, slots=True)
class CallMade:
    """What came of one call."""

    id: int
    outcome: CallOutcome
    promised_on: date | None
    words: str
    officer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallEntry:
    """A unit to be called about an obligation, `days` after its last valid day.

    One that `waits` promised a day that has not passed: it is listed, and not to be called yet.
    """

    unit: MissingUnit
    reason: CallReason
    days: int
    waits: bool
    last: CallMade | None = None


@dataclass(frozen=True, slots=True)
class CallList:
    """An obligation with the units to be called about it, the most pressing first."""

    obligation: Obligation
    entries: tuple[CallEntry, ...]

    @property
    def to_call(self) -> int:
        """How many are to be called now."""
        return sum(not entry.waits for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who joined for a unit; `phone` "" if it is not known."""

    name: str
    role: Role
    phone: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class WhomToCall:
    """The people of a unit: those who joined for it, and whom else to call ("" if not known)."""

    speakers: tuple[Speaker, ...]
    contact: str
    phone: str

    @property
    def has_number(self) -> bool:
        return bool(self.phone) or any(speaker.phone for speaker in self.speakers)


@dataclass(frozen=True, slots=True)
class CallCard:
    """One unit to be called about a duty: its people, and what came of earlier calls.

    `entry` is None once the unit need not be called any more. `following` is the unit next on the
    list, if any.
    """

    unit_id: int
    unit: str
    duty: Duty
    people: WhomToCall
    calls: tuple[CallMade, ...]
    entry: CallEntry | None
    following: int | None


@dataclass(frozen=True, slots=True)
class CallNews:
    """How many units are to be called now, how many of them since today, and the lists."""

    units: int
    new: int
    lists: tuple[CallList, ...]


def reason_to_call(
    course: Course, promise: Promise | None, today: date, *, reachable: bool
) -> CallReason | None:
    """Why a unit that has not handed in is to be called; None when it is not.

    `course` is without the promise: the first rung is when people are first written to. A day
    promised to an officer counts from the day after it.
    """
    last_day = course.term.last_day
    if today > last_day + CALLED_FOR:
        return None
    if promise is not None and promise.by_office and promise.on < today:
        return CallReason.BROKEN
    if today >= last_day + CALL_AFTER:
        return CallReason.OVERDUE
    if not reachable and today >= course.rungs[0].on:
        return CallReason.UNREACHABLE
    return None


def entry_of(
    unit: MissingUnit, course: Course, last: CallMade | None, today: date
) -> CallEntry | None:
    """The unit's line on the call list, None when it is not on it."""
    reason = reason_to_call(course, unit.promise, today, reachable=unit.reachable)
    if reason is None or unit.came_after(course.term):
        return None
    promised_on = unit.promise.on if unit.promise else None
    return CallEntry(
        unit=unit,
        reason=reason,
        days=-course.term.days_left(today),
        waits=has_promised(promised_on, today),
        last=last,
    )


def in_call_order(entries: Iterable[CallEntry]) -> tuple[CallEntry, ...]:
    """Broken promises first, those who wait last; between them whoever was not called for longest,
    and of those never called the longest overdue."""

    def place(entry: CallEntry) -> tuple[bool, bool, float, int]:
        called_at = entry.last.at.timestamp() if entry.last else 0.0
        return entry.waits, entry.reason is not CallReason.BROKEN, called_at, -entry.days

    return tuple(sorted(entries, key=place))
