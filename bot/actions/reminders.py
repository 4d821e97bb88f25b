"""Reminders: owing the ladder's rungs, what a reminder says when it is sent, putting off."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import NO_DATES, ONE_DAY, Calendar, OwnDates, TermBasis
from bot.rules.members import Member, Post, Role
from bot.rules.obligations import Duty
from bot.rules.promises import is_in_peace
from bot.rules.reminders import (
    LIKE_ALL,
    Apart,
    Course,
    Rung,
    course_of,
    may_send,
    next_moment,
    reaches_deputies,
)
from storage.apart import apart_for, own_dates_of
from storage.members import DEFAULT_ZONE
from storage.obligations import duties_of, obligations_of
from storage.organisations import calendar_of, organisations, peoples_days
from storage.reminders import is_represented, owe_messages, owe_put_offs, owe_rung, within_hours
from storage.units import there_since
from storage.unsent import Unsent, move_lists, move_unsent, unsent_hours


@dataclass(frozen=True, slots=True)
class DueUnit:
    """What one of a person's units still has to do, nearest first."""

    post: Post
    duties: tuple[Duty, ...]


async def plan_reminders(db: AsyncSession, now: datetime) -> None:
    """Owe every reminder that has come due by now, in all organisations.

    What could not be sent in its hours waits for the next ones, as the one message of their day.
    Safe to call as often as wanted, and after any outage: what is owed is keyed by obligation,
    deadline in force, seat and rung, and a person gets one message a day.
    """
    await _move_unsent(db, now)
    for organisation_id, _ in await organisations(db):
        calendar = await calendar_of(db, organisation_id)
        for course in await courses_of(db, organisation_id, calendar):
            await _owe(db, course, calendar, now)
        await owe_messages(db, organisation_id, calendar.today(now), now)
    await _owe_put_offs(db, now)


async def courses_of(db: AsyncSession, organisation_id: int, calendar: Calendar) -> list[Course]:
    """How the organisation's units are reminded of everything asked of them that has a date."""
    return [
        course
        for obligation in await obligations_of(db, organisation_id)
        for apart in (LIKE_ALL, *await apart_for(db, obligation.id))
        if (course := course_of(obligation, apart, calendar)) is not None
    ]


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
        today, own = calendar.today(now), await own_dates_of(db, post.unit_id)
        entered_at, placed_at = await there_since(db, post.unit_id)
        from_last_day = post.role is Role.DEPUTY and await is_represented(db, post.unit_id)
        duties = []
        for duty in await duties_of(db, post.unit_id):
            apart = _apart(duty, own.get(duty.obligation.id, NO_DATES))
            since = placed_at if duty.obligation.is_of_some else entered_at
            rung = _rung_of(duty, course_of(duty.obligation, apart, calendar), since, today)
            is_due = rung is not None and (not from_last_day or reaches_deputies(rung))
            if is_due or _is_asked(duty, asked, today):
                duties.append(duty)
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
    if course is not None and rung is not None and rung != Rung(0, today):
        await owe_rung(db, course, rung, today - ONE_DAY, unit_id=duty.unit_id)


async def _owe(db: AsyncSession, course: Course, calendar: Calendar, now: datetime) -> None:
    local = now.astimezone(calendar.zone)
    today = local.date()
    rung = course.owed(today)
    # A rung an outage delayed into a weekend waits for the next working day.
    if rung is None or (today in calendar.closed and rung.on != today):
        return
    hours = within_hours(local, working=may_send(local, None))
    await owe_rung(db, course, rung, today, hours=hours)


async def _owe_put_offs(db: AsyncSession, now: datetime) -> None:
    local, closed = now.astimezone(DEFAULT_ZONE), peoples_days().closed
    hours = within_hours(local, working=may_send(local, None))
    today = local.date()
    await owe_put_offs(db, today, now, hours, closed=today in closed)


async def _move_unsent(db: AsyncSession, now: datetime) -> None:
    local, closed = now.astimezone(DEFAULT_ZONE), peoples_days().closed
    midnight = datetime.combine(local.date(), time.min, local.tzinfo)
    hours = within_hours(local, working=may_send(local, None))
    # Today's own may be a last day's, which is kept worked or not; an earlier day's may not.
    worked = datetime.combine(closed.next_open(local.date()), time.min, local.tzinfo)
    for of_today, start in ((True, local), (False, max(local, worked))):
        unsent = Unsent(now, midnight, hours, of_today)
        for hour in await unsent_hours(db, unsent):
            await move_unsent(db, unsent, hour, next_moment(start, hour, closed))
    if local.date() in closed or not may_send(local, None):
        await move_lists(db, now, next_moment(local, None, closed))


def _rung_of(duty: Duty, course: Course | None, since: datetime, today: date) -> Rung | None:
    """The rung that matters today to a unit asked `since` then; none of what ended before."""
    if not duty.is_awaited or course is None or since >= course.term.closes_at:
        return None
    return course.owed(today)


def _apart(duty: Duty, own: OwnDates) -> Apart:
    return Apart(own, None if duty.promise is None else duty.promise.on)


def _is_asked(duty: Duty, asked: int | None, today: date) -> bool:
    term = duty.term
    in_peace = is_in_peace(duty.promise, term, today) or (
        term is not None and term.basis is TermBasis.EXTENSION and today < term.last_day
    )
    return duty.obligation.id == asked and duty.is_awaited and not in_peace
