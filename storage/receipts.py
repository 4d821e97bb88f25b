"""The receipts of a unit, and which of them count."""

from dataclasses import dataclass

from sqlalchemy import exists, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.channels import Channel
from bot.rules.deadlines import Term
from bot.rules.obligations import HandedIn
from storage.tables import Member, Receipt, Registration, Report, ReportFile


@dataclass(frozen=True, slots=True)
class Held:
    """A receipt with what it is of: signed itself or not, by which way it came, who entered it.

    `attached`: it is of a signed copy that was no more than an enclosure when it came.
    """

    receipt: Receipt
    signed: bool
    channel: Channel
    member: str

    @property
    def attached(self) -> bool:
        return self.receipt.signed_id is not None and self.receipt.closes_at is None


async def held_by(db: AsyncSession, unit_id: int) -> dict[int, list[Held]]:
    """Every receipt of the unit by obligation, oldest first."""
    channel = func.coalesce(col(Report.channel), col(Registration.channel))
    by = func.coalesce(col(Report.member_id), col(Registration.member_id))
    signed = or_(
        col(Receipt.signed_id).is_not(None),
        exists().where(col(ReportFile.report_id) == col(Receipt.report_id)),
        channel != Channel.BOT,
    )
    rows = await db.exec(
        select(Receipt, signed, channel, Member.name)
        .join(Report, col(Report.id) == col(Receipt.report_id), isouter=True)
        .join(Registration, col(Registration.id) == col(Receipt.registration_id), isouter=True)
        .join(Member, col(Member.id) == by, isouter=True)
        .where(col(Receipt.unit_id) == unit_id)
        .order_by(col(Receipt.id))
    )
    found: dict[int, list[Held]] = {}
    for receipt, is_signed, way, member in rows:
        held = Held(receipt, bool(is_signed), way or Channel.BOT, member or "")
        found.setdefault(receipt.obligation_id, []).append(held)
    return found


def counting(receipts: list[Held], term: Term | None, *, signed: bool) -> list[HandedIn]:
    """The receipts that count: where the `signed` copy does, those that hold one, else all others.

    `term` is the one of what is handed in first.
    """
    of_record = [held for held in receipts if held.receipt.signed_id is None]
    counted = [held for held in receipts if held.signed] if signed else of_record
    return [_handed_in(held, term) for held in counted]


def _handed_in(held: Held, term: Term | None) -> HandedIn:
    receipt = held.receipt
    over = term is not None and term.is_over(receipt.counted_at)
    # A date moved back makes good what was late; one moved forward takes nothing from anybody.
    late = over if held.attached else receipt.late and (term is None or over)
    officer = held.member if held.channel != Channel.BOT else ""
    return HandedIn(receipt.number, receipt.counted_at, late, held.channel, officer)
