"""Receipts: numbered per plan, issued in the transaction that keeps what they prove."""

from datetime import datetime

from sqlalchemy import or_
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.answers import NO_ANSWERS, Answers
from bot.rules.channels import Channel
from bot.rules.codes import new_receipt_code
from bot.rules.dialogues import StaleForm
from bot.rules.files import FilePart
from bot.rules.members import Member as MemberInPost
from bot.rules.members import check_manager
from bot.rules.obligations import Obligation
from bot.rules.receipts import ReceiptView
from bot.rules.reports import Verdict
from storage.answers import answers_of
from storage.former_names import name_at
from storage.former_organisations import organisation_name_at
from storage.obligations import obligation_by_id
from storage.organisations import organisation_name
from storage.receipts import receipted_by
from storage.signed import newest_signed, signed_files, stands_unsigned
from storage.tables import Member as MemberRow
from storage.tables import Plan, Receipt, Registration, Report, ReportFile, SignedCopy, Unit


async def issue_receipt(
    db: AsyncSession,
    unit_id: int,
    obligation: Obligation,
    verdict: Verdict,
    now: datetime,
    *,
    report_id: int | None = None,
    registration_id: int | None = None,
    signed_id: int | None = None,
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
        signed_id=signed_id,
        counted_at=verdict.counted_at,
        issued_at=now,
        closes_at=verdict.closes_at,
        late=verdict.late,
        basis=verdict.basis,
        shifted=verdict.shifted,
        returned_at=verdict.returned_at,
    )
    db.add(receipt)
    await db.flush()
    assert receipt.id is not None
    return receipt.id


async def read_receipt(db: AsyncSession, receipt_id: int) -> ReceiptView:
    """A receipt as it was issued, in the names that unit and organisation had then."""
    receipt = await db.get_one(Receipt, receipt_id)
    unit = await db.get_one(Unit, receipt.unit_id)
    obligation = await obligation_by_id(db, unit.organisation_id, receipt.obligation_id)
    assert obligation is not None
    named = await name_at(db, unit, receipt.issued_at)
    organisation, organisation_now = await _issuer(db, receipt, unit.organisation_id)
    record, copy = await _proved(db, receipt)
    report_id = record.id if isinstance(record, Report) else None
    registration_id = record.id if isinstance(record, Registration) else None
    member = await db.get_one(MemberRow, (copy or record).member_id)
    assert copy is None or copy.id is not None
    return ReceiptView(
        number=receipt.number,
        code=receipt.code,
        organisation_id=unit.organisation_id,
        unit_id=receipt.unit_id,
        unit=named,
        unit_now=unit.name if unit.name != named else "",
        organisation=organisation,
        organisation_now=organisation_now,
        member=member.name,
        obligation=obligation,
        version=record.version,
        verdict=Verdict(
            receipt.counted_at,
            receipt.closes_at,
            receipt.late,
            receipt.basis,
            receipt.shifted,
            receipt.returned_at,
        ),
        issued_at=receipt.issued_at,
        files=await (_files(db, report_id) if copy is None else signed_files(db, copy.id)),
        words=record.words if isinstance(record, Report) and copy is None else "",
        report_id=report_id,
        registration_id=registration_id,
        signed_id=receipt.signed_id,
        channel=record.channel if copy is None else Channel.BOT,
        attached_to=await _attached_to(db, receipt, record) if copy else None,
        signed=await newest_signed(db, report_id=report_id, registration_id=registration_id),
        awaits_signed=copy is None and await stands_unsigned(db, record),
        answers=await _answers(db, report_id if copy is None else None),
    )


async def own_receipt(db: AsyncSession, member: MemberInPost, obligation_id: int) -> ReceiptView:
    """The newest receipt with a verdict that the member's unit has for an obligation.

    Raises NoPost, NotAllowed for officers, StaleForm where there is none.
    """
    _, unit_id = check_manager(member)
    newest = (
        select(Receipt.id)
        .where(
            col(Receipt.unit_id) == unit_id,
            col(Receipt.obligation_id) == obligation_id,
            or_(col(Receipt.signed_id).is_(None), col(Receipt.closes_at).is_not(None)),
        )
        .order_by(col(Receipt.id).desc())
        .limit(1)
    )
    receipt_id = (await db.exec(newest)).first()
    if receipt_id is None:
        raise StaleForm
    return await read_receipt(db, receipt_id)


async def own_receipts(db: AsyncSession, member: MemberInPost) -> list[tuple[int, str]]:
    """What the member's unit has a receipt for: obligations with their titles, the newest first.

    Raises NoPost, NotAllowed for officers.
    """
    _, unit_id = check_manager(member)
    return await receipted_by(db, unit_id)


async def _proved(
    db: AsyncSession, receipt: Receipt
) -> tuple[Report | Registration, SignedCopy | None]:
    """The report or registration that a receipt is of, and the signed copy if it is of that."""
    copy = None if receipt.signed_id is None else await db.get_one(SignedCopy, receipt.signed_id)
    of = copy or receipt
    if of.report_id is not None:
        return await db.get_one(Report, of.report_id), copy
    return await db.get_one(Registration, of.registration_id), copy


async def _issuer(db: AsyncSession, receipt: Receipt, organisation_id: int) -> tuple[str, str]:
    """Who issued it, in the name of that day, and the name of today where that is another."""
    issuer_id = receipt.issuer_id or organisation_id
    then = await organisation_name_at(db, issuer_id, receipt.issued_at)
    now = await organisation_name(db, organisation_id)
    return then, now if now != then else ""


async def _attached_to(
    db: AsyncSession, receipt: Receipt, record: Report | Registration
) -> int | None:
    """The number of the receipt whose verdict stands; None where the signed copy's own does."""
    if receipt.closes_at is not None:
        return None
    of = Receipt.report_id if isinstance(record, Report) else Receipt.registration_id
    return (await db.exec(select(Receipt.number).where(col(of) == record.id))).one()


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
