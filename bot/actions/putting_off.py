"""«Để mai nhắc», «Nhắc tôi ngày…»: a person's reminders wait until a day of their choice."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.reminders import due_units
from bot.rules.deadlines import ONE_DAY, ClosedDays
from bot.rules.members import Member
from bot.rules.putting_off import NothingDue, check_may_wait, offered_days, put_off_until
from storage.obligations import duties_of
from storage.organisations import calendar_of
from storage.tables import PutOff


@dataclass(frozen=True, slots=True)
class Leeway:
    """How long a person's reminders may wait: until `first_end` at most."""

    today: date
    first_end: date
    closed: ClosedDays

    @property
    def offered(self) -> list[date]:
        """Days to pick."""
        return offered_days(self.today, self.first_end, self.closed)


async def leeway_of(db: AsyncSession, member: Member, now: datetime) -> Leeway:
    """How long the member's reminders may wait, all of their units considered.

    Raises NothingDue, and LastDayIsHere when something ends today or has ended.
    """
    due = await due_units(db, member, now)
    if not due:
        raise NothingDue
    calendar = await calendar_of(db, due[0].post.organisation_id)
    today = calendar.today(now)
    check_may_wait((duty.term.last_day for unit in due for duty in unit.duties if duty.term), today)
    ends = [
        duty.term.last_day
        for post in member.posts
        if post.unit_id is not None
        for duty in await duties_of(db, post.unit_id)
        if duty.term is not None and duty.is_awaited
    ]
    return Leeway(today, min(day for day in ends if day > today), calendar.closed)


async def put_off(db: AsyncSession, member: Member, now: datetime) -> date:
    """«Để mai nhắc»: gives the day it comes again. Raises as `leeway_of`."""
    leeway = await leeway_of(db, member, now)
    return await put_off_to(db, member, leeway.today + ONE_DAY, now)


async def put_off_to(db: AsyncSession, member: Member, day: date, now: datetime) -> date:
    """Let the member's reminders wait; gives the day they come again, at the person's hour.

    That is this day or the next working one, and never beyond the first last valid day, whose
    morning is sent whatever was chosen. Raises NoLaterDay, and as `leeway_of`.
    """
    leeway = await leeway_of(db, member, now)
    until = put_off_until(day, leeway.today, leeway.first_end, leeway.closed)
    await db.merge(PutOff(member_id=member.id, until_on=until))
    return until


async def waits_until(db: AsyncSession, member: Member) -> date | None:
    """The day until which the member's reminders wait, if they do."""
    row = await db.get(PutOff, member.id)
    return None if row is None else row.until_on


async def wait_no_more(db: AsyncSession, member: Member) -> None:
    """Reminders come as planned again."""
    await db.exec(delete(PutOff).where(col(PutOff.member_id) == member.id))
