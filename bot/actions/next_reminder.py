"""When somebody will be reminded next, for whoever moves a rehearsal's clock there."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.reminders import courses_of
from bot.rules.deadlines import Calendar
from bot.rules.reminders import Course, Rung, first_moment
from storage.members import DEFAULT_ZONE
from storage.organisations import calendar_of, organisations
from storage.reminders import hours_of_due, put_off_days


async def next_reminder_at(db: AsyncSession, now: datetime) -> datetime | None:
    """The next moment at which somebody will be reminded, if nobody does anything until then."""
    first = min(await _put_off_moments(db, now), default=None)
    ahead: list[tuple[Rung, Course, Calendar]] = []
    for organisation_id, _ in await organisations(db):
        calendar = await calendar_of(db, organisation_id)
        for course in await courses_of(db, organisation_id, calendar):
            ahead += [(rung, course, calendar) for rung in _ahead(course, calendar, now)]
    # Day by day, and not beyond the first day on which somebody is: to ask is what takes long.
    for rung, course, calendar in sorted(ahead, key=lambda each: each[0].on):
        if first is not None and rung.on > first.astimezone(calendar.zone).date():
            break
        moments = await _moments_of(db, course, rung, calendar, now)
        first = min([*moments, *([first] if first else [])], default=None)
    return first


def _ahead(course: Course, calendar: Calendar, now: datetime) -> list[Rung]:
    today = calendar.today(now)
    first = max(today, course.since or today)
    return [rung for rung in course.rungs if rung.on >= first]


async def _moments_of(
    db: AsyncSession, course: Course, rung: Rung, calendar: Calendar, now: datetime
) -> list[datetime]:
    moments = [
        datetime.combine(rung.on, first_moment(hour), calendar.zone)
        for hour in await hours_of_due(db, course, rung)
    ]
    return [moment for moment in moments if moment > now]


async def _put_off_moments(db: AsyncSession, now: datetime) -> list[datetime]:
    moments = [
        datetime.combine(day, first_moment(hour), DEFAULT_ZONE)
        for day, hour in await put_off_days(db)
    ]
    return [moment for moment in moments if moment > now]
