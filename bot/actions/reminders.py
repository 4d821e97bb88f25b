"""Reminders: owing the ladder's rungs, what a reminder says when it is sent, putting off."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import NO_DATES, Calendar, OwnDates
from bot.rules.members import Member, Post, Role
from bot.rules.obligations import Duty, Obligation
from bot.rules.promises import is_in_peace
from bot.rules.reminders import (
    LIKE_ALL,
    Apart,
    Rung,
    course_of,
    first_moment,
    may_send,
    reaches_deputies,
)
from storage.apart import apart_for
from storage.members import DEFAULT_ZONE
from storage.obligations import duties_of, obligations_of, own_dates_of
from storage.organisations import calendar_of, counting_days, organisations
from storage.reminders import (
    due_seats,
    is_represented,
    owe_messages,
    owe_put_offs,
    owe_rung,
    put_off_days,
    within_hours,
)


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
            for apart in (LIKE_ALL, *await apart_for(db, obligation.id)):
                await _owe(db, obligation, calendar, apart, now)
        await owe_messages(db, organisation_id, calendar.today(now), now)
    await _owe_put_offs(db, now)


async def due_units(
    db: AsyncSession, member: Member, now: datetime, *, asked: int | None = None
) -> list[DueUnit]:
    """What a reminder to this person would list now: the truth at the moment of sending.

    An obligation an officer `asked` about is listed too while it is undone, early or undated as
    it may be. None is before the day the unit promised.
    """
    found = []
    for post in member.posts:
        if post.unit_id is None:
            continue
        calendar = await calendar_of(db, post.organisation_id)
        own = await own_dates_of(db, post.unit_id)
        from_last_day = post.role is Role.DEPUTY and await is_represented(db, post.unit_id)
        duties = [
            duty
            for duty in await duties_of(db, post.unit_id)
            if _is_due(duty, own.get(duty.obligation.id, NO_DATES), from_last_day, calendar, now)
            or _is_asked(duty, asked, calendar.today(now))
        ]
        if duties:
            found.append(DueUnit(post, tuple(duties)))
    return found


async def pass_over(db: AsyncSession, duty: Duty, now: datetime) -> None:
    """Let the rung that a unit's promise held back be, as though it had been sent yesterday.

    The next reminder is then the ladder's next. The last valid day's morning is never passed over.
    """
    calendar = await calendar_of(db, duty.obligation.organisation_id)
    own = (await own_dates_of(db, duty.unit_id)).get(duty.obligation.id, NO_DATES)
    course, today = course_of(duty.obligation, Apart(own), calendar), calendar.today(now)
    rung = course.owed(today) if course else None
    if course is None or rung is None or rung == Rung(0, today):
        return
    await owe_rung(
        db,
        duty.obligation.organisation_id,
        duty.obligation.id,
        deadline_on=course.term.last_day,
        rung=rung.number,
        joined_before=_midnight(rung.on, calendar),
        deputies=True,
        today=today - timedelta(days=1),
        apart=Apart(own),
        unit_id=duty.unit_id,
    )


async def next_reminder_at(db: AsyncSession, now: datetime) -> datetime | None:
    """The next moment at which somebody will be reminded, if nobody does anything until then."""
    moments = [
        await _next_of(db, obligation, await calendar_of(db, organisation_id), apart, now)
        for organisation_id, _ in await organisations(db)
        for obligation in await obligations_of(db, organisation_id)
        for apart in (LIKE_ALL, *await apart_for(db, obligation.id))
    ]
    moments += await _put_off_moments(db, now)
    return min((moment for moment in moments if moment is not None), default=None)


async def _owe(
    db: AsyncSession, obligation: Obligation, calendar: Calendar, apart: Apart, now: datetime
) -> None:
    course = course_of(obligation, apart, calendar)
    if course is None:
        return
    local = now.astimezone(calendar.zone)
    today = local.date()
    rung = course.owed(today)
    # A rung an outage delayed into a weekend waits for the next working day.
    if rung is None or (today in calendar.closed and rung.on != today):
        return
    await owe_rung(
        db,
        obligation.organisation_id,
        obligation.id,
        deadline_on=course.term.last_day,
        rung=rung.number,
        joined_before=_midnight(rung.on, calendar),
        deputies=reaches_deputies(rung),
        today=today,
        hours=within_hours(local, working=may_send(local, None)),
        apart=apart,
    )


async def _owe_put_offs(db: AsyncSession, now: datetime) -> None:
    # People are not of one organisation: their days are those of the zone they all live in.
    calendar = counting_days(DEFAULT_ZONE.key, shifts=False)
    local = now.astimezone(calendar.zone)
    hours = within_hours(local, working=may_send(local, None))
    today = local.date()
    await owe_put_offs(db, today, now, hours, closed=today in calendar.closed)


def _is_due(
    duty: Duty, own: OwnDates, from_last_day: bool, calendar: Calendar, now: datetime
) -> bool:
    course = course_of(duty.obligation, _apart(duty, own), calendar)
    if not duty.is_awaited or course is None:
        return False
    rung = course.owed(calendar.today(now))
    return rung is not None and (not from_last_day or reaches_deputies(rung))


def _apart(duty: Duty, own: OwnDates) -> Apart:
    return Apart(own, None if duty.promise is None else duty.promise.on)


def _is_asked(duty: Duty, asked: int | None, today: date) -> bool:
    in_peace = is_in_peace(duty.promise, duty.term, today)
    return duty.obligation.id == asked and duty.is_awaited and not in_peace


async def _next_of(
    db: AsyncSession, obligation: Obligation, calendar: Calendar, apart: Apart, now: datetime
) -> datetime | None:
    course = course_of(obligation, apart, calendar)
    if course is None:
        return None
    today = calendar.today(now)
    first = max(today, course.since or today)
    for rung in course.rungs:
        if rung.on >= first:
            moment = await _moment_of(db, obligation, rung, calendar, apart, now)
            if moment is not None:
                return moment
    return None


async def _moment_of(
    db: AsyncSession,
    obligation: Obligation,
    rung: Rung,
    calendar: Calendar,
    apart: Apart,
    now: datetime,
) -> datetime | None:
    joined_before = _midnight(rung.on, calendar)
    hours = await due_seats(
        db, obligation.organisation_id, obligation.id, rung, joined_before, apart
    )
    moments = [datetime.combine(rung.on, first_moment(hour), calendar.zone) for hour in hours]
    return min((moment for moment in moments if moment > now), default=None)


async def _put_off_moments(db: AsyncSession, now: datetime) -> list[datetime | None]:
    moments = [
        datetime.combine(day, first_moment(hour), DEFAULT_ZONE)
        for day, hour in await put_off_days(db)
    ]
    return [moment for moment in moments if moment > now]


def _midnight(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, time.min, calendar.zone)
