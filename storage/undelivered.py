"""Queries on what did not get through, of one organisation."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, literal, or_, select, text, union, update
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.contacts import international
from bot.rules.outbox import OutboxState
from bot.rules.undelivered import FailedMessage, LostGroup, Speaks, Unreached
from storage.active import is_active
from storage.looking import look
from storage.reminders import DAILY
from storage.tables import GroupChat, Member, Notice, Office, OutboxMessage, Seat, Unit

# Said in the very words of the partial index.
_FAILED = text("outboxmessage.state = 'failed'")


async def unreached_people(
    db: AsyncSession, organisation_id: int, since: datetime
) -> list[Unreached]:
    """People with a post in the organisation who are lost, or lack a message due after `since`.

    Those lost come first, the longest lost of them at the top.
    """
    messages = await _messages(db, organisation_id, since)
    members = await look(
        db,
        select(
            col(Member.id),
            col(Member.name),
            col(Member.phone),
            col(Member.blocked_at),
            col(Member.lost_because),
        )
        .where(col(Member.id).in_(people_of(organisation_id)))
        .where(or_(col(Member.blocked_at).is_not(None), col(Member.id).in_(messages)))
        .order_by(col(Member.blocked_at).is_(None), col(Member.blocked_at), col(Member.id)),
    )
    posts = await _posts(db, organisation_id, [row.id for row in members])
    return [
        Unreached(
            member_id=row.id,
            name=row.name,
            phone=international(row.phone or ""),
            lost_at=row.blocked_at,
            lost_because=row.lost_because,
            posts=tuple(posts[row.id]),
            messages=tuple(messages.get(row.id, ())),
        )
        for row in members
    ]


async def lost_because(db: AsyncSession, member_id: int) -> str:
    """What Telegram said when a person was lost; "" when they blocked the bot before our eyes."""
    said = select(col(Member.lost_because)).where(col(Member.id) == member_id)
    return str((await look(db, said))[0].lost_because)


async def lost_groups(db: AsyncSession, organisation_id: int) -> list[LostGroup]:
    """The organisation's groups that the bot is no longer in, the longest lost first."""
    rows = await look(
        db,
        select(col(GroupChat.title), col(GroupChat.left_at))
        .where(col(GroupChat.organisation_id) == organisation_id)
        .where(col(GroupChat.left_at).is_not(None))
        .order_by(col(GroupChat.left_at), col(GroupChat.id)),
    )
    return [LostGroup(row.title, row.left_at) for row in rows]


async def requeue(
    db: AsyncSession, message_id: int, now: datetime, *, key: str | None = None
) -> bool:
    """Let a failed message be tried anew, under another `key` if one is given.

    False when it is failed no more, or another message has that key.
    """
    values = {"state": OutboxState.WAITING, "due_at": now, "attempts": 0, "retry_at": None}
    if key is not None:
        other = select(col(OutboxMessage.id)).where(
            col(OutboxMessage.key) == key, col(OutboxMessage.id) != message_id
        )
        if await look(db, other):
            return False
        values["key"] = key
    row = col(OutboxMessage.id) == message_id
    again = await db.exec(update(OutboxMessage).where(row, _FAILED).values(**values, error=""))
    return bool(again.rowcount)


async def drop_failed(db: AsyncSession, message_ids: Collection[int]) -> int:
    """Settle failed messages as owed no more; how many those were."""
    rows = col(OutboxMessage.id).in_(message_ids)
    dropped = update(OutboxMessage).where(rows, _FAILED).values(state=OutboxState.DROPPED)
    return int((await db.exec(dropped)).rowcount)


