"""Owing many people, and groups, a message of a notice in one statement."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, cast, false, func, literal, null, true
from sqlalchemy import String as SqlString
from sqlalchemy import select as sql_select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.notices import NoticePost
from bot.rules.outbox import Lane, OutboxState
from storage.columns import Choice, Document, Moment
from storage.inserting import insert_new
from storage.tables import GroupChat, OutboxMessage, Seat

Recipients = Select[Any, Any]
"""Rows of a member's id and a group's, one of them empty."""

_NOBODY: Any = cast(null(), Integer)
AS_PEOPLE: tuple[Any, Any] = col(Seat.member_id).label("member_id"), _NOBODY.label("group_id")
AS_GROUPS: tuple[Any, Any] = _NOBODY.label("member_id"), col(GroupChat.id).label("group_id")
AS_BEFORE: tuple[Any, Any] = col(OutboxMessage.member_id), col(OutboxMessage.group_id)


def first_key(notice_id: int, member_id: Any) -> ColumnElement[str]:
    """The key under which a person was owed the notice itself."""
    return literal(f"{NoticePost.FIRST}:{notice_id}:") + cast(member_id, SqlString)


async def owe_each(
    db: AsyncSession,
    notice_id: int,
    post: NoticePost,
    recipients: Recipients,
    *,
    now: datetime,
    occasion: str = "",
    state: OutboxState = OutboxState.WAITING,
    details: dict[str, Any] | None = None,
) -> int:
    """Owe each of the recipients a message; how many that were.

    Of one kind and on one `occasion` nobody is owed two, however often it is done.
    """
    to = recipients.subquery()
    as_group = literal("g") + cast(to.c.group_id, SqlString)
    whom = func.coalesce(as_group, cast(to.c.member_id, SqlString))
    values = {
        "lane": literal(Lane.NOTICE, Choice(Lane)),
        "member_id": to.c.member_id,
        "group_id": to.c.group_id,
        "message": literal(post.value),
        "details": literal(details or {}, Document),
        "key": literal(f"{post.value}:{notice_id}:{occasion}") + whom,
        "notice_id": literal(notice_id),
        "state": literal(state, Choice(OutboxState)),
        "due_at": literal(now, Moment),
        "attempts": literal(0),
        "possibly_repeated": false(),
        "how": literal(""),
        "error": literal(""),
    }
    rows = sql_select(*values.values()).where(true())
    owed = insert_new(db, OutboxMessage).from_select(list(values), rows)
    # On PostgreSQL the number of rows is thrown away unless it is asked for.
    done = await db.exec(owed.execution_options(preserve_rowcount=True))
    return int(done.rowcount)
