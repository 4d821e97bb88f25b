"""Queries on how blocs stand."""

from sqlalchemy import and_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.active import is_active
from storage.obligations import has_done
from storage.scopes import is_asked
from storage.tables import Unit


async def units_in(db: AsyncSession, bloc_id: int) -> int:
    """How many units the bloc has."""
    counted = select(func.count(col(Unit.id))).where(col(Unit.bloc_id) == bloc_id, is_active())
    return (await db.exec(counted)).one()


async def asked_in(db: AsyncSession, bloc_id: int, obligation_id: int) -> int:
    """Of how many units of the bloc the obligation is asked."""
    asked = col(Unit.bloc_id) == bloc_id, is_active(), is_asked(obligation_id)
    return (await db.exec(select(func.count(col(Unit.id))).where(*asked))).one()


async def done_in(db: AsyncSession, bloc_id: int, obligation_id: int) -> int:
    """How many of them have done it."""
    done = and_(is_asked(obligation_id), has_done(obligation_id, col(Unit.id)))
    among = col(Unit.bloc_id) == bloc_id, is_active(), done
    counted = select(func.count(col(Unit.id))).where(*among)
    return (await db.exec(counted)).one()
