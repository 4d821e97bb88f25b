"""Officers and links of an organisation that becomes a part of another."""

from datetime import datetime

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Role
from storage.organisations import officer_ids, offices_of
from storage.tables import Invite, Office
from storage.tables import Member as MemberRow


async def officers_who_come(db: AsyncSession, of_id: int) -> tuple[str, ...]:
    """The names of those who hold an office in the organisation."""
    return tuple(office.name for office in await offices_of(db, of_id))


async def move_offices(db: AsyncSession, of_id: int, into_id: int, now: datetime) -> None:
    """Let everybody with an office be an officer of the other organisation, once.

    Whoever spoke from the office that ends speaks from the other.
    """
    there = set(await officer_ids(db, into_id))
    held = select(Office).where(
        col(Office.organisation_id) == of_id, col(Office.until_at).is_(None)
    )
    for office in (await db.exec(held.order_by(col(Office.id)))).all():
        office.until_at = now
        if office.member_id not in there:
            db.add(
                Office(
                    organisation_id=into_id,
                    member_id=office.member_id,
                    role=Role.OFFICER,
                    since_at=office.since_at,
                )
            )
        await db.flush()
        new = select(Office.id).where(
            col(Office.organisation_id) == into_id,
            col(Office.member_id) == office.member_id,
            col(Office.until_at).is_(None),
        )
        key = f"o{(await db.exec(new)).one()}"
        spoke = (
            col(MemberRow.id) == office.member_id,
            col(MemberRow.speaks_as) == f"o{office.id}",
        )
        await db.exec(update(MemberRow).where(*spoke).values(speaks_as=key))


async def move_invites(db: AsyncSession, of_id: int, into_id: int) -> None:
    """Let links lead to the other organisation; one to own this one makes an officer there."""
    own = col(Invite.organisation_id) == of_id
    unused = own, col(Invite.used_at).is_(None), col(Invite.role) == Role.OWNER
    await db.exec(update(Invite).where(*unused).values(role=Role.OFFICER))
    await db.exec(update(Invite).where(own).values(organisation_id=into_id))
