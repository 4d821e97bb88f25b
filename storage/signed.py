"""Queries on signed copies: what awaits one, what came, which units lack it."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.files import FilePart
from bot.rules.registrations import REGISTERED
from bot.rules.reports import REPORTED
from bot.rules.signed import SignedView, ToSign
from storage.obligations import has_signed_registration, has_signed_report
from storage.tables import Member, Receipt, Registration, Report, SignedCopy, SignedFile


async def to_sign(db: AsyncSession, unit_id: int, obligation_id: int) -> ToSign | None:
    """What stands of the unit for the obligation, neither returned nor replaced."""
    here = select(Report.id, Report.version, has_signed_report()).where(
        col(Report.unit_id) == unit_id,
        col(Report.obligation_id) == obligation_id,
        col(Report.state).in_(REPORTED),
    )
    if row := (await db.exec(here)).first():
        return ToSign(row[0], None, row[1], bool(row[2]))
    registered = select(Registration.id, Registration.version, has_signed_registration()).where(
        col(Registration.unit_id) == unit_id,
        col(Registration.obligation_id) == obligation_id,
        col(Registration.state).in_(REGISTERED),
    )
    if row := (await db.exec(registered)).first():
        return ToSign(None, row[0], row[1], bool(row[2]))
    return None


async def stands_unsigned(db: AsyncSession, record: Report | Registration) -> bool:
    """Whether this very version stands and has no signed copy yet."""
    found = await to_sign(db, record.unit_id, record.obligation_id)
    if found is None or found.is_signed:
        return False
    return record.id == (found.report_id if isinstance(record, Report) else found.registration_id)


async def newest_signed(
    db: AsyncSession, *, report_id: int | None, registration_id: int | None
) -> SignedView | None:
    """The newest signed copy of a report or of a registration, if any."""
    of = (
        col(SignedCopy.report_id) == report_id
        if report_id is not None
        else col(SignedCopy.registration_id) == registration_id
    )
    rows = await db.exec(
        select(SignedCopy.id, Receipt, Member.name)
        .join(Receipt, col(Receipt.signed_id) == col(SignedCopy.id))
        .join(Member, col(Member.id) == col(SignedCopy.member_id))
        .where(of)
        .order_by(col(SignedCopy.id).desc())
    )
    row = rows.first()
    if row is None or row[0] is None:
        return None
    id_, receipt, member = row
    late = None if receipt.closes_at is None else receipt.late
    files = await signed_files(db, id_)
    return SignedView(id_, receipt.number, receipt.counted_at, member, files, late)


async def signed_files(db: AsyncSession, signed_id: int | None) -> tuple[FilePart, ...]:
    """The files of a signed copy, in order."""
    rows = await db.exec(
        select(SignedFile)
        .where(col(SignedFile.signed_id) == signed_id)
        .order_by(col(SignedFile.position))
    )
    return tuple(
        FilePart(row.name, row.mime, row.size, row.sha256, row.telegram_file_id) for row in rows
    )


def lacks_signed(obligation_id: int, unit_id: Any) -> ColumnElement[bool]:
    """The SQL of «handed in, and the signed copy is missing», whether it counts or not."""
    report = exists().where(
        col(Report.unit_id) == unit_id,
        col(Report.obligation_id) == obligation_id,
        col(Report.state).in_(REPORTED),
        ~has_signed_report(),
    )
    registration = exists().where(
        col(Registration.unit_id) == unit_id,
        col(Registration.obligation_id) == obligation_id,
        col(Registration.state).in_(REGISTERED),
        ~has_signed_registration(),
    )
    return or_(report, registration)
