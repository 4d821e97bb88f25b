"""Owing reminders in SQL: one statement a rung, whatever the number of units."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, cast, delete, false, literal, or_, true
from sqlalchemy import String as SqlString
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Role
from bot.rules.outbox import Lane, OutboxState
from bot.rules.reminders import LATEST_HOUR, LIKE_ALL, Apart
from storage.apart import stands_apart
from storage.columns import Choice, Document, Moment
from storage.inserting import insert_new
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

    Only to units that stand `apart` just so, or of them only to the one with this id.
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
            true() if deputies else col(Seat.role) == Role.REPRESENTATIVE,
            col(Member.blocked_at).is_(None),
            true() if hours is None else hours,
            stands_apart(obligation_id, col(Unit.id), apart),
            ~has_done(obligation_id, col(Unit.id)),
        )
    )
    columns = ["obligation_id", "deadline_on", "seat_id", "rung", "owed_on"]
    await db.exec(insert_new(db, Reminder).from_select(columns, due))


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
    db: AsyncSession, today: date, now: datetime, hours: ColumnElement[bool]
) -> None:
    """Owe the reminders people put off until today, and forget that they did."""
    people = (
        select(col(PutOff.member_id))
        .join(Member, col(Member.id) == col(PutOff.member_id))
        .where(col(PutOff.until_on) <= today, col(Member.blocked_at).is_(None), hours)
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
    joined_before: datetime,
    apart: Apart = LIKE_ALL,
) -> Sequence[int | None]:
    """The reminder hours of people who speak for a unit that has not done the obligation.

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
            stands_apart(obligation_id, col(Unit.id), apart),
            ~has_done(obligation_id, col(Unit.id)),
        )
        .distinct()
    )
    return rows.all()


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
