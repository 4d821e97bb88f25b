"""Officers looking through what arrived."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.receipts import read_receipt
from bot.actions.registrations import read_registration
from bot.actions.reports import read_report
from bot.actions.reviews import read_review, review_by_id
from bot.rules.members import Member, check_officer
from bot.rules.obligations import HandedIn
from bot.rules.receipts import ReceiptView
from bot.rules.registrations import RegistrationView
from bot.rules.reports import ReportView
from bot.rules.reviews import RecordRef, ReviewView
from storage.records import (
    Arrival,
    Narrowing,
    Queue,
    arrivals_of,
    count_waiting_of,
    receipt_id_of,
    receipts_of,
    waiting_among,
    waiting_by_bloc,
    waiting_by_obligation,
    waiting_of,
)

__all__ = [
    "Arrival",
    "Narrowing",
    "Queue",
    "arrivals",
    "arrived_registration",
    "arrived_report",
    "count_waiting",
    "narrowing",
    "still_waiting",
    "versions",
    "waiting",
]


async def arrivals(
    db: AsyncSession, member: Member, unit_id: int = 0, *, offset: int = 0, limit: int = 8
) -> list[Arrival]:
    """What units handed in, newest first; of one unit unless 0. Raises NotAllowed."""
    post = check_officer(member)
    return await arrivals_of(db, post.organisation_id, unit_id, offset=offset, limit=limit)


async def count_waiting(db: AsyncSession, member: Member) -> int:
    """How many reports and registrations wait for an officer's word. Raises NotAllowed."""
    return await count_waiting_of(db, check_officer(member).organisation_id)


async def waiting(
    db: AsyncSession,
    member: Member,
    obligation_id: int = 0,
    bloc_id: int = 0,
    *,
    page: int,
    size: int,
) -> Queue:
    """What waits for an officer's word, that which waits longest first. Raises NotAllowed.

    Of one obligation and of one bloc unless 0; a page past the end gives the last there is.
    """
    organisation_id = check_officer(member).organisation_id
    total = await count_waiting_of(db, organisation_id, obligation_id, bloc_id)
    page = min(max(page, 0), max(total - 1, 0) // size)
    found = await waiting_of(
        db, organisation_id, obligation_id, bloc_id, offset=page * size, limit=size
    )
    choices = await narrowing(db, member)
    names = (
        *(each.name for each in choices.obligations if each.id == obligation_id),
        *(each.name for each in choices.blocs if each.id == bloc_id),
    )
    return Queue(tuple(found), total, page, obligation_id, bloc_id, names)


async def still_waiting(
    db: AsyncSession, member: Member, refs: Sequence[RecordRef]
) -> list[Arrival | None]:
    """Each of these records if it waits for an officer's word, else None. Raises NotAllowed."""
    organisation_id = check_officer(member).organisation_id
    found = {each.ref: each for each in await waiting_among(db, organisation_id, refs)}
    return [found.get(ref) for ref in refs]


async def narrowing(db: AsyncSession, member: Member) -> Narrowing:
    """The obligations and blocs of what waits, each with its count. Raises NotAllowed."""
    organisation_id = check_officer(member).organisation_id
    return Narrowing(
        tuple(await waiting_by_obligation(db, organisation_id)),
        tuple(await waiting_by_bloc(db, organisation_id)),
    )


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


async def versions(
    db: AsyncSession, member: Member, ref: RecordRef
) -> list[tuple[HandedIn, ReviewView]]:
    """Every version of what the record's unit handed in for its obligation, newest first.

    Each with its receipt and with what officers said of it; for officers. Raises NotAllowed.
    """
    await read_review(db, member, ref)
    return [
        (
            HandedIn(receipt.number, receipt.counted_at, receipt.late),
            await review_by_id(db, each),
        )
        for each, receipt in await receipts_of(db, ref)
    ]
