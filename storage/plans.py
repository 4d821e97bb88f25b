"""Queries on plans."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Organisation, Plan


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan by name and organisation, in force or withdrawn."""

    organisation: str
    number: str
    title: str
    withdrawn_at: datetime | None


async def plan_by_id(db: AsyncSession, plan_id: int) -> PlanRow:
    """One plan, without its document."""
    row = (
        await db.exec(
            select(
                col(Organisation.name),
                col(Plan.number),
                col(Plan.title),
                col(Plan.withdrawn_at),
            )
            .join(Organisation, col(Organisation.id) == col(Plan.organisation_id))
            .where(col(Plan.id) == plan_id)
        )
    ).one()
    return PlanRow(*row)
