"""A person's own data: taking it and erasing it. The unit's records stay."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.members import Address, Language, LastOwner, Member, Role
from storage.acknowledgements import acknowledged_by
from storage.groups import groups_added_by
from storage.tables import Dialogue, LastQuestion, Office, Place, PutOff, Seat
from storage.tables import Member as MemberRow


async def data_of(db: AsyncSession, member: Member) -> dict[str, Any]:
    """Everything kept about the person, as JSON values."""
    row = await db.get_one(MemberRow, member.id)
    put_off = await db.get(PutOff, member.id)
    return {
        "telegram_id": row.telegram_id,
        "name": row.name,
        "phone": row.phone,
        "language": row.language,
        "address": row.address,
        "reminder_hour": row.reminder_hour,
        "reminders_wait_until": put_off.until_on.isoformat() if put_off else None,
        "consented_at": row.consented_at.isoformat() if row.consented_at else None,
        "unreachable_since": row.blocked_at.isoformat() if row.blocked_at else None,
        "unreachable_because": row.lost_because,
        "posts": [
            {
                "role": post.role,
                "organisation": post.organisation,
                "unit": post.unit,
                "since_at": post.since_at.isoformat(),
            }
            for post in member.posts
        ],
        "notices_confirmed": [
            {"organisation": organisation, "number": number, "at": at.isoformat()}
            for organisation, number, at in await acknowledged_by(db, member.id)
        ],
        "groups": [
            {"title": group.title, "added_at": group.added_at.isoformat()}
            for group in await groups_added_by(db, member.id)
        ],
    }


async def erase(db: AsyncSession, member: Member, now: datetime) -> None:
    """Forget name, number, settings and half-filled forms, and end every post.

    The row itself stays, nameless, because registrations and reports point to it. Raises
    LastOwner for whoever would leave an organisation without one.
    """
    await _check_not_last_owner(db, member)
    note(db, member, "erased", str(member.id), now=now)
    for table in (Seat, Office):
        held = col(table.member_id) == member.id, col(table.until_at).is_(None)
        await db.exec(update(table).where(*held).values(until_at=now))
    await db.exec(delete(Dialogue).where(col(Dialogue.member_id) == member.id))
    await db.exec(delete(Place).where(col(Place.member_id) == member.id))
    for own in (PutOff, LastQuestion):
        await db.exec(delete(own).where(col(own.member_id) == member.id))
    row = await db.get_one(MemberRow, member.id)
    row.name, row.phone, row.speaks_as = "", None, None
    row.language, row.address = Language.VI, Address.UNIT
    row.reminder_hour, row.consented_at, row.lost_because = None, None, ""
    # No longer theirs: coming back begins a new person. Telegram's own ids are positive.
    row.telegram_id = -member.id


async def _check_not_last_owner(db: AsyncSession, member: Member) -> None:
    for post in member.posts:
        if post.role is not Role.OWNER:
            continue
        others = select(Office.id).where(
            col(Office.organisation_id) == post.organisation_id,
            col(Office.role) == Role.OWNER,
            col(Office.member_id) != member.id,
            col(Office.until_at).is_(None),
        )
        if (await db.exec(others)).first() is None:
            raise LastOwner(post.organisation)
