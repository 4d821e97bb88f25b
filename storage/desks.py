"""Queries on whom units may ask at an organisation."""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.desks import Desk as DeskValue
from storage.tables import Desk


async def desks_of(db: AsyncSession, organisation_id: int) -> list[DeskValue]:
    """Whom units of the organisation may ask, in its order."""
    return [_value(row) for row in await desk_rows(db, organisation_id)]


async def desk_rows(db: AsyncSession, organisation_id: int) -> list[Desk]:
    """The rows, in order."""
    own = select(Desk).where(col(Desk.organisation_id) == organisation_id)
    return list((await db.exec(own.order_by(col(Desk.place), col(Desk.id)))).all())


async def last_place(db: AsyncSession, organisation_id: int) -> int:
    """Where the last one stands; 0 where there is none."""
    highest = select(func.max(Desk.place)).where(col(Desk.organisation_id) == organisation_id)
    return (await db.exec(highest)).one() or 0


def _value(row: Desk) -> DeskValue:
    assert row.id is not None
    return DeskValue(
        row.id, row.name, row.role, row.phone, row.email, row.zalo, row.address, row.purpose
    )
