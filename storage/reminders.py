"""Owing reminders in SQL: one statement a rung, whatever the number of units."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    false,
    literal,
    or_,
    true,
    update,
)
from sqlalchemy import String as SqlString
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Role
from bot.rules.outbox import Lane, OutboxState
from bot.rules.reminders import LATEST_HOUR, Course, Rung, reaches_deputies
from storage.active import is_active
from storage.apart import stands_apart
from storage.columns import Choice, Document, Moment
from storage.inserting import insert_new
from storage.looking import look
from storage.obligations import has_done
from storage.scopes import asked_since, is_asked
from storage.tables import Member, OutboxMessage, PutOff, Reminder, Seat, Unit

DAILY = "daily"

OWED = [
    "lane", "member_id", "message", "details", "key", "state", "due_at", "attempts",
    "possibly_repeated", "error",
]  # fmt: skip
"""What is said of a message when many are owed by one statement."""


def daily_key(member_id: int, day: date) -> str:
    """The key that makes one message a person a day the most there can be."""
    return f"{DAILY}:{member_id}:{day}"


def key_of(member_id: Any, day: date) -> ColumnElement[str]:
    """The SQL of `daily_key`."""
    return literal(f"{DAILY}:") + cast(member_id, SqlString) + literal(f":{day}")


async def owe_rung(
    db: AsyncSession,
    course: Course,
    rung: Rung,
    today: date,
    *,
    hours: ColumnElement[bool] | None = None,
    unit_id: int | None = None,
) -> None:
    """Owe a rung to every seat still due, of all units on this course or of one.

    Once: neither again, nor when a later one was owed before, as where a clock was set back. In
    their `hours` only, unless these are no matter. Before the last valid day only to
    representatives, and to deputies who stand in for them.
    """
    due = sql_select(
        literal(course.obligation.id),
        literal(course.term.last_day),
        col(Seat.id),
        literal(rung.number),
        literal(today),
    ).where(
        *_due_seats(course, rung, today, unit_id),
        true() if reaches_deputies(rung) else _is_first_to_ask(),
        true() if hours is None else hours,
        ~_was_owed(course, rung),
    )
    columns = ["obligation_id", "deadline_on", "seat_id", "rung", "owed_on"]
    await db.exec(insert_new(db, Reminder).from_select(columns, due))


def _due_seats(
    course: Course, rung: Rung, today: date, unit_id: int | None = None
) -> tuple[ColumnElement[bool], ...]:
    """The SQL of «who is to hear of this rung»: seats, with their members, of units still due.

    Neither whoever has joined since, nor who blocked the bot, nor who asked to be reminded later;
    but the last valid day's own rung waits for nobody.
    """
    return (
        col(Seat.unit_id).in_(_due_units(course, unit_id)),
        col(Seat.until_at).is_(None),
        col(Seat.since_at) < course.joined_before(rung),
        col(Member.id) == col(Seat.member_id),
        col(Member.blocked_at).is_(None),
        true() if rung.number == 0 else ~waits_beyond(today, col(Member.id)),
    )


def _due_units(course: Course, unit_id: int | None) -> Select[*tuple[Any, ...]]:
    """The units on this course that are asked and have not done it.

    Those made after its end are none: what ended before they were there was not asked of them. Nor
    are those that were not of a bloc or type asked until then.
    """
    obligation = course.obligation
    since = asked_since(obligation.id) if obligation.is_of_some else col(Unit.created_at)
    # What most units fail at comes first: the rest is then asked of few.
    return sql_select(col(Unit.id)).where(
        col(Unit.organisation_id) == obligation.organisation_id,
        is_active(),
        true() if unit_id is None else col(Unit.id) == unit_id,
        is_asked(obligation.id) if obligation.is_of_some else true(),
        ~has_done(obligation.id, col(Unit.id)),
        stands_apart(obligation.id, col(Unit.id), course.apart),
        since < course.term.closes_at,
    )


def _was_owed(course: Course, rung: Rung) -> ColumnElement[bool]:
    """The SQL of «this rung or a later one was owed to the seat before»."""
    return exists().where(
        col(Reminder.obligation_id) == course.obligation.id,
        col(Reminder.deadline_on) == course.term.last_day,
        col(Reminder.seat_id) == col(Seat.id),
        col(Reminder.rung) >= rung.number,
    )


async def is_represented(db: AsyncSession, unit_id: int) -> bool:
    """Whether some representative of the unit can be written to."""
    return bool(await look(db, _REPRESENTED, unit_id=unit_id))


async def wait_no_longer(db: AsyncSession, member_id: int, than: date) -> None:
    """Let the person's reminders begin again on this day at the latest."""
    longer = col(PutOff.member_id) == member_id, col(PutOff.until_on) > than
    await db.exec(update(PutOff).where(*longer).values(until_on=than))


