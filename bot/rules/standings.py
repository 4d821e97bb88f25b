"""The standing of a bloc, in counts alone: what may be said of it where all its units read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.rules.deadlines import ClosedDays, Term
from bot.rules.errors import RuleViolation
from bot.rules.reminders import may_send

MOST_DUTIES = 8
FEWEST_UNITS = 2
SOON, LONG_AGO = 30, 35
"""Days before and after the last valid day, as far as the usual ladder of reminders reaches."""


class NothingToPost(RuleViolation):
    """The bloc has no unit, or nothing with a date that is worth telling now."""


@dataclass(frozen=True, slots=True)
class DutyCount:
    """How many units of a bloc have done what a plan asks by a day.

    `asked` is of how many of them it is asked, None for all.
    """

    obligation_id: int
    title: str
    term: Term
    done: int
    asked: int | None = None

    def of(self, units: int) -> int:
        """Of how many it is asked in a bloc of so many units."""
        return units if self.asked is None else self.asked


@dataclass(frozen=True, slots=True)
class BlocStanding:
    """How a bloc of so many units stands, by duty; no unit is named."""

    organisation_id: int
    organisation: str
    bloc_id: int
    bloc: str
    units: int
    duties: tuple[DutyCount, ...]

    @property
    def summary(self) -> str:
        """Tells this standing from another of the same bloc."""
        return "-".join(f"{duty.obligation_id}:{duty.done}" for duty in self.duties)


def worth_telling(
    duties: Iterable[DutyCount], units: int, today: date, asked: int = 0
) -> tuple[DutyCount, ...]:
    """The duties to speak of, by last valid day, at most `MOST_DUTIES`.

    What ends within a month, the next after that, and what is overdue; not what is over, done by
    all or long ago. The obligation an officer `asked` about is always among them.
    """

    def is_over(duty: DutyCount) -> bool:
        left = duty.term.days_left(today)
        return left < -LONG_AGO or (left < 0 and duty.done >= duty.of(units))

    ordered = sorted(duties, key=lambda duty: (duty.term.last_day, duty.obligation_id))
    open_ = [duty for duty in ordered if not is_over(duty)]
    near = [duty for duty in open_ if duty.term.days_left(today) <= SOON]
    told = open_[: len(near) + 1]
    found = [duty for duty in ordered if duty.obligation_id == asked or duty in told]
    return tuple(found[:MOST_DUTIES])


def is_pressing(standing: BlocStanding, today: date) -> bool:
    """Whether some units still owe what ends within a month or has ended: worth a weekly post."""
    return any(
        duty.done < duty.of(standing.units) and duty.term.days_left(today) <= SOON
        for duty in standing.duties
    )


def check_telling(standing: BlocStanding) -> None:
    """Raise NothingToPost for a standing without anything to tell.

    Nor is that of a single unit told: counted alone it is that unit's own record.
    """
    if standing.units < FEWEST_UNITS or not standing.duties:
        raise NothingToPost


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def next_monday(day: date) -> date:
    """The first Monday after the day."""
    return monday_of(day) + timedelta(days=7)


def may_post(local: datetime, closed: ClosedDays) -> bool:
    """Whether the week's standing may be posted at this local time.

    In working hours of a working day: on Monday morning, or where that is closed or the program
    was away then, as soon after as can be in the same week.
    """
    return local.date() not in closed and may_send(local, None)
