"""Queries on notices: what each says in which version, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.contents import content_of_json
from bot.rules.notices import Followed, How, NoticePost, NoticeState, NoticeTally, NoticeText
from bot.rules.outbox import OutboxState
from storage.looking import AnyRow, look
from storage.tables import (
    GroupChat,
    Member,
    Notice,
    NoticeVersion,
    Organisation,
    OutboxMessage,
    Seat,
    Unit,
)


@dataclass(frozen=True, slots=True)
class NoticeNow:
    """What a notice says as it stands now, and whether it still goes out."""

    text: NoticeText
    organisation_id: int
    state: NoticeState
    withdrawn_at: datetime | None


async def notice_now(db: AsyncSession, notice_id: int) -> NoticeNow:
    """The notice in its newest version."""
    (row,) = await look(db, _NOW, notice_id=notice_id)
    text = _text(row, row.content, row.words)
    return NoticeNow(text, row.organisation_id, row.state, row.withdrawn_at)


async def text_of_version(db: AsyncSession, notice_id: int, version: int) -> NoticeText:
    """The notice as it was in a version."""
    (row,) = await look(db, _NOW, notice_id=notice_id)
    if version >= row.version:
        return _text(row, row.content, row.words)
    (old,) = await look(db, _VERSION, notice_id=notice_id, version=version)
    (before,) = await look(db, _CORRECTED_AT, notice_id=notice_id, version=version - 1) or (None,)
    content = content_of_json(old.content, old.words)
    at = before.corrected_at if before else None
    return replace(_text(row, None, ""), content=content, version=version, corrected_at=at)


async def tally_of(db: AsyncSession, notice_id: int) -> NoticeTally:
    """How many of its first messages wait, arrived, failed; and the names of the failed."""
    states = await db.exec(
        select(OutboxMessage.state, func.count())
        .where(*first_posts(notice_id))
        .group_by(col(OutboxMessage.state))
    )
    counts = dict(states.all())
    failed = counts.get(OutboxState.FAILED, 0)
    not_reached, blocked = await _not_reached(db, notice_id) if failed else ((), ())
    return NoticeTally(
        waiting=counts.get(OutboxState.WAITING, 0) + counts.get(OutboxState.CLAIMED, 0),
        held=counts.get(OutboxState.HELD, 0),
        sent=counts.get(OutboxState.SENT, 0),
        failed=failed,
        dropped=counts.get(OutboxState.DROPPED, 0),
        not_reached=not_reached,
        blocked=blocked,
    )


def first_posts(notice_id: int) -> tuple[Any, Any]:
    """The SQL of «the notice itself, one message for each recipient»."""
    return (
        col(OutboxMessage.notice_id) == notice_id,
        col(OutboxMessage.message) == NoticePost.FIRST.value,
    )


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """A notice as a list is searched."""

    id: int
    number: int
    words: str


async def listed(
    db: AsyncSession, organisation_id: int, states: Sequence[NoticeState]
) -> list[ListedNotice]:
    """The organisation's notices in one of these states, the newest first."""
    own = col(Notice.organisation_id) == organisation_id, col(Notice.state).in_(states)
    columns = select(Notice.id, Notice.number, Notice.words)
    rows = await db.exec(columns.where(*own).order_by(col(Notice.number).desc()))
    return [ListedNotice(id_, number, words) for id_, number, words in rows if id_ is not None]


async def tells_of(db: AsyncSession, notice_id: int, version: int) -> bool:
    """Whether the correction that replaced this version is told to everybody who had it."""
    same = col(NoticeVersion.notice_id) == notice_id, col(NoticeVersion.version) == version
    return (await db.exec(select(NoticeVersion.tells).where(*same))).one()


