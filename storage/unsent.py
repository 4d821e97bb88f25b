"""Reminders that were owed and did not go out in their hours, as while Telegram was away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, or_, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.outbox import Lane, OutboxState
from storage.columns import Moment
from storage.inserting import insert_new
from storage.looking import look
from storage.outbox import LIVE
from storage.reminders import DAILY, OWED, key_of
from storage.tables import Member, OutboxMessage

SOON = timedelta(hours=1)
"""How long after its moment a message still counts as sent at it."""

LISTS = ("silent:", "calls:")
"""How the keys begin of a head's list and of the news of units to call: read in working hours."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is due and may not be sent as it is: today's out of hours, or an earlier day's.

    `midnight` began today, `hours` is the SQL of being in a reader's hours. What an officer asks
    goes out at once at any hour; what could not waits for the reader's as a reminder does.
    """

    now: datetime
    midnight: datetime
    hours: ColumnElement[bool]
    of_today: bool

    def of(self, *what: Any) -> Select[Any]:
        """The SQL that looks at unsent messages and their readers."""
        due_at, message = col(OutboxMessage.due_at), col(OutboxMessage.message)
        which = (
            (due_at >= self.midnight)
            & ((message == "reminder") | (due_at < self.now - SOON))
            & ~self.hours
            if self.of_today
            else due_at < self.midnight
        )
        return (
            select(*what)
            .select_from(OutboxMessage)
            .join(Member, col(Member.id) == col(OutboxMessage.member_id))
            .where(
                LIVE,
                col(OutboxMessage.state) == OutboxState.WAITING,
                col(OutboxMessage.lane) == Lane.REMINDER,
                due_at <= self.now,
                col(OutboxMessage.key).startswith(f"{DAILY}:"),
                which,
            )
        )


async def unsent_hours(db: AsyncSession, unsent: Unsent) -> Sequence[int | None]:
    """The reminder hours of those who have not got theirs; empty when all is well."""
    rows = await look(db, unsent.of(col(Member.reminder_hour)).distinct())
    return [row.reminder_hour for row in rows]


async def move_unsent(
    db: AsyncSession, unsent: Unsent, chosen_hour: int | None, to: datetime
) -> None:
    """Let those of this hour have their reminder at the local moment `to`.

    On another day it is that day's one message: of several the newest, and none where there is one
    already. The day it was for had its message all the same: nothing else is owed for it.
    """
    theirs = col(Member.reminder_hour).is_not_distinct_from(chosen_hour)
    ids = unsent.of(col(OutboxMessage.id)).where(theirs)
    if not unsent.of_today or to.date() != unsent.now.astimezone(to.tzinfo).date():
        again = unsent.of(*_as_owed(to)).where(theirs).order_by(col(OutboxMessage.id).desc())
        columns = [*OWED, "organisation_id"]
        await db.exec(insert_new(db, OutboxMessage).from_select(columns, again))
        values: dict[str, Any] = {"state": OutboxState.DROPPED}
    else:
        values = {"due_at": to}
    await db.exec(update(OutboxMessage).where(col(OutboxMessage.id).in_(ids)).values(**values))


async def move_lists(db: AsyncSession, now: datetime, to: datetime) -> None:
    """Let lists that could not go out at their moment do so then."""
    late = (
        col(OutboxMessage.state) == OutboxState.WAITING,
        or_(*(col(OutboxMessage.key).startswith(begins) for begins in LISTS)),
        col(OutboxMessage.due_at) < now - SOON,
    )
    await db.exec(update(OutboxMessage).where(LIVE, *late).values(due_at=to))


def _as_owed(to: datetime) -> tuple[Any, ...]:
    """The columns `OWED` of an unsent message as it is owed once more, and whose business it is."""
    return (
        col(OutboxMessage.lane),
        col(OutboxMessage.member_id),
        col(OutboxMessage.message),
        col(OutboxMessage.details),
        key_of(col(OutboxMessage.member_id), to.date()),
        col(OutboxMessage.state),
        literal(to, Moment),
        literal(0),
        col(OutboxMessage.possibly_repeated),
        literal(""),
        col(OutboxMessage.organisation_id),
    )
