"""Reminders: owing the ladder's rungs, what a reminder says when it is sent, putting off."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import NO_DATES, Calendar, OwnDates, Term, TermBasis
from bot.rules.members import Member, Post, Role
from bot.rules.obligations import Duty, Obligation
from bot.rules.reminders import (
    NothingDue,
    Rung,
    first_moment,
    may_send,
    owed_rung,
    put_off_until,
    reaches_deputies,
    rungs_of,
)
from storage.members import DEFAULT_ZONE
from storage.obligations import duties_of, obligations_of, own_dates_of
from storage.organisations import calendar_of, organisations
from storage.reminders import (
    due_seats,
    owe_messages,
    owe_put_offs,
    owe_rung,
    own_dates_for,
    within_hours,
)
from storage.tables import PutOff


@dataclass(frozen=True, slots=True)
class DueUnit:
    """What one of a person's units still has to do, nearest first."""

    post: Post
    duties: tuple[Duty, ...]


async def plan_reminders(db: AsyncSession, now: datetime) -> None:
    """Owe every reminder that has come due by now, in all organisations.

    Safe to call as often as wanted, and after any outage: what is owed is keyed by obligation,
    deadline in force, seat and rung, and a person gets one message a day.
    """
    for organisation_id, _ in await organisations(db):
        calendar = await calendar_of(db, organisation_id)
        for obligation in await obligations_of(db, organisation_id):
            for own in (NO_DATES, *await own_dates_for(db, obligation.id)):
                await _owe(db, obligation, calendar, own, now)
        await owe_messages(db, organisation_id, calendar.today(now), now)
        local = now.astimezone(calendar.zone)
        hours = within_hours(local, working=may_send(local, None))
        await owe_put_offs(db, local.date(), now, hours)


async def due_units(
    db: AsyncSession, member: Member, now: datetime, *, asked: int | None = None
) -> list[DueUnit]:
    """What a reminder to this person would list now: the truth at the moment of sending.

    An obligation an officer `asked` about is listed too while it is undone, early or undated as
    it may be.
    """
    found = []
    for post in member.posts:
        if post.unit_id is None:
            continue
        calendar = await calendar_of(db, post.organisation_id)
        own = await own_dates_of(db, post.unit_id)
        duties = [
            duty
            for duty in await duties_of(db, post.unit_id)
            if _is_due(duty, own.get(duty.obligation.id, NO_DATES), post, calendar, now)
            or _is_asked(duty, asked)
        ]
        if duties:
            found.append(DueUnit(post, tuple(duties)))
    return found


async def put_off(db: AsyncSession, member: Member, now: datetime) -> date | None:
    """«Để mai nhắc»: gives the day it comes again, None when something ends today or has ended.

    Raises NothingDue.
    """
    due = await due_units(db, member, now)
    if not due:
        raise NothingDue
    calendar = await calendar_of(db, due[0].post.organisation_id)
    last_days = [duty.term.last_day for unit in due for duty in unit.duties if duty.term]
    until = put_off_until(calendar.today(now), last_days, calendar.closed)
    if until is not None:
        await db.merge(PutOff(member_id=member.id, until_on=until))
    return until


async def next_reminder_at(db: AsyncSession, now: datetime) -> datetime | None:
    """The next moment at which somebody will be reminded, if nobody does anything until then."""
    moments = [
        await _next_of(db, obligation, await calendar_of(db, organisation_id), own, now)
        for organisation_id, _ in await organisations(db)
        for obligation in await obligations_of(db, organisation_id)
        for own in (NO_DATES, *await own_dates_for(db, obligation.id))
    ]
    moments += await _put_off_moments(db, now)
    return min((moment for moment in moments if moment is not None), default=None)


async def _owe(
    db: AsyncSession, obligation: Obligation, calendar: Calendar, own: OwnDates, now: datetime
) -> None:
    term = calendar.term(obligation.deadline, own)
    local = now.astimezone(calendar.zone)
    today = local.date()
    if term is None:
        return
    since = _set_on(obligation, term, own, calendar)
    rung = owed_rung(rungs_of(term, calendar.closed), today, since)
    # A rung an outage delayed into a weekend waits for the next working day.
    if rung is None or (today in calendar.closed and rung.on != today):
        return
    await owe_rung(
        db,
        obligation.organisation_id,
        obligation.id,
        deadline_on=term.last_day,
        rung=rung.number,
        joined_before=_midnight(rung.on, calendar),
        deputies=reaches_deputies(rung),
        today=today,
        hours=within_hours(local, working=may_send(local, None)),
        own=own,
    )


def _set_on(obligation: Obligation, term: Term, own: OwnDates, calendar: Calendar) -> date | None:
    """The first day on which rungs of a day set by hand are owed; None for the plan's own.

    Of a day given to it alone the unit was told that very day: two messages would be one over.
    """
    if term.basis is not TermBasis.PLAN:
        return None if own.set_at is None else calendar.today(own.set_at) + timedelta(days=1)
    return None if obligation.set_at is None else calendar.today(obligation.set_at)


def _is_due(duty: Duty, own: OwnDates, post: Post, calendar: Calendar, now: datetime) -> bool:
    if duty.is_done or duty.term is None:
        return False
    since = _set_on(duty.obligation, duty.term, own, calendar)
    rung = owed_rung(rungs_of(duty.term, calendar.closed), calendar.today(now), since)
    return rung is not None and (post.role is not Role.DEPUTY or reaches_deputies(rung))


def _is_asked(duty: Duty, asked: int | None) -> bool:
    return duty.obligation.id == asked and not duty.is_done


async def _next_of(
    db: AsyncSession, obligation: Obligation, calendar: Calendar, own: OwnDates, now: datetime
) -> datetime | None:
    term = calendar.term(obligation.deadline, own)
    if term is None:
        return None
    today = calendar.today(now)
    first = max(today, _set_on(obligation, term, own, calendar) or today)
    for rung in rungs_of(term, calendar.closed):
        if rung.on >= first:
            moment = await _moment_of(db, obligation, rung, calendar, own, now)
            if moment is not None:
                return moment
    return None


async def _moment_of(
    db: AsyncSession,
    obligation: Obligation,
    rung: Rung,
    calendar: Calendar,
    own: OwnDates,
    now: datetime,
) -> datetime | None:
    joined_before = _midnight(rung.on, calendar)
    hours = await due_seats(db, obligation.organisation_id, obligation.id, joined_before, own)
    moments = [datetime.combine(rung.on, first_moment(hour), calendar.zone) for hour in hours]
    return min((moment for moment in moments if moment > now), default=None)


async def _put_off_moments(db: AsyncSession, now: datetime) -> list[datetime | None]:
    days = (await db.exec(select(col(PutOff.until_on)).distinct())).all()
    moments = [datetime.combine(day, first_moment(None), DEFAULT_ZONE) for day in days]
    return [moment for moment in moments if moment > now]


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time.min, calendar.zone)