def waits_beyond(day: date, member_id: Any) -> ColumnElement[bool]:
    """The SQL of «the person asked to be reminded on a later day than this»."""
    return exists().where(col(PutOff.member_id) == member_id, col(PutOff.until_on) > day)


async def owe_messages(db: AsyncSession, organisation_id: int, today: date, now: datetime) -> None:
    """Owe one message to each person with a rung that came due today."""
    people = (
        select(col(Seat.member_id))
        .join(Reminder, col(Reminder.seat_id) == col(Seat.id))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(
            col(Unit.organisation_id) == organisation_id,
            is_active(),
            col(Reminder.owed_on) == today,
        )
        .distinct()
    )
    await _owe_daily(db, people.subquery().c.member_id, today, now)


async def owe_put_offs(
    db: AsyncSession, today: date, now: datetime, hours: ColumnElement[bool], *, closed: bool
) -> None:
    """Owe the reminders people put off until today, and forget that they did.

    On a `closed` day only those put off until that very day: the others' day went by in an outage.
    """
    people = (
        select(col(PutOff.member_id))
        .join(Member, col(Member.id) == col(PutOff.member_id))
        .where(
            col(PutOff.until_on) == today if closed else col(PutOff.until_on) <= today,
            col(Member.blocked_at).is_(None),
            hours,
        )
    )
    member_ids = (await db.exec(people)).all()
    if not member_ids:
        return
    await _owe_daily(db, people.subquery().c.member_id, today, now)
    await db.exec(delete(PutOff).where(col(PutOff.member_id).in_(member_ids)))


def within_hours(local: datetime, *, working: bool) -> ColumnElement[bool]:
    """The SQL of `may_send`: working hours, or from the person's own hour on."""
    chosen = and_(
        col(Member.reminder_hour).is_not(None),
        col(Member.reminder_hour) <= local.hour,
        true() if local.hour < LATEST_HOUR else false(),
    )
    usual = col(Member.reminder_hour).is_(None) if working else false()
    return or_(chosen, usual)


async def hours_of_due(db: AsyncSession, course: Course, rung: Rung) -> Sequence[int | None]:
    """The reminder hours of those to whom a rung will be owed on its day, as things stand."""
    hours = select(Member.reminder_hour).where(
        *_due_seats(course, rung, rung.on), ~_was_owed(course, rung)
    )
    return (await db.exec(hours.distinct())).all()


async def put_off_days(db: AsyncSession) -> Sequence[tuple[date, int | None]]:
    """The days until which people's reminders wait, each with the hours those people chose."""
    rows = await db.exec(
        select(col(PutOff.until_on), col(Member.reminder_hour))
        .join(Member, col(Member.id) == col(PutOff.member_id))
        .where(col(Member.blocked_at).is_(None))
        .distinct()
    )
    return rows.all()


def _is_first_to_ask() -> ColumnElement[bool]:
    """Representatives; where none can be reached, whoever else speaks for the unit."""
    return or_(col(Seat.role) == Role.REPRESENTATIVE, ~_represented(col(Seat.unit_id)))


def _represented(unit_id: Any) -> ColumnElement[bool]:
    seat, member = aliased(Seat), aliased(Member)
    return exists().where(
        col(seat.unit_id) == unit_id,
        col(seat.role) == Role.REPRESENTATIVE,
        col(seat.until_at).is_(None),
        col(member.id) == col(seat.member_id),
        col(member.blocked_at).is_(None),
    )


async def _owe_daily(
    db: AsyncSession, member_id: ColumnElement[int], today: date, now: datetime
) -> None:
    rows = sql_select(
        literal(Lane.REMINDER, Choice(Lane)),
        member_id,
        literal("reminder"),
        literal({}, Document),
        key_of(member_id, today),
        literal(OutboxState.WAITING, Choice(OutboxState)),
        literal(now, Moment),
        literal(0),
        false(),
        literal(""),
    ).where(true())
    await db.exec(insert_new(db, OutboxMessage).from_select(OWED, rows))


_REPRESENTED = sql_select(literal(1)).where(_represented(bindparam("unit_id")))
