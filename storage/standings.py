"""Queries on how blocs stand."""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.active import is_active
from storage.obligations import has_done
from storage.tables import Unit


async def units_in(db: AsyncSession, bloc_id: int) -> int:
    """How many units the bloc has."""
    counted = select(func.count(col(Unit.id))).where(col(Unit.bloc_id) == bloc_id, is_active())
    return (await db.exec(counted)).one()


async def done_in(db: AsyncSession, bloc_id: int, obligation_id: int) -> int:
    """How many units of the bloc have done the obligation."""
    done = has_done(obligation_id, col(Unit.id))
    counted = select(func.count(col(Unit.id))).where(
        col(Unit.bloc_id) == bloc_id, is_active(), done
    )
    return (await db.exec(counted)).one()
