"""Queries on what units are asked because of their bloc or type."""

from collections.abc import Collection

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.active import is_active
from storage.obligations import has_done
from storage.scopes import is_asked_here
from storage.tables import Obligation, Plan, Unit


async def asked_by_place(db: AsyncSession, unit_ids: Collection[int]) -> set[tuple[int, int]]:
    """What is asked of some units only, of these too, and not done: pairs of unit and obligation.

    Of plans in force, closed duties left out; nothing of units that were stopped.
    """
    rows = await db.exec(
        select(Unit.id, Obligation.id)
        .join(Plan, col(Plan.organisation_id) == col(Unit.organisation_id))
        .join(Obligation, col(Obligation.plan_id) == col(Plan.id))
        .where(
            col(Unit.id).in_(unit_ids),
            is_active(),
            col(Plan.withdrawn_at).is_(None),
            col(Obligation.closed_at).is_(None),
            or_(col(Obligation.by_bloc), col(Obligation.by_type)),
            is_asked_here(),
            ~has_done(col(Obligation.id), col(Unit.id)),
        )
    )
    return {(unit_id, id_) for unit_id, id_ in rows if unit_id is not None and id_ is not None}
