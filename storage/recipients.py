"""Queries on what stands of a notice in its recipients' chats."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Role
from bot.rules.notices import NoticePost
from bot.rules.recipients import Posted
from bot.rules.undelivered import Why, why_lost
from storage.looking import AnyRow, look
from storage.tables import (
    Acknowledgement,
    Bloc,
    GroupChat,
    Member,
    NoticeUnit,
    OutboxMessage,
    Seat,
    Unit,
)


async def posts_to(
    db: AsyncSession, notice_id: int, member_id: int | None, group_id: int | None
) -> list[Posted]:
    """What one person, or one group, is owed of a notice, oldest first."""
    if member_id is not None:
        rows = await look(db, _TO_MEMBER, notice_id=notice_id, recipient=member_id)
    else:
        rows = await look(db, _TO_GROUP, notice_id=notice_id, recipient=group_id)
    return [_posted(row) for row in rows]


def _posted(row: AnyRow) -> Posted:
    ids = () if row.telegram_message_id is None else (row.telegram_message_id,)
    return Posted(
        post=NoticePost(row.message),
        state=row.state,
        message_ids=(*ids, *(row.other_message_ids or ())),
        how=row.how,
        version=row.version or 1,
        at=row.sent_at,
        error=row.error,
    )


_POSTS: Select[*tuple[Any, ...]] = (
    sql_select(
        col(OutboxMessage.member_id),
        col(OutboxMessage.group_id),
        col(OutboxMessage.message),
        col(OutboxMessage.state),
        col(OutboxMessage.telegram_message_id),
        col(OutboxMessage.other_message_ids),
        col(OutboxMessage.how),
        col(OutboxMessage.version),
        col(OutboxMessage.sent_at),
        col(OutboxMessage.error),
    )
    .where(col(OutboxMessage.notice_id) == bindparam("notice_id"))
    .order_by(col(OutboxMessage.id))
)
_TO_MEMBER = _POSTS.where(col(OutboxMessage.member_id) == bindparam("recipient"))
_TO_GROUP = _POSTS.where(col(OutboxMessage.group_id) == bindparam("recipient"))


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person of a unit a notice is for (`name` None where nobody of it was written to), or a
    group (`unit` ""), with what they are owed of the notice and which versions the person has
    acknowledged when. `lost` is why the person cannot be written to, `is_left` whether the group
    cannot."""

    unit: str
    bloc: str
    name: str | None
    role: Role | None
    posts: tuple[Posted, ...]
    acknowledged: dict[int, datetime]
    lost: Why | None = None
    is_left: bool = False


async def recipients_of(db: AsyncSession, notice_id: int) -> list[Recipient]:
    """Everybody a notice is for, by bloc and unit, then the groups it was posted in."""
    posts: dict[tuple[int | None, int | None], list[Posted]] = {}
    for row in await look(db, _POSTS, notice_id=notice_id):
        posts.setdefault((row.member_id, row.group_id), []).append(_posted(row))
    said: dict[int, dict[int, datetime]] = {}
    for row in await look(db, _ACKNOWLEDGED, notice_id=notice_id):
        said.setdefault(row.member_id, {})[row.version] = row.at
    people = [
        Recipient(
            unit=row.unit,
            bloc=row.bloc or "",
            name=row.name,
            role=row.role,
            posts=tuple(posts.get((row.member_id, None), ())),
            acknowledged=said.get(row.member_id, {}),
            lost=why_lost(row.lost_because) if row.blocked_at else None,
        )
        for row in await look(db, _PEOPLE, notice_id=notice_id)
    ]
    groups = [
        Recipient(
            unit="",
            bloc="",
            name=row.title,
            role=None,
            posts=tuple(posts.get((None, row.id), ())),
            acknowledged={},
            is_left=row.left_at is not None,
        )
        for row in await look(db, _GROUPS, notice_id=notice_id)
    ]
    return [*people, *groups]


_WRITTEN_TO = (
    sql_select(
        col(Seat.unit_id).label("unit_id"),
        col(Seat.member_id).label("member_id"),
        func.min(Seat.role).label("role"),
    )
    .select_from(OutboxMessage)
    .join(Seat, col(Seat.member_id) == col(OutboxMessage.member_id))
    .where(
        col(OutboxMessage.notice_id) == bindparam("notice_id"),
        col(OutboxMessage.message) == NoticePost.FIRST.value,
        col(Seat.since_at) <= col(OutboxMessage.due_at),
        or_(col(Seat.until_at).is_(None), col(Seat.until_at) > col(OutboxMessage.due_at)),
    )
    .group_by(col(Seat.unit_id), col(Seat.member_id))
    .subquery()
)
_PEOPLE: Select[*tuple[Any, ...]] = (
    sql_select(
        col(Unit.name).label("unit"),
        col(Bloc.name).label("bloc"),
        col(Member.id).label("member_id"),
        col(Member.name),
        col(Member.blocked_at),
        col(Member.lost_because),
        _WRITTEN_TO.c.role,
    )
    .join(NoticeUnit, col(NoticeUnit.unit_id) == col(Unit.id))
    .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
    .join(_WRITTEN_TO, _WRITTEN_TO.c.unit_id == col(Unit.id), isouter=True)
    .join(Member, col(Member.id) == _WRITTEN_TO.c.member_id, isouter=True)
    .where(col(NoticeUnit.notice_id) == bindparam("notice_id"))
    .order_by(col(Unit.bloc_id).is_(None), col(Unit.bloc_id), col(Unit.id), _WRITTEN_TO.c.member_id)
)
_GROUPS: Select[*tuple[Any, ...]] = (
    sql_select(col(GroupChat.id), col(GroupChat.title), col(GroupChat.left_at))
    .join(OutboxMessage, col(OutboxMessage.group_id) == col(GroupChat.id))
    .where(
        col(OutboxMessage.notice_id) == bindparam("notice_id"),
        col(OutboxMessage.message) == NoticePost.FIRST.value,
    )
    .order_by(col(GroupChat.id))
)
_ACKNOWLEDGED: Select[*tuple[Any, ...]] = sql_select(
    col(Acknowledgement.member_id), col(Acknowledgement.version), col(Acknowledgement.at)
).where(col(Acknowledgement.notice_id) == bindparam("notice_id"))
