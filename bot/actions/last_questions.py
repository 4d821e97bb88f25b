"""What a person asked last, so that the next line can go on from it."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.asking import Intent, Question
from bot.rules.members import Member
from bot.rules.plans import Kind
from storage.tables import LastQuestion

GOES_ON_FOR = timedelta(minutes=15)
"""After that a line is no longer taken to go on from the one before it."""


async def keep_last(
    db: AsyncSession, member: Member, intent: Intent, kind: Kind, now: datetime
) -> None:
    """Keep what was asked, and the kind of duty that was answered about."""
    row = await db.get(LastQuestion, member.id)
    if row is None:
        row = LastQuestion(member_id=member.id, intent=intent, kind=kind, asked_at=now)
    row.intent, row.kind, row.asked_at = intent.value, kind, now
    db.add(row)


async def last_of(db: AsyncSession, member: Member, now: datetime) -> Question | None:
    """What was asked within the last quarter of an hour; None if nothing was."""
    row = await db.get(LastQuestion, member.id)
    if row is None or not timedelta() <= now - row.asked_at <= GOES_ON_FOR:
        return None
    return Question(Intent(row.intent), row.kind, row.kind.value, 1.0)
