"""«Sẽ gửi ngày 8/6»: the day on which a unit says it will hand something in."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.rules.deadlines import ClosedDays, Term, working_days_after
from bot.rules.errors import RuleViolation

OFFERED = 4
"""Working days that are offered to pick, beside the last one before the end."""

FURTHEST = timedelta(days=31)
"""How long after the last valid day, or after today, a day may be promised: beyond is a slip."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A day a unit promised; `by_office` when an officer wrote down what was said by telephone."""

    on: date
    by_office: bool = False


class NothingToPromise(RuleViolation):
    """It is handed in already, asked for no more, or has no date by which reminders go."""


class PromiseInPast(RuleViolation):
    """The day has passed."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


class PromiseTooFar(RuleViolation):
    """The day is long after the last valid one: `furthest` is as far as may be promised."""

    def __init__(self, day: date, furthest: date) -> None:
        super().__init__(day, furthest)
        self.day = day
        self.furthest = furthest


def check_promised(day: date, term: Term, today: date) -> None:
    """A day from today on, and not far beyond the last valid one.

    One after the last valid day may be promised: it is known then when to ask again, and is late
    all the same. Raises PromiseInPast, PromiseTooFar.
    """
    if day < today:
        raise PromiseInPast(day)
    furthest = max(term.last_day, today) + FURTHEST
    if day > furthest:
        raise PromiseTooFar(day, furthest)


def is_in_peace(promise: Promise | None, term: Term | None, today: date) -> bool:
    """Whether nobody asks after the duty today: a later day was promised.

    The morning of the last valid day is not given away by a promise that lies beyond it.
    """
    if promise is None or today >= promise.on:
        return False
    return term is None or today != term.last_day


def asked_on(promised_on: date, last_day: date, closed: ClosedDays) -> date:
    """The day on which the unit is held to it: that day, or the next working one.

    The last valid day has a morning of its own, worked or not.
    """
    return last_day if promised_on == last_day else closed.next_open(promised_on)


def offered_days(term: Term, today: date, closed: ClosedDays) -> list[date]:
    """Days to pick: the next working days up to the last valid one, and the last of these.

    When there is none left before the end, the next working days all the same.
    """
    days = [working_days_after(today, count, closed) for count in range(1, OFFERED + 1)]
    if days[0] > term.last_day:
        return days
    last = closed.last_open(term.last_day)
    return sorted({*(day for day in days if day <= last), last})
