"""The ladder of reminders: the day of each rung, which is owed, when people may be written to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.deadlines import ClosedDays, Term
from bot.rules.errors import RuleViolation

BEFORE = (30, 14, 7, 3, 1)
AFTER = (1, 3, 7, 14, 21, 28, 35)
"""Days after the last valid day: three early ones, then four weekly."""

SENDING_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
EARLIEST_HOUR, LATEST_HOUR = 6, 21
LAPSES_AFTER = timedelta(days=7)


class NothingDue(RuleViolation):
    """There is nothing to be reminded of: it has been handed in meanwhile."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder: `number` is days from the last valid day (negative before it), `on` its day."""

    number: int
    on: date


def rungs_of(term: Term, closed: ClosedDays) -> tuple[Rung, ...]:
    """The ladder of a term, in order of days; at most one rung a day, the nearest to the end.

    Early rungs fall back to the last working day, overdue ones move on to the next. The last
    valid day keeps its own morning even when it is not worked.
    """
    last = term.last_day
    ladder = [Rung(-n, closed.last_open(last - timedelta(days=n))) for n in BEFORE]
    ladder.append(Rung(0, last))
    ladder += [Rung(n, closed.next_open(last + timedelta(days=n))) for n in AFTER]
    return tuple({rung.on: rung for rung in ladder}.values())


def owed_rung(rungs: tuple[Rung, ...], today: date, since: date | None = None) -> Rung | None:
    """The rung that matters today: the nearest one reached, unless its week is long over.

    After an outage only this one is owed: three in one morning teach people to ignore all. Rungs
    that lay behind the day `since` when the date was set are not owed: whoever set it told units.
    """
    reached = [rung for rung in rungs if rung.on <= today]
    if not reached:
        return None
    ladder_ended = len(reached) == len(rungs)
    if ladder_ended and today - reached[-1].on >= LAPSES_AFTER:
        return None
    if since is not None and reached[-1].on < since:
        return None
    return reached[-1]


def reaches_deputies(rung: Rung) -> bool:
    """Deputies are reminded too from the last valid day on."""
    return rung.number >= 0


def may_send(now_local: datetime, chosen_hour: int | None) -> bool:
    """Whether a reminder may go out at this local time.

    In working hours, or from the hour the person chose until 21:00.
    """
    if chosen_hour is not None:
        return chosen_hour <= now_local.hour < LATEST_HOUR
    return any(start <= now_local.time() < end for start, end in SENDING_HOURS)


def first_moment(chosen_hour: int | None) -> time:
    """The local time at which a day's reminder becomes due."""
    return SENDING_HOURS[0][0] if chosen_hour is None else time(chosen_hour)


def put_off_until(today: date, last_days: list[date], closed: ClosedDays) -> date | None:
    """The day «Để mai nhắc» leads to: the next working day, but no later than the first last day.

    None when something ends today or has ended: then it cannot be put off.
    """
    if any(day <= today for day in last_days):
        return None
    tomorrow = closed.next_open(today + timedelta(days=1))
    return min([tomorrow, *last_days])
