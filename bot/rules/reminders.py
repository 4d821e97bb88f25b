"""The ladder of reminders: the day of each rung, which is owed, when people may be written to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.rules.deadlines import NO_DATES, Calendar, ClosedDays, OwnDates, Term, TermBasis
from bot.rules.ladders import DEFAULT, Ladder
from bot.rules.obligations import Obligation
from bot.rules.promises import asked_on

SENDING_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
EARLIEST_HOUR, LATEST_HOUR = 6, 21
LAPSES_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rung:
    """One reminder: `number` is days from the last valid day (negative before it), `on` its day."""

    number: int
    on: date


def rungs_of(
    term: Term, closed: ClosedDays, ladder: Ladder = DEFAULT, promised_on: date | None = None
) -> tuple[Rung, ...]:
    """The rungs of a term, in order of days; at most one rung a day, the nearest to the end.

    Early rungs fall back to the last working day, overdue ones move on to the next. The last
    valid day keeps its own morning even when it is not worked. Where a day was promised, that day
    is a rung, or the next working one, and only the last valid day's stands before it.
    """
    last = term.last_day
    every = [Rung(-n, closed.last_open(last - timedelta(days=n))) for n in ladder.before]
    every.append(Rung(0, last))
    every += [Rung(n, closed.next_open(last + timedelta(days=n))) for n in ladder.after]
    rungs = {rung.on: rung for rung in every}
    if promised_on is None:
        return tuple(rungs.values())
    day = asked_on(promised_on, last, closed)
    rungs.setdefault(day, Rung((day - last).days, day))
    return tuple(rungs[day] for day in sorted(rungs) if day >= promised_on or day == last)


def owed_rung(
    rungs: tuple[Rung, ...],
    today: date,
    since: date | None = None,
    promised_on: date | None = None,
) -> Rung | None:
    """The rung that matters today: the nearest one reached, unless its week is long over.

    After an outage only this one is owed: three in one morning teach people to ignore all. Rungs
    before the day `since` are not: they lay behind when the date or the ladder was set. Before a
    day that was promised none is, but on the last valid day itself.
    """
    if promised_on is not None and today < promised_on:
        return next((rung for rung in rungs if rung == Rung(0, today)), None)
    reached = [rung for rung in rungs if rung.on <= today]
    if not reached:
        return None
    ladder_ended = len(reached) == len(rungs)
    if ladder_ended and today - reached[-1].on >= LAPSES_AFTER:
        return None
    if since is not None and reached[-1].on < since:
        return None
    return reached[-1]


@dataclass(frozen=True, slots=True)
class Apart:
    """What makes the reminders of some units differ from the others': days of their own."""

    own: OwnDates = NO_DATES
    promised_on: date | None = None


LIKE_ALL = Apart()


@dataclass(frozen=True, slots=True)
class Course:
    """How units that stand `apart` so are reminded of an obligation.

    By the rungs of its term, those from the day `since` on.
    """

    obligation: Obligation
    apart: Apart
    term: Term
    rungs: tuple[Rung, ...]
    since: date | None

    def owed(self, today: date) -> Rung | None:
        """The rung that matters today, as `owed_rung` has it."""
        return owed_rung(self.rungs, today, self.since, self.apart.promised_on)

    def joined_before(self, rung: Rung) -> datetime:
        """Whoever joined later is not owed the rung: they were told then what there is to do."""
        return datetime.combine(rung.on, time.min, self.term.closes_at.tzinfo)


def course_of(obligation: Obligation, apart: Apart, calendar: Calendar) -> Course | None:
    """How units that stand `apart` so are reminded; None without a date."""
    term = calendar.term(obligation.deadline, apart.own)
    if term is None:
        return None
    rungs = rungs_of(term, calendar.closed, obligation.ladder, apart.promised_on)
    return Course(obligation, apart, term, rungs, _since(obligation, term, apart.own, calendar))


def _since(obligation: Obligation, term: Term, own: OwnDates, calendar: Calendar) -> date | None:
    """The first day on which rungs are owed; None when that is any.

    Of a day given to it alone the unit was told that very day: two messages would be one over.
    """
    days = [obligation.rungs_from_on]
    if term.basis is not TermBasis.PLAN and own.set_at is not None:
        days.append(calendar.today(own.set_at) + timedelta(days=1))
    return max((day for day in days if day is not None), default=None)


def reaches_deputies(rung: Rung) -> bool:
    """Deputies are reminded too from the last valid day on.

    Of every rung they are where no representative can be reached: then they stand in.
    """
    return rung.number >= 0


def may_send(now_local: datetime, chosen_hour: int | None) -> bool:
    """Whether a reminder may go out at this local time.

    In working hours, or from the hour the person chose until 21:00.
    """
    if chosen_hour is not None:
        return chosen_hour <= now_local.hour < LATEST_HOUR
    return any(start <= now_local.time() < end for start, end in SENDING_HOURS)


def next_moment(local: datetime, chosen_hour: int | None, closed: ClosedDays) -> datetime:
    """The first moment from `local` on at which what is owed today may be sent.

    When today's hours are over, the next working day's first one.
    """
    if may_send(local, chosen_hour):
        return local
    starts = [time(chosen_hour)] if chosen_hour is not None else [s for s, _ in SENDING_HOURS]
    for start in starts:
        if local.time() < start:
            return datetime.combine(local.date(), start, local.tzinfo)
    day = closed.next_open(local.date() + timedelta(days=1))
    return datetime.combine(day, starts[0], local.tzinfo)


def first_moment(chosen_hour: int | None) -> time:
    """The local time at which a day's reminder becomes due."""
    return SENDING_HOURS[0][0] if chosen_hour is None else time(chosen_hour)
