"""Owing a notice to its audience, in chunks: few rows at a time, so that nobody has to wait."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, cast, false, func, literal, true, update
from sqlalchemy import String as SqlString
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.audiences import Audience
from bot.rules.notices import NoticePost, NoticeState
from bot.rules.outbox import Lane, OutboxState
from storage.audiences import groups_in, people_in, units_in
from storage.columns import Choice, Document, Moment
from storage.inserting import insert_new
from storage.notices import first_posts
from storage.tables import Notice, NoticeUnit, OutboxMessage, Seat, Unit


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
    people = people_in(organisation_id, audience)
    following = people.where(col(Seat.member_id) > after).order_by(col(Seat.member_id))
    chunk = following.limit(most).subquery()
    last = (await db.exec(select(func.max(chunk.c.member_id)))).one()
    if last is None:
        return None
    until = people.where(col(Seat.member_id) > after, col(Seat.member_id) <= last).subquery()
    await _owe(db, until, "member_id", f"notice:{notice_id}:", notice_id, state, now)
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
    groups = groups_in(organisation_id, audience).subquery()
    await _owe(db, groups, "group_id", f"notice:{notice_id}:g", notice_id, state, now)


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


async def unfinished(db: AsyncSession, now: datetime) -> list[int]:
    """The notices for which something may have to be done: those due, those going on, those that
    are behind with a correction."""
    asks: ColumnElement[bool] = (
        ((col(Notice.state) == NoticeState.SCHEDULED) & (col(Notice.due_at) <= now))
        | (
            (col(Notice.state).in_([NoticeState.SENDING, NoticeState.PAUSED, NoticeState.STOPPED]))
            & col(Notice.ended_at).is_(None)
        )
        | col(Notice.is_behind)
    )
    ids = await db.exec(select(Notice.id).where(asks).order_by(col(Notice.id)))
    return [id_ for id_ in ids if id_ is not None]


async def _owe(
    db: AsyncSession,
    recipients: Subquery,
    column: str,
    key: str,
    notice_id: int,
    state: OutboxState,
    now: datetime,
) -> None:
    values: dict[str, Any] = {
        "lane": literal(Lane.NOTICE, Choice(Lane)),
        column: recipients.c[column],
        "message": literal(NoticePost.FIRST.value),
        "details": literal({"notice": notice_id}, Document),
        "key": literal(key) + cast(recipients.c[column], SqlString),
        "notice_id": literal(notice_id),
        "state": literal(state, Choice(OutboxState)),
        "due_at": literal(now, Moment),
        "attempts": literal(0),
        "possibly_repeated": false(),
        "how": literal(""),
        "error": literal(""),
    }
    rows = sql_select(*values.values()).where(true())
    await db.exec(insert_new(db, OutboxMessage).from_select(list(values), rows))
