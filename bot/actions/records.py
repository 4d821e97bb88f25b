"""Officers looking through what arrived."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.receipts import read_receipt
from bot.actions.registrations import read_registration
from bot.actions.reports import read_report
from bot.rules.members import Member, check_officer
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationView
from bot.rules.reports import ReportView
from storage.records import Arrival, arrivals_of, receipt_id_of

__all__ = ["Arrival", "arrivals", "arrived_registration", "arrived_report"]


async def arrivals(
    db: AsyncSession, member: Member, unit_id: int = 0, *, offset: int = 0, limit: int = 8
) -> list[Arrival]:
    """What units handed in, newest first; of one unit unless 0. Raises NotAllowed."""
    post = check_officer(member)
    return await arrivals_of(db, post.organisation_id, unit_id, offset=offset, limit=limit)


async def arrived_report(
    db: AsyncSession, member: Member, report_id: int
) -> tuple[ReportView, ReceiptView]:
    """A report and its receipt, for officers. Raises NotAllowed."""
    check_officer(member)
    report = await read_report(db, member, report_id)
    return report, await read_receipt(db, await receipt_id_of(db, report_id=report_id))


async def arrived_registration(
    db: AsyncSession, member: Member, registration_id: int
) -> tuple[RegistrationView, ReceiptView]:
    """A registration and its receipt, for officers. Raises NotAllowed."""
    check_officer(member)
    view = await read_registration(db, member, registration_id)
    receipt_id = await receipt_id_of(db, registration_id=registration_id)
    return view, await read_receipt(db, receipt_id)
