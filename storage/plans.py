"""Queries on plans."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Plan


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan by name, in force or withdrawn."""

    organisation_id: int
    number: str
    title: str
    withdrawn_at: datetime | None


async def plan_by_id(db: AsyncSession, plan_id: int) -> PlanRow:
    """One plan, without its document."""
    row = (
        await db.exec(
            select(
                col(Plan.organisation_id),
                col(Plan.number),
                col(Plan.title),
                col(Plan.withdrawn_at),
            ).where(col(Plan.id) == plan_id)
        )
    ).one()
    return PlanRow(*row)
