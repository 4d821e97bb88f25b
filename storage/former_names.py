"""Queries on the names units had before."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import FormerName, Unit


async def former_names_of(db: AsyncSession, unit_id: int) -> list[tuple[str, datetime]]:
    """The names the unit had, each with the moment until which, in their order."""
    names = select(FormerName.name, FormerName.until_at).where(col(FormerName.unit_id) == unit_id)
    rows = await db.exec(names.order_by(col(FormerName.until_at), col(FormerName.id)))
    return list(rows.all())


async def name_at(db: AsyncSession, unit: Unit, at: datetime) -> str:
    """What the unit was called at a moment."""
    assert unit.id is not None
    former = await former_names_of(db, unit.id)
    return next((name for name, until_at in former if at < until_at), unit.name)


async def former_names_in(db: AsyncSession, organisation_id: int) -> dict[int, tuple[str, ...]]:
    """The names that units of the organisation had, by unit."""
    rows = await db.exec(
        select(FormerName.unit_id, FormerName.name)
        .join(Unit, col(Unit.id) == col(FormerName.unit_id))
        .where(col(Unit.organisation_id) == organisation_id)
        .order_by(col(FormerName.id))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for unit_id, name in rows:
        found[unit_id].append(name)
    return {unit_id: tuple(names) for unit_id, names in found.items()}
