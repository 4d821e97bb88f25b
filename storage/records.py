"""Queries on what units handed in."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Obligation, Receipt, Unit


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived: a report or a registration, with its receipt's number."""

    receipt_id: int
    number: int
    unit: str
    obligation: str
    counted_at: datetime
    late: bool
    report_id: int | None
    registration_id: int | None


async def arrivals_of(
    db: AsyncSession, organisation_id: int, unit_id: int, *, offset: int, limit: int
) -> list[Arrival]:
    """What arrived in the organisation, newest first; of one unit unless `unit_id` is 0."""
    found = (
        select(Receipt, Unit.name, Obligation.title)
        .join(Unit, col(Unit.id) == col(Receipt.unit_id))
        .join(Obligation, col(Obligation.id) == col(Receipt.obligation_id))
        .where(col(Unit.organisation_id) == organisation_id)
    )
    if unit_id:
        found = found.where(col(Receipt.unit_id) == unit_id)
    rows = await db.exec(found.order_by(col(Receipt.id).desc()).offset(offset).limit(limit))
    return [
        Arrival(
            receipt_id=receipt.id,
            number=receipt.number,
            unit=unit,
            obligation=obligation,
            counted_at=receipt.counted_at,
            late=receipt.late,
            report_id=receipt.report_id,
            registration_id=receipt.registration_id,
        )
        for receipt, unit, obligation in rows
        if receipt.id is not None
    ]


async def receipt_id_of(
    db: AsyncSession, *, report_id: int | None = None, registration_id: int | None = None
) -> int:
    """The receipt of a report or of a registration: each has one."""
    record = (
        col(Receipt.report_id) == report_id
        if report_id is not None
        else col(Receipt.registration_id) == registration_id
    )
    id_ = (await db.exec(select(Receipt.id).where(record))).one()
    assert id_ is not None
    return id_
