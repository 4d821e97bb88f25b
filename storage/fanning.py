"""Owing a notice to its audience, in chunks: few rows at a time, so that nobody has to wait."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, literal, or_, update
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.audiences import Audience
from bot.rules.notices import NoticePost, NoticeState
from bot.rules.outbox import OutboxState
from storage.audiences import groups_in, people_in, units_in
from storage.inserting import insert_new
from storage.notices import first_posts
from storage.owing import AS_BEFORE, AS_GROUPS, AS_PEOPLE, owe_each
from storage.tables import (
    Acknowledgement,
    GroupChat,
    Member,
    Notice,
    NoticeUnit,
    OutboxMessage,
    Seat,
    Unit,
)
from storage.undelivered import people_of


async def note_units(
    db: AsyncSession, organisation_id: int, audience: Audience, notice_id: int
) -> None:
    """Keep which units the notice is for."""
    units = sql_select(literal(notice_id), col(Unit.id)).where(*units_in(organisation_id, audience))
    named = insert_new(db, NoticeUnit).from_select(["notice_id", "unit_id"], units)
    await db.exec(named)


async def owe_people(
    db: AsyncSession,
    organisation_id: int,
    audience: Audience,
    notice_id: int,
    state: OutboxState,
    *,
    after: int,
    most: int,
    now: datetime,
) -> int | None:
    """Owe the notice to the next people of the audience, in the order of their ids.

    Gives the last of them, None when there is nobody after `after`.
    """
    following = people_in(organisation_id, audience).where(col(Seat.member_id) > after)
    chunk = following.order_by(col(Seat.member_id)).limit(most).subquery()
    last = (await db.exec(select(func.max(chunk.c.member_id)))).one()
    if last is None:
        return None
    people = following.where(col(Seat.member_id) <= last).with_only_columns(*AS_PEOPLE)
    await owe_each(db, notice_id, NoticePost.FIRST, people, now=now, state=state)
    return int(last)


async def owe_groups(
    db: AsyncSession,
    organisation_id: int,
    audience: Audience,
    notice_id: int,
    state: OutboxState,
    now: datetime,
) -> None:
    """Owe the notice to the groups of the audience."""
    groups = groups_in(organisation_id, audience).with_only_columns(*AS_GROUPS)
    await owe_each(db, notice_id, NoticePost.FIRST, groups, now=now, state=state)


async def turn_rows(
    db: AsyncSession,
    notice_id: int,
    states: Sequence[OutboxState],
    into: OutboxState,
    most: int,
) -> int:
    """Bring the next of the notice's first messages from one of these states into another; how
    many that were. Those to be sent first come first."""
    next_rows = (
        select(OutboxMessage.id)
        .where(*first_posts(notice_id), col(OutboxMessage.state).in_(states))
        .order_by(col(OutboxMessage.id))
        .limit(most)
    )
    rows = list(await db.exec(next_rows))
    if rows:
        # A sender may have claimed some meanwhile: those stay with it.
        turned = update(OutboxMessage).where(
            col(OutboxMessage.id).in_(rows), col(OutboxMessage.state).in_(states)
        )
        await db.exec(turned.values(state=into))
    return len(rows)


async def owe_following(
    db: AsyncSession,
    notice_id: int,
    post: NoticePost,
    *,
    occasion: str,
    version: int,
    after: int,
    most: int,
    now: datetime,
    acknowledged_only: bool = False,
) -> int | None:
    """Owe the next recipients what follows the notice they have, or may be getting just now.

    With `acknowledged_only` those who have acknowledged an earlier version. Gives the last of
    their messages looked at, None when there is none after `after`.
    """
    theirs = [
        *first_posts(notice_id),
        col(OutboxMessage.id) > after,
        col(OutboxMessage.state).in_((OutboxState.SENT, OutboxState.CLAIMED)),
    ]
    chunk = select(OutboxMessage.id).where(*theirs).order_by(col(OutboxMessage.id)).limit(most)
    last = (await db.exec(select(func.max(chunk.subquery().c.id)))).one()
    if last is None:
        return None
    recipients = sql_select(*AS_BEFORE).where(*theirs, col(OutboxMessage.id) <= last)
    if acknowledged_only:
        recipients = recipients.where(
            exists().where(
                col(Acknowledgement.notice_id) == notice_id,
                col(Acknowledgement.member_id) == col(OutboxMessage.member_id),
                col(Acknowledgement.version) < version,
            )
        )
    details = {"version": version}
    await owe_each(db, notice_id, post, recipients, now=now, occasion=occasion, details=details)
    return int(last)


async def requeue_failed(db: AsyncSession, notice_id: int, organisation_id: int) -> int:
    """Let what failed of a notice be tried again, where the recipient can be written to and still
    has a post there; how many recipients."""
    failed = (
        col(OutboxMessage.notice_id) == notice_id,
        col(OutboxMessage.state) == OutboxState.FAILED,
    )
    reached = or_(
        exists().where(
            col(Member.id) == col(OutboxMessage.member_id), col(Member.blocked_at).is_(None)
        )
        & col(OutboxMessage.member_id).in_(people_of(organisation_id)),
        exists().where(
            col(GroupChat.id) == col(OutboxMessage.group_id), col(GroupChat.left_at).is_(None)
        ),
    )
    values = {"state": OutboxState.WAITING, "attempts": 0, "retry_at": None, "error": ""}
    again = update(OutboxMessage).where(*failed, reached)
    return int((await db.exec(again.values(values))).rowcount)


async def drop_for(db: AsyncSession, member_id: int, organisation_id: int) -> None:
    """Let no notice reach somebody any more who has lost the last post in the organisation."""
    of_organisation = select(Notice.id).where(col(Notice.organisation_id) == organisation_id)
    owed = (
        col(OutboxMessage.member_id) == member_id,
        col(OutboxMessage.notice_id).in_(of_organisation),
        col(OutboxMessage.state).in_((OutboxState.WAITING, OutboxState.HELD)),
        col(OutboxMessage.message).in_((NoticePost.FIRST.value, NoticePost.CORRECTION.value)),
        col(OutboxMessage.member_id).not_in(people_of(organisation_id)),
    )
    await db.exec(update(OutboxMessage).where(*owed).values(state=OutboxState.DROPPED))


async def unfinished(db: AsyncSession, now: datetime) -> list[int]:
    """The notices for which something may have to be done: those due, those going on, those that
    are behind with a correction."""
    asks: ColumnElement[bool] = (
        ((col(Notice.state) == NoticeState.SCHEDULED) & (col(Notice.due_at) <= now))
        | (
            (col(Notice.state).in_([NoticeState.SENDING, NoticeState.PAUSED, NoticeState.STOPPED]))
            & col(Notice.ended_at).is_(None)
        )
        | col(Notice.followed_to).is_not(None)
    )
    ids = await db.exec(select(Notice.id).where(asks).order_by(col(Notice.id)))
    return [id_ for id_ in ids if id_ is not None]