async def _messages(
    db: AsyncSession, organisation_id: int, since: datetime
) -> dict[int, list[FailedMessage]]:
    rows = await look(
        db,
        select(
            col(OutboxMessage.id),
            col(OutboxMessage.member_id),
            col(OutboxMessage.message),
            col(OutboxMessage.due_at),
            col(OutboxMessage.attempts),
            col(OutboxMessage.error),
            col(OutboxMessage.key),
        )
        .where(
            _FAILED,
            col(OutboxMessage.notice_id).is_(None),
            col(OutboxMessage.member_id).in_(people_of(organisation_id)),
            col(OutboxMessage.due_at) >= since,
            or_(
                col(OutboxMessage.organisation_id) == organisation_id,
                col(OutboxMessage.organisation_id).is_(None)
                & or_(_is_daily(), ~_belongs_elsewhere(organisation_id)),
            ),
            ~(_is_daily() & _is_superseded()),
        )
        .order_by(col(OutboxMessage.due_at), col(OutboxMessage.id)),
    )
    found: dict[int, list[FailedMessage]] = defaultdict(list)
    for row in rows:
        found[row.member_id].append(
            FailedMessage(
                id=row.id,
                name=row.message,
                due_at=row.due_at,
                attempts=row.attempts,
                reason=row.error,
                is_daily=(row.key or "").startswith(f"{DAILY}:"),
            )
        )
    return found


async def _posts(
    db: AsyncSession, organisation_id: int, member_ids: Collection[int]
) -> dict[int, list[Speaks]]:
    seats = await look(
        db,
        select(col(Seat.member_id), col(Seat.role), col(Seat.unit_id), col(Unit.name))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(*_seats(organisation_id), col(Seat.member_id).in_(member_ids))
        .order_by(col(Seat.id)),
    )
    offices = await look(
        db,
        select(col(Office.member_id), col(Office.role))
        .where(*_offices(organisation_id), col(Office.member_id).in_(member_ids))
        .order_by(col(Office.id)),
    )
    posts: dict[int, list[Speaks]] = defaultdict(list)
    for row in offices:
        posts[row.member_id].append(Speaks(row.role, None, ""))
    for row in seats:
        posts[row.member_id].append(Speaks(row.role, row.unit_id, row.name))
    return posts


async def failed_notices(db: AsyncSession, organisation_id: int, since: datetime) -> list[int]:
    """The numbers of the notices that did not get through to somebody, in order."""
    rows = await look(
        db,
        select(col(Notice.number))
        .where(
            col(Notice.organisation_id) == organisation_id,
            col(Notice.withdrawn_at).is_(None),
            exists().where(
                col(OutboxMessage.notice_id) == col(Notice.id),
                _FAILED,
                col(OutboxMessage.due_at) >= since,
            ),
        )
        .order_by(col(Notice.number)),
    )
    return [row.number for row in rows]


async def is_of(db: AsyncSession, member_id: int, organisation_id: int) -> bool:
    """Whether the person holds a post in the organisation."""
    held = select(literal(1)).where(literal(member_id).in_(people_of(organisation_id)))
    return bool(await look(db, held))


def people_of(organisation_id: Any) -> Select[tuple[int]]:
    """The SQL of the ids of an organisation's officers and of those who speak for its units, but
    for the units that were stopped."""
    held = union(
        select(col(Seat.member_id))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(*_seats(organisation_id)),
        select(col(Office.member_id)).where(*_offices(organisation_id)),
    ).subquery()
    return select(held.c.member_id)


def _seats(organisation_id: Any) -> tuple[ColumnElement[bool], ...]:
    return col(Unit.organisation_id) == organisation_id, is_active(), col(Seat.until_at).is_(None)


def _offices(organisation_id: Any) -> tuple[ColumnElement[bool], ...]:
    return col(Office.organisation_id) == organisation_id, col(Office.until_at).is_(None)


def _belongs_elsewhere(organisation_id: int) -> ColumnElement[bool]:
    seat = exists().where(
        col(Seat.member_id) == col(OutboxMessage.member_id),
        col(Seat.until_at).is_(None),
        col(Unit.id) == col(Seat.unit_id),
        col(Unit.organisation_id) != organisation_id,
    )
    office = exists().where(
        col(Office.member_id) == col(OutboxMessage.member_id),
        col(Office.until_at).is_(None),
        col(Office.organisation_id) != organisation_id,
    )
    return or_(seat, office)


def _is_daily() -> ColumnElement[bool]:
    return col(OutboxMessage.key).startswith(f"{DAILY}:")


def _is_superseded() -> ColumnElement[bool]:
    """A later day's message was owed to the person since: what is due stands in that."""
    later = aliased(OutboxMessage)
    return exists().where(
        col(later.member_id) == col(OutboxMessage.member_id),
        col(later.key).startswith(f"{DAILY}:"),
        col(later.due_at) > col(OutboxMessage.due_at),
    )
