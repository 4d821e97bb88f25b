"""«Để mai nhắc», «Nhắc tôi ngày…»: how long a person's reminders may wait."""

from collections.abc import Iterable
from datetime import date

from bot.rules.deadlines import ClosedDays, working_days_after
from bot.rules.errors import RuleViolation

OFFERED = (2, 3, 4, 5)
"""Working days that are offered to pick; the next one has a button of its own."""


class NothingDue(RuleViolation):
    """There is nothing to be reminded of: it has been handed in meanwhile."""


class LastDayIsHere(RuleViolation):
    """Something ends today or has ended: its reminders do not wait."""


class NoLaterDay(RuleViolation):
    """The day to be reminded on is today or has passed."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day


def check_may_wait(last_days: Iterable[date], today: date) -> None:
    """Raise LastDayIsHere when one of the last days of what is due is not still to come."""
    if any(day <= today for day in last_days):
        raise LastDayIsHere


def put_off_until(day: date, today: date, first_end: date, closed: ClosedDays) -> date:
    """The day the reminder comes again: that day or the next working one.

    Never beyond the first last valid day. Raises NoLaterDay.
    """
    if day <= today:
        raise NoLaterDay(day)
    return min(closed.next_open(day), first_end)


def offered_days(today: date, first_end: date, closed: ClosedDays) -> list[date]:
    """Days to pick, none beyond the first last valid day."""
    days = (working_days_after(today, count, closed) for count in OFFERED)
    return [day for day in days if day <= first_end]
