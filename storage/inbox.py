"""Updates that came in: stored, waiting, done, forgotten."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.inserting import insert_new
from storage.tables import InboxUpdate

STORED = "thidua_stored"
"""The channel on which whoever stores updates tells their numbers, separated by commas."""

INBOX = SQLModel.metadata.tables["inboxupdate"]

_NOT_DONE = INBOX.c.done_at.is_(None)


async def add_updates(db: AsyncSession, updates: Sequence[dict[str, Any]], now: datetime) -> None:
    """Keep a batch; those we have already stay as they are."""
    rows = [
        {"update_id": each["update_id"], "body": each, "received_at": now, "attempts": 0}
        for each in updates
    ]
    if rows:
        await (await db.connection()).execute(insert_new(db, InboxUpdate), rows)


async def tell_of_stored(db: AsyncSession, ids: Collection[int]) -> None:
    """Tell whoever leads, once this transaction is committed, which updates came.

    On SQLite there is nobody to tell: one process does all.
    """
    if ids and db.get_bind().dialect.name == "postgresql":
        told = select(func.pg_notify(STORED, ",".join(map(str, ids))))
        await (await db.connection()).execute(told)


async def updates_waiting(
    db: AsyncSession, limit: int, beside: Collection[int] = (), up_to: int | None = None
) -> Sequence[tuple[int, dict[str, Any], int]]:
    """(update_id, body, attempts) of what is not done, oldest first, `beside` left out."""
    query = (
        select(INBOX.c.update_id, INBOX.c.body, INBOX.c.attempts)
        .where(_NOT_DONE)
        .order_by(INBOX.c.update_id)
        .limit(limit)
    )
    if beside:
        query = query.where(INBOX.c.update_id.not_in(beside))
    if up_to is not None:
        query = query.where(INBOX.c.update_id <= up_to)
    rows = await (await db.connection()).execute(query)
    return [(row[0], row[1], row[2]) for row in rows]


async def count_updates_waiting(db: AsyncSession) -> int:
    """How many updates are not done."""
    query = select(func.count()).select_from(INBOX).where(_NOT_DONE)
    return (await (await db.connection()).execute(query)).scalar_one()


async def newest_update(db: AsyncSession) -> int | None:
    """The highest update_id there is."""
    query = select(func.max(INBOX.c.update_id))
    newest: int | None = (await (await db.connection()).execute(query)).scalar_one()
    return newest


async def set_updates_done(db: AsyncSession, ids: Collection[int], now: datetime) -> int:
    """Mark updates done; how many were not yet. One that is done keeps its first moment."""
    done = update(INBOX).where(INBOX.c.update_id.in_(ids), _NOT_DONE).values(done_at=now)
    return (await (await db.connection()).execute(done)).rowcount


async def add_attempt(db: AsyncSession, update_id: int) -> None:
    """Count one more try."""
    tried = update(INBOX).where(INBOX.c.update_id == update_id)
    await (await db.connection()).execute(tried.values(attempts=INBOX.c.attempts + 1))


async def delete_updates_done(db: AsyncSession, before: datetime) -> int:
    """Forget what was done before a moment; how many."""
    done = delete(INBOX).where(INBOX.c.done_at < before)
    return (await (await db.connection()).execute(done)).rowcount
