"""Queries on plans."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.plans import Actor
from storage.active import is_active
from storage.scopes import is_asked_here
from storage.tables import Obligation, Organisation, Plan, Seat, Unit

_OF_UNITS = col(Obligation.actor) == Actor.UNIT, col(Obligation.dropped_at).is_(None)


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


def in_force_for(unit_id: int | None) -> ColumnElement[bool]:
    """The SQL of «in force», and for a unit: it asks something of that one, or nothing of any."""
    is_in_force = col(Plan.withdrawn_at).is_(None)
    if unit_id is None:
        return is_in_force
    any_unit = select(Obligation.plan_id).where(*_OF_UNITS)
    whose = aliased(Plan)
    of_it = (
        any_unit.join(whose, col(whose.id) == col(Obligation.plan_id))
        .join(Unit, col(Unit.organisation_id) == col(whose.organisation_id))
        .where(col(Unit.id) == unit_id, is_asked_here())
    )
    return and_(is_in_force, or_(col(Plan.id).in_(of_it), col(Plan.id).not_in(any_unit)))


async def people_asked(db: AsyncSession, plan_id: int) -> list[int]:
    """Who speaks now for a unit of which the plan asks something, each once."""
    rows = await db.exec(
        select(Seat.member_id)
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .join(Plan, col(Plan.organisation_id) == col(Unit.organisation_id))
        .join(Obligation, col(Obligation.plan_id) == col(Plan.id))
        .where(col(Plan.id) == plan_id, *_OF_UNITS, is_asked_here())
        .where(col(Seat.until_at).is_(None), is_active())
        .distinct()
    )
    return list(rows.all())
