"""The audit trail: every act that changes something leaves a row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Member
from storage.tables import AuditEntry


def note(
    db: AsyncSession,
    member: Member | None,
    act: str,
    subject: str,
    *,
    now: datetime,
    organisation_id: int | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Record who did what. The organisation is the one the member speaks in, unless named."""
    if organisation_id is None and member is not None and member.post is not None:
        organisation_id = member.post.organisation_id
    db.add(
        AuditEntry(
            organisation_id=organisation_id,
            member_id=member.id if member else None,
            at=now,
            act=act,
            subject=subject,
            before=before,
            after=after,
        )
    )


async def note_each(
    db: AsyncSession,
    member: Member | None,
    act: str,
    subjects: Sequence[str],
    *,
    now: datetime,
    organisation_id: int,
) -> None:
    """Record the same act on many subjects, a row each, in one statement."""
    rows = [
        {
            "organisation_id": organisation_id,
            "member_id": member.id if member else None,
            "at": now,
            "act": act,
            "subject": subject,
        }
        for subject in subjects
    ]
    if rows:
        await (await db.connection()).execute(insert(AuditEntry), rows)
