"""Queries on requests for access."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import RequestState
from storage.tables import AccessRequest


async def waiting_request_ids(db: AsyncSession, organisation_id: int) -> list[int]:
    """The requests that wait, oldest first."""
    rows = await db.exec(
        select(AccessRequest.id)
        .where(
            col(AccessRequest.organisation_id) == organisation_id,
            col(AccessRequest.state) == RequestState.WAITING,
        )
        .order_by(col(AccessRequest.id))
    )
    return [id_ for id_ in rows if id_ is not None]
