"""Queries on what units handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.channels import Channel
from storage.tables import Obligation, Receipt, Registration, Report, SignedCopy, Unit

_CHANNEL = func.coalesce(col(Report.channel), col(Registration.channel))


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived: a report or a registration, with its receipt's number.

    With `signed` it is the signed copy of that report or registration. `judged` on time or late.
    """

    receipt_id: int
    number: int
    unit: str
    obligation: str
    counted_at: datetime
    late: bool
    report_id: int | None
    registration_id: int | None
    channel: Channel = Channel.BOT
    signed: bool = False
    judged: bool = True


async def arrivals_of(
    db: AsyncSession, organisation_id: int, unit_id: int, *, offset: int, limit: int
) -> list[Arrival]:
    """What arrived in the organisation, newest first; of one unit unless `unit_id` is 0."""
    found = (
        select(Receipt, Unit.name, Obligation.title, _CHANNEL)
        .join(Unit, col(Unit.id) == col(Receipt.unit_id))
        .join(Obligation, col(Obligation.id) == col(Receipt.obligation_id))
        .join(Report, col(Report.id) == col(Receipt.report_id), isouter=True)
        .join(Registration, col(Registration.id) == col(Receipt.registration_id), isouter=True)
        .where(col(Unit.organisation_id) == organisation_id)
    )
    if unit_id:
        found = found.where(col(Receipt.unit_id) == unit_id)
    rows = await db.exec(found.order_by(col(Receipt.id).desc()).offset(offset).limit(limit))
    page = rows.all()
    copies = await _copies(db, [receipt for receipt, *_ in page])
    return [
        Arrival(
            receipt_id=receipt.id,
            number=receipt.number,
            unit=unit,
            obligation=obligation,
            counted_at=receipt.counted_at,
            late=receipt.late,
            report_id=copies.get(receipt.signed_id, receipt).report_id,
            registration_id=copies.get(receipt.signed_id, receipt).registration_id,
            channel=channel or Channel.BOT,
            signed=receipt.signed_id is not None,
            judged=receipt.closes_at is not None,
        )
        for receipt, unit, obligation, channel in page
        if receipt.id is not None
    ]


async def _copies(
    db: AsyncSession, receipts: Sequence[Receipt]
) -> dict[int | None, Receipt | SignedCopy]:
    ids = [receipt.signed_id for receipt in receipts if receipt.signed_id is not None]
    if not ids:
        return {}
    rows = await db.exec(select(SignedCopy).where(col(SignedCopy.id).in_(ids)))
    return {copy.id: copy for copy in rows}


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
