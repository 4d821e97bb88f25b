"""Signed copies: attached to what was handed in, looked at, and whether they count."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation, own_duty
from bot.actions.handing_in import prove, unit_for
from bot.actions.journal import note
from bot.actions.outages import judge
from bot.rules.files import FilePart
from bot.rules.members import Member, check_manager, check_officer
from bot.rules.obligations import Duty, UnknownObligation, can_register, can_report
from bot.rules.signed import (
    NewerVersion,
    NothingToSign,
    SignedDraft,
    SignedView,
    ToSign,
    check_pages,
    check_scan,
)
from storage.locking import hold
from storage.signed import newest_signed, to_sign
from storage.tables import Obligation, Registration, Report, SignedCopy, SignedFile, Unit


async def own_to_sign(db: AsyncSession, member: Member, obligation_id: int) -> tuple[Duty, ToSign]:
    """What a signed copy of the member's unit would be of. Raises NothingToSign."""
    _, unit_id = check_manager(member)
    duty = await own_duty(db, member, obligation_id)
    found = await to_sign(db, unit_id, obligation_id)
    if found is None:
        raise NothingToSign
    return duty, found


async def submit_signed(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    draft: SignedDraft,
    version: int,
    now: datetime,
    key: bytes,
    also: Sequence[int] = (),
) -> int:
    """Attach a signed copy to the `version` its pages were compared with; gives the receipt's id.

    Where the signed copy counts, its moment decides on time or late; else the verdict of what it
    is attached to stands. An earlier copy stays on record. Officers hear of it; the receipt is
    owed to the sender and to those `also` named. Raises NoPages, NotAScan, NothingToSign,
    NewerVersion.
    """
    _, unit_id = check_manager(member)
    check_pages(draft)
    for part in draft.files:
        check_scan(part)
    await hold(db, Unit, unit_id)
    duty, of = await own_to_sign(db, member, obligation_id)
    if of.version != version:
        raise NewerVersion(of.version)
    copy = await _keep(db, member, unit_id, obligation_id, of, draft.files)
    # An enclosure has a moment, and nothing to be late for.
    term = duty.term if duty.obligation.signed_counts else None
    verdict = await judge(db, term, draft.completed_at, now)
    return await prove(db, member, duty, verdict, copy, now, key, also)


async def set_counting(
    db: AsyncSession, member: Member, obligation_id: int, *, signed: bool, now: datetime
) -> None:
    """Choose what counts for an obligation: confirmed answers, or the signed copy.

    Nobody is told of it by itself. Raises NotAllowed, UnknownObligation.
    """
    check_officer(member)
    obligation = await asked_obligation(db, member, obligation_id)
    if not can_register(obligation) and not can_report(obligation):
        raise UnknownObligation
    await hold(db, Obligation, obligation_id)
    row = await db.get_one(Obligation, obligation_id, populate_existing=True)
    if row.signed_counts == signed:
        return
    row.signed_counts = signed
    before, after = {"signed_counts": not signed}, {"signed_counts": signed}
    note(db, member, "counting set", row.title, now=now, before=before, after=after)


async def signed_of_report(db: AsyncSession, member: Member, report_id: int) -> SignedView:
    """The newest signed copy of a report. Raises NotAllowed, NothingToSign."""
    await unit_for(db, member, await db.get(Report, report_id))
    return _found(await newest_signed(db, report_id=report_id, registration_id=None))


async def signed_of_registration(
    db: AsyncSession, member: Member, registration_id: int
) -> SignedView:
    """The newest signed copy of a registration. Raises NotAllowed, NothingToSign."""
    await unit_for(db, member, await db.get(Registration, registration_id))
    return _found(await newest_signed(db, report_id=None, registration_id=registration_id))


def _found(copy: SignedView | None) -> SignedView:
    if copy is None:
        raise NothingToSign
    return copy


async def _keep(
    db: AsyncSession,
    member: Member,
    unit_id: int,
    obligation_id: int,
    of: ToSign,
    files: Sequence[FilePart],
) -> SignedCopy:
    row = SignedCopy(
        registration_id=of.registration_id,
        report_id=of.report_id,
        unit_id=unit_id,
        obligation_id=obligation_id,
        member_id=member.id,
        version=of.version,
    )
    db.add(row)
    await db.flush()
    assert row.id is not None
    for position, part in enumerate(files):
        db.add(
            SignedFile(
                signed_id=row.id,
                position=position,
                name=part.name,
                mime=part.mime,
                size=part.size,
                sha256=part.sha256,
                telegram_file_id=part.telegram_file_id,
            )
        )
    await db.flush()
    return row
