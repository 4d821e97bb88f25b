"""Whether we hear Telegram just now."""

import time
from collections.abc import Callable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outages import hear_again
from storage.database import Database

STALE = 150.0
"""So long the last sign counts: a webhook is looked after once a minute, a poll lasts half."""


class Hearing:
    """Remembers the last sign that Telegram reaches us; deaf until the first.

    Signs grow old by the machine's time, so that a machine that slept knows it did. What we did
    not hear is kept as an outage, in campaign time, by the first sign after it.
    """

    def __init__(self, real_time: Callable[[], float] = time.time) -> None:
        self._real_time = real_time
        self._heard_at: float | None = None

    @property
    def is_deaf(self) -> bool:
        """Whether there was no sign lately."""
        heard_at = self._heard_at
        return heard_at is None or abs(self._real_time() - heard_at) > STALE

    def heard(self) -> None:
        """There was a sign, and what it brought is stored."""
        self._heard_at = self._real_time()

    def lost(self) -> None:
        """Telegram does not reach us, or what it brings cannot be stored."""
        self._heard_at = None

    async def hear(self, database: Database, now: datetime) -> None:
        """There was a sign that brought nothing to store."""
        if self.is_deaf:
            async with database.transaction() as db:
                await self.note(db, now)
        self.heard()

    async def note(self, db: AsyncSession, now: datetime) -> None:
        """End the outage if there was one, in the transaction that stores what came."""
        if self.is_deaf:
            await hear_again(db, now)
