"""People whom the bot can no longer write to: officers hear of it and can call them."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.officers import tell_officers
from storage.units import organisations_spoken_for


async def tell_of_lost(db: AsyncSession, member_ids: Collection[int], now: datetime) -> None:
    """Owe the officers of every organisation these people speak in the news, once a day each."""
    for member_id in sorted(member_ids):
        for organisation_id in await organisations_spoken_for(db, member_id):
            details = {"member": member_id, "organisation": organisation_id}
            key = f"lost:{member_id}:{now.date()}"
            await tell_officers(
                db, organisation_id, "member_lost", details, now, besides=member_id, key=key
            )