async def followed(db: AsyncSession, notice_id: int, post: NoticePost, occasion: str) -> Followed:
    """How far a correction, or the withdrawal, has come with those who had the notice."""
    rows = await db.exec(
        select(OutboxMessage.state, OutboxMessage.how, func.count())
        .where(
            col(OutboxMessage.notice_id) == notice_id,
            col(OutboxMessage.message) == post.value,
            col(OutboxMessage.key).startswith(f"{post}:{notice_id}:{occasion}", autoescape=True),
        )
        .group_by(col(OutboxMessage.state), col(OutboxMessage.how))
    )
    waiting = failed = 0
    done: dict[How, int] = {}
    for state, how, count in rows:
        if state is OutboxState.SENT:
            done[How(how)] = count
        elif state is OutboxState.FAILED:
            failed += count
        elif state is not OutboxState.DROPPED:
            waiting += count
    return Followed(post, waiting, failed, done)


async def _not_reached(db: AsyncSession, notice_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who was not reached, each with a unit they speak for; and who of them blocked the bot."""
    rows = await db.exec(
        select(Member.name, func.min(Unit.name), GroupChat.title, Member.blocked_at)
        .select_from(OutboxMessage)
        .join(Notice, col(Notice.id) == col(OutboxMessage.notice_id))
        .join(Member, col(Member.id) == col(OutboxMessage.member_id), isouter=True)
        .join(GroupChat, col(GroupChat.id) == col(OutboxMessage.group_id), isouter=True)
        .join(
            Seat,
            and_(col(Seat.member_id) == col(Member.id), col(Seat.until_at).is_(None)),
            isouter=True,
        )
        .join(
            Unit,
            and_(
                col(Unit.id) == col(Seat.unit_id),
                col(Unit.organisation_id) == col(Notice.organisation_id),
            ),
            isouter=True,
        )
        .where(*first_posts(notice_id), col(OutboxMessage.state) == OutboxState.FAILED)
        .group_by(col(OutboxMessage.id), col(Member.id), col(GroupChat.id))
        .order_by(col(Member.name), col(GroupChat.title))
    )
    named = [
        (f"{name} ({unit})" if unit else name or group, blocked_at)
        for name, unit, group, blocked_at in rows
    ]
    return (
        tuple(name for name, blocked_at in named if blocked_at is None),
        tuple(name for name, blocked_at in named if blocked_at is not None),
    )


def _text(row: AnyRow, content: Any, words: str) -> NoticeText:
    return NoticeText(
        id=row.id,
        number=row.number,
        organisation=row.organisation,
        content=content_of_json(content, words),
        version=row.version,
        asks_receipt=row.asks_receipt,
        corrected_at=row.corrected_at,
        issuer=row.issuer or "",
        number_then=row.number_then or 0,
    )


_ISSUER = aliased(Organisation)
_CORRECTED = (
    sql_select(func.max(NoticeVersion.corrected_at))
    .where(col(NoticeVersion.notice_id) == col(Notice.id))
    .scalar_subquery()
)
_NOW: Select[*tuple[Any, ...]] = (
    sql_select(
        col(Notice.id),
        col(Notice.organisation_id),
        col(Notice.number),
        col(Notice.words),
        col(Notice.content),
        col(Notice.version),
        col(Notice.asks_receipt),
        col(Notice.state),
        col(Notice.withdrawn_at),
        col(Organisation.name).label("organisation"),
        col(_ISSUER.name).label("issuer"),
        col(Notice.number_then),
        _CORRECTED.label("corrected_at"),
    )
    .join(Organisation, col(Organisation.id) == col(Notice.organisation_id))
    .join(_ISSUER, col(_ISSUER.id) == col(Notice.issuer_id), isouter=True)
    .where(col(Notice.id) == bindparam("notice_id"))
)
_VERSION: Select[*tuple[Any, ...]] = sql_select(
    col(NoticeVersion.words), col(NoticeVersion.content)
).where(
    col(NoticeVersion.notice_id) == bindparam("notice_id"),
    col(NoticeVersion.version) == bindparam("version"),
)
_CORRECTED_AT: Select[*tuple[Any, ...]] = sql_select(col(NoticeVersion.corrected_at)).where(
    col(NoticeVersion.notice_id) == bindparam("notice_id"),
    col(NoticeVersion.version) == bindparam("version"),
)
