"""Taking in updates that arrive one by one: those that come together are stored together."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from bot.actions.inbox import last_update_id, store
from bot.clock import Clock
from bot.delivery.gaps import Gaps
from bot.delivery.hearing import Hearing
from storage.database import Database

BATCH = 100


class NotTaking(Exception):
    """Not yet, or no more: Telegram keeps the update and comes again."""


class Intake:
    """Stores what a webhook brings; `stored` is called after every commit.

    While one batch is being committed the next gathers, so a crowd costs a few inserts. What is
    stored may be handled up to `limit`: see Gaps.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        stored: Callable[[], None] = lambda: None,
        gaps: Gaps | None = None,
        hearing: Hearing | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._stored = stored
        self._gaps = gaps or Gaps()
        self._hearing = hearing or Hearing()
        self._arrived: deque[tuple[dict[str, Any], asyncio.Future[None]]] = deque()
        self._storing: asyncio.Task[None] | None = None
        self._is_taking = False
        self._stopped = asyncio.Event()

    async def begin(self) -> None:
        """Take updates from now on. The tables must be there."""
        await self.catch_up()
        self._is_taking = True

    async def catch_up(self) -> None:
        """All that is stored by now may be handled: whoever begins to handle calls this first."""
        async with self._database.reading() as db:
            self._gaps.begin(await last_update_id(db))

    async def run(self) -> None:
        """Return after `stop`, when all that was taken is stored."""
        await self._stopped.wait()
        if self._storing is not None:
            await self._storing

    def stop(self) -> None:
        """Take nothing more."""
        self._is_taking = False
        self._stopped.set()

    async def take(self, update: dict[str, Any]) -> None:
        """Return once the update is committed; one we have already is as good.

        Raises NotTaking, or what the database raises; it is not stored then.
        """
        if not self._is_taking:
            raise NotTaking
        done = asyncio.get_running_loop().create_future()
        self._arrived.append((update, done))
        if self._storing is None:
            self._storing = asyncio.create_task(self._store_all())
        await done

    def note(self, numbers: Iterable[int]) -> None:
        """These are stored, by this process or another."""
        self._gaps.note(numbers)
        self._stored()
        if self._gaps.is_waiting:
            # Nobody else would look again when the missing one never comes.
            asyncio.get_running_loop().call_later(self._gaps.patience, self._stored)

    def limit(self) -> int:
        """The highest number that may be handled now."""
        return self._gaps.limit()

    async def _store_all(self) -> None:
        while self._arrived:
            count = min(len(self._arrived), BATCH)
            batch = [self._arrived.popleft() for _ in range(count)]
            error = await self._store([update for update, _ in batch])
            for _, done in batch:
                _settle(done, error)
        self._storing = None

    async def _store(self, updates: list[dict[str, Any]]) -> Exception | None:
        try:
            async with self._database.transaction() as db:
                await self._hearing.note(db, self._clock.now())
                await store(db, updates, self._clock.now())
        except Exception as error:
            self._hearing.lost()
            return error
        self._hearing.heard()
        self.note(update["update_id"] for update in updates)
        return None


def _settle(done: asyncio.Future[None], error: Exception | None) -> None:
    if done.done():  # whoever brought it has hung up
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
