"""Queries on what sorts of organisations there are."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Plan, Unit


async def types_in_use(db: AsyncSession, organisation_id: int) -> list[str]:
    """The types of the organisation's units, each once, by name."""
    rows = await db.exec(
        select(Unit.type)
        .where(col(Unit.organisation_id) == organisation_id, col(Unit.type) != "")
        .distinct()
    )
    return sorted(rows.all())


async def planned_types(db: AsyncSession, organisation_id: int) -> list[str]:
    """The types that plans in force name, newest plan first, in the plan's own order."""
    rows = await db.exec(
        select(Plan.document)
        .where(col(Plan.organisation_id) == organisation_id, col(Plan.withdrawn_at).is_(None))
        .order_by(col(Plan.id).desc())
    )
    return [str(type_) for document in rows for type_ in document.get("unit_types", [])]
