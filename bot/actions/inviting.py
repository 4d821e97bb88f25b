"""Inviting many units at once: who has joined, who has a link, links for all others."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note_each
from bot.actions.units import own_units
from bot.rules.invites import UnitInvite, joining_of, new_code
from bot.rules.members import INVITE_LASTS, Member, Role, check_officer
from storage.invites import unused_invites
from storage.locking import hold
from storage.tables import Invite, Organisation


async def unit_invites(
    db: AsyncSession, member: Member, bloc_id: int, now: datetime
) -> list[UnitInvite]:
    """The units of a bloc, of none (NO_BLOC), or all (0), by bloc, each with how it stands.

    Raises NotAllowed.
    """
    post = check_officer(member)
    links = await unused_invites(db, post.organisation_id)
    found = []
    for unit in await own_units(db, member, bloc_id):
        code, expires_at = links.get(unit.id, ("", None))
        joining = joining_of(unit.seats, bool(code), expires_at, now)
        standing = UnitInvite(
            unit.id, unit.name, unit.bloc, joining, unit.contact, unit.phone, code, expires_at
        )
        found.append(standing)
    return found


async def invite_all(db: AsyncSession, member: Member, bloc_id: int, now: datetime) -> int:
    """A link for a representative to each unit that has nobody and no link that may be used.

    Gives how many were made: none the second time. Raises NotAllowed.
    """
    post = check_officer(member)
    # Whoever pressed at the same moment waits, and finds them made.
    await hold(db, Organisation, post.organisation_id)
    wanting = [each for each in await unit_invites(db, member, bloc_id, now) if each.wants_link]
    rows = [
        {
            "code": new_code(),
            "organisation_id": post.organisation_id,
            "unit_id": each.unit_id,
            "role": Role.REPRESENTATIVE,
            "created_by": member.id,
            "created_at": now,
            "expires_at": now + INVITE_LASTS,
        }
        for each in wanting
    ]
    if rows:
        await (await db.connection()).execute(insert(Invite), rows)
    subjects = [each.unit for each in wanting]
    await note_each(
        db, member, "unit invited", subjects, now=now, organisation_id=post.organisation_id
    )
    return len(rows)
