"""Owing reminders in SQL: one statement a rung, whatever the number of units."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, delete, exists, false, literal, or_, true
from sqlalchemy import String as SqlString
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Role
from bot.rules.outbox import Lane, OutboxState
from bot.rules.reminders import LATEST_HOUR, LIKE_ALL, Apart, Rung
from storage.apart import stands_apart
from storage.columns import Choice, Document, Moment
from storage.inserting import insert_new
from storage.looking import look
from storage.obligations import has_done
from storage.tables import Member, OutboxMessage, PutOff, Reminder, Seat, Unit

DAILY = "daily"


def daily_key(member_id: int, day: date) -> str:
    """The key that makes one message a person a day the most there can be."""
    return f"{DAILY}:{member_id}:{day}"


async def owe_rung(
    db: AsyncSession,
    organisation_id: int,
    obligation_id: int,
    *,
    deadline_on: date,
    rung: int,
    joined_before: datetime,
    deputies: bool,
    today: date,
    hours: ColumnElement[bool] | None = None,
    apart: Apart = LIKE_ALL,
    unit_id: int | None = None,
) -> None:
    """Owe a rung to every seat still due that had joined before; owed twice it is owed once.

    Without `deputies` only to representatives, and to deputies who stand in for them. Only to
    units that stand `apart` just so, or of them only to the one with this id. People who
    asked to be reminded later are left out, but for the last valid day's own rung.
    """
    due = (
        sql_select(
            literal(obligation_id),
            literal(deadline_on),
            col(Seat.id),
            literal(rung),
            literal(today),
        )
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .join(Member, col(Member.id) == col(Seat.member_id))
        .where(
            col(Unit.organisation_id) == organisation_id,
            true() if unit_id is None else col(Unit.id) == unit_id,
            col(Seat.until_at).is_(None),
            col(Seat.since_at) < joined_before,
            true() if deputies else _is_first_to_ask(),
            col(Member.blocked_at).is_(None),
            true() if hours is None else hours,
            true() if rung == 0 else ~waits_beyond(today, col(Member.id)),
            stands_apart(obligation_id, col(Unit.id), apart),
            ~has_done(obligation_id, col(Unit.id)),
        )
    )
    columns = ["obligation_id", "deadline_on", "seat_id", "rung", "owed_on"]
    await db.exec(insert_new(db, Reminder).from_select(columns, due))


async def is_represented(db: AsyncSession, unit_id: int) -> bool:
    """Whether some representative of the unit can be written to."""
    return bool(await look(db, sql_select(literal(1)).where(_represented(unit_id))))


def waits_beyond(day: date, member_id: Any) -> ColumnElement[bool]:
    """The SQL of «the person asked to be reminded on a later day than this»."""
    return exists().where(col(PutOff.member_id) == member_id, col(PutOff.until_on) > day)


async def owe_messages(db: AsyncSession, organisation_id: int, today: date, now: datetime) -> None:
    """Owe one message to each person with a rung that came due today."""
    people = (
        select(col(Seat.member_id))
        .join(Reminder, col(Reminder.seat_id) == col(Seat.id))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(col(Unit.organisation_id) == organisation_id, col(Reminder.owed_on) == today)
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


async def due_seats(
    db: AsyncSession,
    organisation_id: int,
    obligation_id: int,
    rung: Rung,
    joined_before: datetime,
    apart: Apart = LIKE_ALL,
) -> Sequence[int | None]:
    """The reminder hours of people to whom a rung will be owed on its day, as things stand.

    Only of units that stand `apart` just so.
    """
    rows = await db.exec(
        select(Member.reminder_hour)
        .join(Seat, col(Seat.member_id) == col(Member.id))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(
            col(Unit.organisation_id) == organisation_id,
            col(Seat.until_at).is_(None),
            col(Seat.since_at) < joined_before,
            col(Member.blocked_at).is_(None),
            true() if rung.number == 0 else ~waits_beyond(rung.on, col(Member.id)),
            stands_apart(obligation_id, col(Unit.id), apart),
            ~has_done(obligation_id, col(Unit.id)),
        )
        .distinct()
    )
    return rows.all()


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
    return or_(col(Seat.role) == Role.REPRESENTATIVE, ~_represented(col(Unit.id)))


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
    key = literal(f"{DAILY}:") + cast(member_id, SqlString) + literal(f":{today}")
    rows = sql_select(
        literal(Lane.REMINDER, Choice(Lane)),
        member_id,
        literal("reminder"),
        literal({}, Document),
        key,
        literal(OutboxState.WAITING, Choice(OutboxState)),
        literal(now, Moment),
        literal(0),
        false(),
        literal(""),
    ).where(true())
    columns = [
        "lane", "member_id", "message", "details", "key", "state", "due_at", "attempts",
        "possibly_repeated", "error",
    ]  # fmt: skip
    await db.exec(insert_new(db, OutboxMessage).from_select(columns, rows))
