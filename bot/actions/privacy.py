"""A person's own data: taking it and erasing it. The unit's records stay."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.members import Address, Language, Member
from storage.tables import Dialogue, Office, PutOff, Seat
from storage.tables import Member as MemberRow


async def data_of(db: AsyncSession, member: Member) -> dict[str, Any]:
    """Everything kept about the person, as JSON values."""
    row = await db.get_one(MemberRow, member.id)
    return {
        "telegram_id": row.telegram_id,
        "name": row.name,
        "phone": row.phone,
        "language": row.language,
        "address": row.address,
        "reminder_hour": row.reminder_hour,
        "consented_at": row.consented_at.isoformat() if row.consented_at else None,
        "posts": [
            {
                "role": post.role,
                "organisation": post.organisation,
                "unit": post.unit,
                "since_at": post.since_at.isoformat(),
            }
            for post in member.posts
        ],
    }


async def erase(db: AsyncSession, member: Member, now: datetime) -> None:
    """Forget name, number, settings and half-filled forms, and end every post.

    The row itself stays, nameless, because registrations and reports point to it.
    """
    note(db, member, "erased", str(member.id), now=now)
    for table in (Seat, Office):
        held = col(table.member_id) == member.id, col(table.until_at).is_(None)
        await db.exec(update(table).where(*held).values(until_at=now))
    await db.exec(delete(Dialogue).where(col(Dialogue.member_id) == member.id))
    await db.exec(delete(PutOff).where(col(PutOff.member_id) == member.id))
    row = await db.get_one(MemberRow, member.id)
    row.name, row.phone, row.speaks_as = "", None, None
    row.language, row.address = Language.VI, Address.UNIT
    row.reminder_hour, row.consented_at = None, None
    # No longer theirs: coming back begins a new person. Telegram's own ids are positive.
    row.telegram_id = -member.id
