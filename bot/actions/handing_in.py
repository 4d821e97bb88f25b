"""What reports and registrations have in common: proof, who hears of them, who may see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.actions.promises import end_promise
from bot.actions.receipts import issue_receipt
from bot.actions.verifying import sign_receipt
from bot.rules.members import Member, NotAllowed
from bot.rules.obligations import Duty
from bot.rules.outbox import Lane
from bot.rules.reports import Verdict
from storage.tables import Member as MemberRow
from storage.tables import Obligation, Registration, Report, SignedCopy, Unit
from storage.units import seats_of

Record = Report | Registration

ACTS: dict[type[Record | SignedCopy], tuple[str, str]] = {
    Report: ("reported", "report"),
    Registration: ("registered", "registration"),
    SignedCopy: ("signed copy attached", "signed"),
}
"""What the journal says of each, and what it is called in messages and receipts."""


class Facts(TypedDict):
    """What the view of either record says first."""

    id: int
    unit: str
    unit_id: int
    obligation_id: int
    obligation: str
    member: str
    version: int


async def prove(
    db: AsyncSession,
    member: Member,
    duty: Duty,
    verdict: Verdict,
    record: Record | SignedCopy,
    now: datetime,
    key: bytes,
    also: Sequence[int] = (),
) -> int:
    """Issue and sign the receipt of a record just kept, owe it to the sender, tell the officers.

    A day that the unit had promised for it is past caring.
    `also` get it: members who filled in the form with the sender. What an officer entered is owed
    to those who speak for the unit. Gives the receipt's id.
    """
    assert record.id is not None
    done, kind = ACTS[type(record)]
    asked, of_kind = duty.obligation, {f"{kind}_id": record.id}
    receipt_id = await issue_receipt(db, duty.unit_id, asked, verdict, now, **of_kind)
    await sign_receipt(db, receipt_id, key)
    await end_promise(db, duty.unit_id, asked.id)
    note(db, member, done, asked.title, now=now, after={"receipt": receipt_id})
    details = {"receipt": receipt_id}
    await tell_officers(
        db,
        asked.organisation_id,
        f"{kind}_arrived",
        {**details, kind: record.id},
        now,
        besides=member.id,
    )
    for reader in await _readers(db, member, duty.unit_id, also):
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=reader,
            organisation_id=asked.organisation_id,
            message="receipt",
            details=details,
            due_at=now,
        )
    return receipt_id


async def _readers(
    db: AsyncSession, member: Member, unit_id: int, also: Sequence[int]
) -> list[int]:
    if member.is_officer:
        return [seat.member_id for seat in await seats_of(db, unit_id)]
    return [member.id, *(id_ for id_ in also if id_ != member.id)]


async def unit_for(db: AsyncSession, member: Member, record: Record | None) -> Unit:
    """The unit of a record, for its own people and its organisation's officers.

    Raises NotAllowed for anyone else, and for a record that is not there.
    """
    unit = await db.get(Unit, record.unit_id) if record else None
    post = member.post
    if unit is None or post is None:
        raise NotAllowed
    own_office = post.is_office and post.organisation_id == unit.organisation_id
    if post.unit_id != unit.id and not own_office:
        raise NotAllowed
    return unit


async def facts_of(db: AsyncSession, record: Record) -> Facts:
    """Whose record it is, what it answers, and who sent it."""
    assert record.id is not None
    unit = await db.get_one(Unit, record.unit_id)
    obligation = await db.get_one(Obligation, record.obligation_id)
    member = await db.get_one(MemberRow, record.member_id)
    return Facts(
        id=record.id,
        unit=unit.name,
        unit_id=record.unit_id,
        obligation_id=record.obligation_id,
        obligation=obligation.title,
        member=member.name,
        version=record.version,
    )
