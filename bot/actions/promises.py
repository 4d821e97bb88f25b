"""«Sẽ gửi ngày 8/6»: a unit says when it will hand in, and is left in peace until then."""

from datetime import date, datetime

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import duty_for, own_duties, own_duty
from bot.actions.journal import note
from bot.actions.reminders import pass_over
from bot.rules.deadlines import Term
from bot.rules.members import Member, check_manager, check_officer
from bot.rules.obligations import Duty
from bot.rules.promises import (
    NothingToPromise,
    PromiseInPast,
    PromiseTooFar,
    asked_on,
    check_promised,
    offered_days,
)
from storage.locking import hold
from storage.organisations import calendar_of
from storage.reminders import wait_no_longer
from storage.tables import Promise, Unit


async def promisable(db: AsyncSession, member: Member, obligation_id: int) -> Duty:
    """A duty of the member's unit for which it may promise a day.

    Raises NotAllowed, UnknownObligation, and NothingToPromise for what is done or has no date.
    """
    duty = await own_duty(db, member, obligation_id)
    _term_of(duty)
    return duty


async def promisable_on(db: AsyncSession, member: Member, day: date, now: datetime) -> list[Duty]:
    """The duties of the member's unit for which it may promise this day, nearest first.

    Raises NoPost, NotAllowed for officers.
    """
    found = []
    for duty in await own_duties(db, member):
        calendar = await calendar_of(db, duty.obligation.organisation_id)
        try:
            check_promised(day, _term_of(duty), calendar.today(now))
        except (NothingToPromise, PromiseInPast, PromiseTooFar):
            continue
        found.append(duty)
    return found


async def days_to_promise(db: AsyncSession, duty: Duty, now: datetime) -> list[date]:
    """Days to pick. Raises NothingToPromise."""
    calendar = await calendar_of(db, duty.obligation.organisation_id)
    return offered_days(_term_of(duty), calendar.today(now), calendar.closed)


async def promise(
    db: AsyncSession, member: Member, obligation_id: int, day: date, now: datetime
) -> Duty:
    """Promise a day for the member's unit, in the place of an earlier one; gives the duty with it.

    Until that day neither the ladder nor an officer reminds of the duty, but on the morning of its
    last valid day. It changes nothing about what is late. Raises as `promisable`, PromiseInPast,
    PromiseTooFar.
    """
    _, unit_id = check_manager(member)
    duty = await _keep(db, member, unit_id, obligation_id, day, now)
    await wait_no_longer(db, member.id, await reminded_on(db, duty))
    return duty


async def promise_for(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int, day: date, now: datetime
) -> Duty:
    """The same, written down by an officer as the unit said it, by telephone for example.

    Raises NotAllowed for anyone but an officer of the unit's organisation, and as `promise`.
    """
    check_officer(member)
    return await _keep(db, member, unit_id, obligation_id, day, now)


async def reminded_on(db: AsyncSession, duty: Duty) -> date:
    """The day on which the unit will be reminded of its promise. Raises NothingToPromise."""
    if duty.promise is None:
        raise NothingToPromise
    calendar = await calendar_of(db, duty.obligation.organisation_id)
    return asked_on(duty.promise.on, _term_of(duty).last_day, calendar.closed)


async def take_back(db: AsyncSession, member: Member, obligation_id: int, now: datetime) -> Duty:
    """The unit's promise holds no more: reminders go by the ladder again, from its next rung on.

    Nothing happens without a promise. Raises NotAllowed, UnknownObligation.
    """
    _, unit_id = check_manager(member)
    await hold(db, Unit, unit_id)
    duty = await own_duty(db, member, obligation_id)
    if duty.promise is None:
        return duty
    await end_promise(db, unit_id, obligation_id)
    await pass_over(db, duty, now)
    before = {"unit": unit_id, "on": str(duty.promise.on)}
    note(db, member, "promise taken back", duty.obligation.title, now=now, before=before)
    return await own_duty(db, member, obligation_id)


async def end_promise(db: AsyncSession, unit_id: int, obligation_id: int) -> None:
    """It was kept, or what was given instead makes it pointless."""
    of_unit = col(Promise.unit_id) == unit_id, col(Promise.obligation_id) == obligation_id
    await db.exec(delete(Promise).where(*of_unit))


async def _keep(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int, day: date, now: datetime
) -> Duty:
    await hold(db, Unit, unit_id)
    duty = await duty_for(db, member, unit_id, obligation_id)
    calendar = await calendar_of(db, duty.obligation.organisation_id)
    check_promised(day, _term_of(duty), calendar.today(now))
    await db.merge(
        Promise(
            unit_id=unit_id,
            obligation_id=obligation_id,
            promised_on=day,
            member_id=member.id,
            by_office=member.is_officer,
            promised_at=now,
        )
    )
    before = {"on": str(duty.promise.on)} if duty.promise else None
    after = {"unit": unit_id, "on": str(day)}
    note(db, member, "promised", duty.obligation.title, now=now, before=before, after=after)
    return await duty_for(db, member, unit_id, obligation_id)


def _term_of(duty: Duty) -> Term:
    if not duty.is_awaited or duty.term is None:
        raise NothingToPromise
    return duty.term
