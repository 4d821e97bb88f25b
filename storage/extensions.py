"""Queries on requests for more time."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.extensions import ExtensionState, ExtensionView, Purpose
from storage.active import is_active
from storage.obligations import has_done
from storage.scopes import is_asked
from storage.tables import Extension, Member, Obligation, Plan, Receipt, Unit


async def extension_by_id(db: AsyncSession, extension_id: int) -> ExtensionView | None:
    """One request, or grant."""
    found = await _views(db, col(Extension.id) == extension_id)
    return found[0] if found else None


async def waiting_of(db: AsyncSession, organisation_id: int) -> list[ExtensionView]:
    """The requests that officers have to decide, oldest first.

    One for time to hand in waits no longer once that was handed in on time, nor any once the duty
    is not the unit's any more.
    """
    return await _views(db, *_waits(organisation_id))


async def count_waiting(db: AsyncSession, organisation_id: int) -> int:
    """How many they are."""
    counted = select(func.count(col(Extension.id))).join(
        Unit, col(Unit.id) == col(Extension.unit_id)
    )
    return (await db.exec(counted.where(*_waits(organisation_id)))).one()


async def waiting_for(
    db: AsyncSession, unit_ids: Sequence[int], obligation_id: int, purpose: Purpose
) -> list[Extension]:
    """The undecided requests of these units for an obligation."""
    rows = await db.exec(
        select(Extension).where(
            col(Extension.unit_id).in_(unit_ids),
            col(Extension.obligation_id) == obligation_id,
            col(Extension.purpose) == purpose,
            col(Extension.state) == ExtensionState.ASKED,
        )
    )
    return list(rows.all())


def _waits(organisation_id: int) -> tuple[ColumnElement[bool], ...]:
    unit_id, obligation_id = col(Extension.unit_id), col(Extension.obligation_id)
    late = exists().where(
        col(Receipt.unit_id) == unit_id,
        col(Receipt.obligation_id) == obligation_id,
        col(Receipt.late).is_(True),
    )
    return (
        col(Unit.organisation_id) == organisation_id,
        is_active(),
        col(Extension.state) == ExtensionState.ASKED,
        is_asked(obligation_id),
        ~exists().where(
            col(Obligation.id) == obligation_id,
            col(Plan.id) == col(Obligation.plan_id),
            or_(col(Plan.withdrawn_at).is_not(None), col(Obligation.dropped_at).is_not(None)),
        ),
        or_(
            col(Extension.purpose) == Purpose.AMEND,
            ~has_done(obligation_id, unit_id),
            late,
        ),
    )


async def _views(db: AsyncSession, *which: ColumnElement[bool]) -> list[ExtensionView]:
    # Read anew: somebody else may have decided since this transaction looked first.
    found = (
        await db.exec(
            select(Extension, Unit, col(Obligation.title))
            .join(Unit, col(Unit.id) == col(Extension.unit_id))
            .join(Obligation, col(Obligation.id) == col(Extension.obligation_id))
            .where(*which)
            .order_by(col(Extension.id))
            .execution_options(populate_existing=True)
        )
    ).all()
    named = {id_ for row, _, _ in found for id_ in (row.asked_by, row.decided_by)}
    names = await _names(db, {id_ for id_ in named if id_ is not None})
    return [_view(row, unit, title, names) for row, unit, title in found]


async def _names(db: AsyncSession, member_ids: set[int]) -> dict[int | None, str]:
    rows = await db.exec(select(Member.id, Member.name).where(col(Member.id).in_(member_ids)))
    return dict(rows.all())


def _view(row: Extension, unit: Unit, title: str, names: dict[int | None, str]) -> ExtensionView:
    assert row.id is not None
    return ExtensionView(
        id=row.id,
        organisation_id=unit.organisation_id,
        unit_id=row.unit_id,
        unit=unit.name,
        obligation_id=row.obligation_id,
        obligation=title,
        purpose=row.purpose,
        state=row.state,
        asked_by=names.get(row.asked_by, ""),
        asked_at=row.asked_at,
        reason=row.reason,
        wanted_on=row.wanted_on,
        decided_by=names.get(row.decided_by, ""),
        decided_at=row.decided_at,
        until_on=row.until_on,
        answer=row.answer,
    )
