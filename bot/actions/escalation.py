"""What becomes of a unit's silence: once a working day heads of blocs and officers are told."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.rules.calls import reason_to_call
from bot.rules.deadlines import Calendar
from bot.rules.escalation import has_promised, is_for_head, may_escalate
from bot.rules.obligations import Obligation, is_handed_in
from bot.rules.outbox import Lane
from bot.rules.reminders import LIKE_ALL, Apart, Course, course_of, first_moment
from storage.apart import apart_for
from storage.escalation import begin_escalating, need_calls, need_calls_for_broken, silent_blocs
from storage.obligations import obligations_of
from storage.organisations import calendar_of, organisations


async def plan_escalation(db: AsyncSession, now: datetime) -> None:
    """Owe heads their lists and officers the news of units to call, in all organisations.

    Each organisation is gone through once a working day, in working hours, so it may be called as
    often as wanted. A list is keyed by bloc, obligation and deadline in force: a head reads it
    once. What a message says is looked up when it is sent.
    """
    for organisation_id, _ in await organisations(db):
        calendar = await calendar_of(db, organisation_id)
        today = calendar.today(now)
        if not may_escalate(now, calendar) or not await begin_escalating(
            db, organisation_id, today
        ):
            continue
        new = 0
        for obligation in await obligations_of(db, organisation_id):
            if is_handed_in(obligation):
                new += await _escalate(db, obligation, calendar, now)
        if new:
            details, key = {"organisation": organisation_id}, f"calls:{organisation_id}:{today}"
            await tell_officers(db, organisation_id, "calls_needed", details, now, key=key)


async def _escalate(
    db: AsyncSession, obligation: Obligation, calendar: Calendar, now: datetime
) -> int:
    """Go through one obligation; how many units are newly to be called."""
    new = 0
    for apart in (LIKE_ALL, *await apart_for(db, obligation.id)):
        course = course_of(obligation, apart, calendar)
        if course is None:
            continue
        await _tell_heads(db, obligation, apart, course, calendar, now)
        new += await _need_calls(db, obligation, apart, calendar, now)
    today = calendar.today(now)
    return new + await need_calls_for_broken(db, obligation.organisation_id, obligation.id, today)


async def _tell_heads(
    db: AsyncSession,
    obligation: Obligation,
    apart: Apart,
    course: Course,
    calendar: Calendar,
    now: datetime,
) -> None:
    today = calendar.today(now)
    if not is_for_head(course, today, calendar.closed):
        return
    for bloc in await silent_blocs(db, obligation.id, apart, course.term.closes_at):
        hour = first_moment(bloc.reminder_hour)
        chosen_at = datetime.combine(today, hour, calendar.zone)
        last_day, reader = course.term.last_day, bloc.member_id
        await put(
            db,
            lane=Lane.REMINDER,
            member_id=reader,
            organisation_id=obligation.organisation_id,
            message="bloc_silent",
            details={"head": bloc.head_id, "obligation": obligation.id},
            key=f"silent:{bloc.bloc_id}:{obligation.id}:{last_day}:{reader}",
            due_at=max(now, chosen_at),
        )


async def _need_calls(
    db: AsyncSession, obligation: Obligation, apart: Apart, calendar: Calendar, now: datetime
) -> int:
    course, today = course_of(obligation, Apart(apart.own), calendar), calendar.today(now)
    if course is None or has_promised(apart.promised_on, today):
        return 0
    reason = reason_to_call(course, None, today, reachable=False)
    if reason is None:
        return 0
    return await need_calls(
        db,
        obligation.organisation_id,
        obligation.id,
        reason,
        term=course.term,
        apart=apart,
        today=today,
    )
