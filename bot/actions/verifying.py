"""Signing receipts as they are issued, and verifying them for whoever holds the code."""

from datetime import datetime
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.receipts import read_receipt
from bot.rules.answers import FigureLine
from bot.rules.channels import Channel
from bot.rules.codes import is_genuine, read_code, signature_of
from bot.rules.deadlines import TermBasis
from bot.rules.members import Member
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationState
from bot.rules.reports import ReportState
from bot.rules.verifying import FAILURES_WITHIN, UnknownCode, VerifiedReceipt, check_guesses
from storage.answers import written
from storage.registrations import lines_of
from storage.tables import Receipt, Registration, Report, WrongCode

WITH_LINES = "2:"
"""Before a signature that covers the titles and targets registered. Those from before this was so
have none and stay good; taking it off makes no other signature good."""


async def sign_receipt(db: AsyncSession, receipt_id: int, key: bytes) -> None:
    """Sign a receipt just issued, in the transaction that issued it."""
    receipt = await db.get_one(Receipt, receipt_id)
    view = await read_receipt(db, receipt_id)
    facts = _facts(receipt, view)
    if view.registration_id is None or view.signed_id is not None:
        receipt.signature = signature_of(key, facts)
        return
    facts["lines"] = await _lines(db, view.registration_id)
    receipt.signature = WITH_LINES + signature_of(key, facts)


async def verify_receipt(db: AsyncSession, typed: str, key: bytes) -> VerifiedReceipt:
    """What the receipt with this code says, for anyone.

    Raises UnknownCode for a guessed code and for a record that was altered since it was signed.
    """
    code = read_code(typed)
    if code is None:
        raise UnknownCode
    found = (await db.exec(select(Receipt).where(col(Receipt.code) == code))).first()
    if found is None or found.id is None:
        raise UnknownCode
    view = await read_receipt(db, found.id)
    facts, signature = _facts(found, view), found.signature
    if signature.startswith(WITH_LINES) and view.registration_id is not None:
        facts["lines"] = await _lines(db, view.registration_id)
        signature = signature.removeprefix(WITH_LINES)
    if not is_genuine(key, facts, signature):
        raise UnknownCode
    return VerifiedReceipt(
        code=code,
        number=view.number,
        organisation=view.organisation,
        organisation_now=view.organisation_now,
        unit=view.unit,
        unit_now=view.unit_now,
        title=view.obligation.title,
        plan_number=view.obligation.plan_number,
        version=view.version,
        counted_at=view.verdict.counted_at,
        issued_at=view.issued_at,
        closes_at=view.verdict.closes_at,
        late=view.verdict.late,
        fingerprints=tuple(part.sha256 for part in view.files),
        replaced=await _is_replaced(db, view),
        signed=view.signed_id is not None,
        attached_to=view.attached_to,
        channel=view.channel,
    )


async def check_may_guess(db: AsyncSession, member: Member, now: datetime) -> None:
    """Raise TooManyGuesses when the person typed too many wrong codes within the hour."""
    failures = select(func.count(col(WrongCode.id))).where(
        col(WrongCode.member_id) == member.id, col(WrongCode.at) > now - FAILURES_WITHIN
    )
    check_guesses((await db.exec(failures)).one())


def note_wrong_code(db: AsyncSession, member: Member, now: datetime) -> None:
    """Count a wrong code against the person who typed it."""
    db.add(WrongCode(member_id=member.id, at=now))


def _facts(receipt: Receipt, view: ReceiptView) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "code": receipt.code,
        "plan": receipt.plan_id,
        "number": receipt.number,
        "unit": receipt.unit_id,
        "obligation": receipt.obligation_id,
        "version": view.version,
        "counted_at": receipt.counted_at.isoformat(),
        "issued_at": receipt.issued_at.isoformat(),
        "closes_at": receipt.closes_at.isoformat() if receipt.closes_at else None,
        "late": receipt.late,
        "files": [part.sha256 for part in view.files],
        "words": view.words,
    }
    # Signed only where they say something, so that receipts from before there were any stay good.
    if receipt.basis is not TermBasis.PLAN:
        facts["basis"] = receipt.basis
    if receipt.shifted:
        facts["shifted"] = True
    if receipt.returned_at is not None:
        facts["returned_at"] = receipt.returned_at.isoformat()
    if view.answers.figures:
        facts["figures"] = [_figure(line) for line in view.answers.figures]
    if view.answers.sections:
        facts["sections"] = dict(view.answers.sections)
    if view.signed_id is not None:
        facts["signed"] = [view.report_id, view.registration_id]
    if view.channel is not Channel.BOT:
        facts["channel"] = view.channel
    return facts


async def _lines(db: AsyncSession, registration_id: int) -> list[list[str]]:
    """Every title and target registered, in words and numbers."""
    lines = await lines_of(db, registration_id)
    return [
        *([line.scope, line.title, line.person] for line in lines.titles),
        *(
            [line.indicator, line.measure, written(line.planned), written(line.before)]
            for line in lines.targets
        ),
    ]


def _figure(line: FigureLine) -> list[str]:
    numbers = (line.actual, line.planned, line.before)
    return [line.indicator, line.measure, *(written(number) for number in numbers)]


async def _is_replaced(db: AsyncSession, view: ReceiptView) -> bool:
    if view.signed_id is not None and view.signed and view.signed.id != view.signed_id:
        return True
    if view.report_id is not None:
        return (await db.get_one(Report, view.report_id)).state is ReportState.REPLACED
    registration = await db.get_one(Registration, view.registration_id)
    return registration.state is RegistrationState.REPLACED
