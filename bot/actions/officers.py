"""Telling the officers of an organisation."""

from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import put
from bot.rules.outbox import Lane
from storage.organisations import officer_ids


async def tell_officers(
    db: AsyncSession,
    organisation_id: int,
    message: str,
    details: dict[str, Any],
    now: datetime,
    *,
    besides: int | None = None,
    key: str = "",
) -> None:
    """Owe every officer a message, but not the one who caused it (`besides`, a member's id).

    With a `key` nobody is owed it twice.
    """
    for officer_id in await officer_ids(db, organisation_id):
        if officer_id != besides:
            await put(
                db,
                lane=Lane.ANSWER,
                member_id=officer_id,
                organisation_id=organisation_id,
                message=message,
                details=details,
                due_at=now,
                key=f"{key}:{officer_id}" if key else None,
            )
