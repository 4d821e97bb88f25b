"""Whom to ask, in an organisation that another one becomes a part of."""

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.desks import desk_rows, last_place


async def move_desks(db: AsyncSession, of_id: int, into_id: int) -> None:
    """Let units ask those of both, the other organisation's first."""
    place = await last_place(db, into_id)
    for row in await desk_rows(db, of_id):
        place += 1
        row.organisation_id, row.place = into_id, place
    await db.flush()
