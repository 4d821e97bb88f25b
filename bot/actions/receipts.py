"""Receipts: numbered per plan, issued in the transaction that keeps what they prove."""

from datetime import datetime

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.answers import NO_ANSWERS, Answers
from bot.rules.codes import new_receipt_code
from bot.rules.files import FilePart
from bot.rules.obligations import Obligation
from bot.rules.receipts import ReceiptView
from bot.rules.reports import Verdict
from storage.answers import answers_of
from storage.obligations import obligation_by_id
from storage.tables import Member as MemberRow
from storage.tables import Plan, Receipt, Registration, Report, ReportFile, Unit


async def issue_receipt(
    db: AsyncSession,
    unit_id: int,
    obligation: Obligation,
    verdict: Verdict,
    now: datetime,
    *,
    report_id: int | None = None,
    registration_id: int | None = None,
) -> int:
    """Number and keep a receipt; gives its id. Numbers of a plan have no gaps."""
    numbered = (
        update(Plan)
        .where(col(Plan.id) == obligation.plan_id)
        .values(last_receipt=col(Plan.last_receipt) + 1)
        .returning(col(Plan.last_receipt))
    )
    number = (await db.exec(numbered)).scalar_one()
    receipt = Receipt(
        plan_id=obligation.plan_id,
        number=number,
        code=new_receipt_code(),
        unit_id=unit_id,
        obligation_id=obligation.id,
        report_id=report_id,
        registration_id=registration_id,
        counted_at=verdict.counted_at,
        issued_at=now,
        closes_at=verdict.closes_at,
        late=verdict.late,
        basis=verdict.basis,
        shifted=verdict.shifted,
    )
    db.add(receipt)
    await db.flush()
    assert receipt.id is not None
    return receipt.id


async def read_receipt(db: AsyncSession, receipt_id: int) -> ReceiptView:
    """A receipt as it was issued."""
    receipt = await db.get_one(Receipt, receipt_id)
    unit = await db.get_one(Unit, receipt.unit_id)
    obligation = await obligation_by_id(db, unit.organisation_id, receipt.obligation_id)
    assert obligation is not None
    record: Report | Registration
    if receipt.report_id is not None:
        record = await db.get_one(Report, receipt.report_id)
    else:
        record = await db.get_one(Registration, receipt.registration_id)
    member = await db.get_one(MemberRow, record.member_id)
    return ReceiptView(
        number=receipt.number,
        code=receipt.code,
        organisation_id=unit.organisation_id,
        unit_id=receipt.unit_id,
        unit=unit.name,
        member=member.name,
        obligation=obligation,
        version=record.version,
        verdict=Verdict(
            receipt.counted_at, receipt.closes_at, receipt.late, receipt.basis, receipt.shifted
        ),
        issued_at=receipt.issued_at,
        files=await _files(db, receipt.report_id),
        words=record.words if isinstance(record, Report) else "",
        report_id=receipt.report_id,
        registration_id=receipt.registration_id,
        answers=await _answers(db, receipt.report_id),
    )


async def _answers(db: AsyncSession, report_id: int | None) -> Answers:
    return NO_ANSWERS if report_id is None else await answers_of(db, report_id)


async def _files(db: AsyncSession, report_id: int | None) -> tuple[FilePart, ...]:
    rows = await db.exec(
        select(ReportFile)
        .where(col(ReportFile.report_id) == report_id)
        .order_by(col(ReportFile.position))
    )
    return tuple(
        FilePart(row.name, row.mime, row.size, row.sha256, row.telegram_file_id) for row in rows
    )
