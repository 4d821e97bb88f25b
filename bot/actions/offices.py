"""The officers of an organisation, as its owner sees them."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.members import Member, NotAllowed, Role, check_owner
from bot.rules.outbox import Lane
from storage.fanning import drop_for
from storage.invites import OpenInvite, open_invites
from storage.organisations import OfficeRow, offices_of
from storage.tables import Office


async def own_officers(db: AsyncSession, member: Member) -> list[OfficeRow]:
    """Who runs the campaign, the owner first. Raises NotAllowed for anyone but the owner."""
    return await offices_of(db, check_owner(member).organisation_id)


async def officer_invites(db: AsyncSession, member: Member, now: datetime) -> list[OpenInvite]:
    """The links to an officer's post that may still be used. Raises as `own_officers`."""
    return await open_invites(db, check_owner(member).organisation_id, None, now)


async def read_officer(db: AsyncSession, member: Member, office_id: int) -> OfficeRow:
    """One officer's post, held now. Raises NotAllowed for anyone but the owner, or elsewhere."""
    for office in await own_officers(db, member):
        if office.id == office_id:
            return office
    raise NotAllowed


async def dismiss_officer(db: AsyncSession, member: Member, office_id: int, now: datetime) -> str:
    """End an officer's post at once and tell them; gives the name.

    Raises NotAllowed for an owner's post: an organisation is never left without one.
    """
    office = await read_officer(db, member, office_id)
    if office.role is Role.OWNER or office.member_id == member.id:
        raise NotAllowed
    post = check_owner(member)
    row = (await db.exec(select(Office).where(col(Office.id) == office_id))).one()
    row.until_at = now
    await db.flush()
    await drop_for(db, office.member_id, post.organisation_id)
    note(db, member, "officer dismissed", office.name, now=now, before={"role": office.role})
    await put(
        db,
        lane=Lane.ANSWER,
        member_id=office.member_id,
        message="office_ended",
        details={"organisation": post.organisation},
        due_at=now,
    )
    return office.name
