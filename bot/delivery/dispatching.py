"""Handling what was stored: one person's updates in order, different people at once."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog

from bot.actions.inbox import StoredUpdate, count_attempt, mark_all_done, waiting
from bot.clock import Clock
from bot.delivery.complaints import Complaint
from storage.database import Database

log = structlog.get_logger()

Handle = Callable[[dict[str, Any]], Awaitable[None]]

MOST_ATTEMPTS = 3
IN_HAND = 512
LEFT_OVER = 5_000
GROUP = 64
POLL = 1.0
GATHER = 0.05


class Dispatcher:
    """Handles stored updates that are not done.

    One person's are handled in order, `at_once` people's together; none numbered beyond `up_to`,
    where that gives a number. The action an update causes marks it done in its own transaction;
    once `handle` returns it is marked anyway, in groups. So after a kill an update with an action
    is handled exactly once, and one that only looked something up perhaps again.

    An update that failed, or killed the process, three times is given up with an error in the
    log. `handle` is meant to answer for its own failures: what it raises is a fault, and the
    person's later updates wait until that is settled.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        handle: Handle,
        *,
        up_to: Callable[[], int | None] = lambda: None,
        at_once: int = 64,
        retry_wait: float = 1.0,
    ) -> None:
        self._database = database
        self._clock = clock
        self._handle = handle
        self._up_to = up_to
        self._slots = asyncio.Semaphore(at_once)
        self._retry_wait = retry_wait
        self._queues: dict[str, deque[StoredUpdate]] = {}
        self._people: set[asyncio.Task[None]] = set()
        self._in_hand: set[int] = set()
        self._handled: list[int] = []
        self._left_over: set[int] = set()
        self._has_more = True
        self._stirred = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False
        self._stumbling = Complaint("inbox.going_on")
        self.turned_at: float | None = None
        """When it last looked what to do, in real time; it does so every second or two."""

    def wake(self) -> None:
        """There may be something to handle. Cheap, from anywhere in the loop."""
        self._has_more = True
        self._stirred.set()

    def stop(self) -> None:
        """Take nothing more up; `run` returns when what is being handled is done, and may be
        called again.
        """
        self._stopping = True
        self._stirred.set()

    async def run(self) -> None:
        """Handle what an earlier process left, then what comes in, until `stop`."""
        while not self._stopping and not await self._succeeds(self.recover):
            pass
        while not self._stopping:
            await self._succeeds(self.handle_waiting)
            if not self._stopping:
                await self._rest(POLL)
        await self._succeeds(self.handle_waiting)
        self._stopping = False

    async def recover(self) -> None:
        """Look at what another process left. To be called before the first handling.

        Something in it may have killed that process. So each is counted as tried before it is
        handled, and what was tried before is handled now, alone, where it can harm no other.
        """
        async with self._database.reading() as db:
            left = await waiting(db, LEFT_OVER, tuple(self._in_hand))
        self._left_over = {update.update_id for update in left}
        if left:
            log.info("inbox.left_over", count=len(left))
        for update in left:
            if update.attempts and not self._stopping:
                self._in_hand.add(update.update_id)
                await self._settle(update)
                await self._mark_handled()

    async def handle_waiting(self) -> int:
        """Handle stored updates until none is left; how many were done with."""
        done = 0
        async with self._one_at_a_time:
            self._has_more = True
            while True:
                self.turned_at = time.monotonic()
                self._stirred.clear()
                done += await self._mark_handled()
                await self._take_up()
                if not self._people and not self._handled:
                    return done
                await self._rest(None)

    async def _mark_handled(self) -> int:
        handled = list(self._handled)
        if handled:
            async with self._database.transaction() as db:
                await mark_all_done(db, handled, self._clock.now())
            del self._handled[: len(handled)]
            self._in_hand.difference_update(handled)
        return len(handled)

    async def _take_up(self) -> None:
        """Give waiting updates to their people, as far as there is room."""
        room = IN_HAND - len(self._in_hand)
        if self._stopping or not self._has_more or room <= 0:
            return
        self._has_more = False
        async with self._database.reading() as db:
            updates = await waiting(db, room, tuple(self._in_hand), up_to=self._up_to())
        self._has_more = self._has_more or len(updates) == room
        for update in updates:
            self._in_hand.add(update.update_id)
            if queue := self._queues.get(update.person):
                queue.append(update)
            else:
                self._queues[update.person] = deque([update])
                self._people.add(asyncio.create_task(self._serve(update.person)))

    async def _serve(self, person: str) -> None:
        """Handle a person's updates one after another."""
        queue = self._queues[person]
        while queue and not self._stopping:
            async with self._slots:
                await self._settle(queue[0])
            queue.popleft()
            self._note_progress()
        self._in_hand.difference_update(update.update_id for update in queue)
        del self._queues[person]
        task = asyncio.current_task()
        assert task is not None
        self._people.discard(task)
        self._note_progress()

    async def _settle(self, update: StoredUpdate) -> None:
        """Handle an update until it is done or given up."""
        tries = update.attempts
        may_kill = update.update_id in self._left_over
        while tries < MOST_ATTEMPTS:
            if may_kill:
                await self._count(update)
            try:
                await self._handle(update.body)
            except Exception:
                log.exception("inbox.failed", update_id=update.update_id)
            else:
                break
            if not may_kill:
                await self._count(update)
            tries += 1
            await asyncio.sleep(self._retry_wait)
        else:
            log.error("inbox.given_up", update_id=update.update_id, attempts=tries)
        self._handled.append(update.update_id)

    async def _count(self, update: StoredUpdate) -> None:
        """Count a try. While the database is away nothing counts, so nothing is given up."""

        async def count() -> None:
            async with self._database.transaction() as db:
                await count_attempt(db, update.update_id)

        while not await self._succeeds(count):
            pass

    def _note_progress(self) -> None:
        if not self._people or len(self._handled) >= GROUP:
            self._stirred.set()
        elif len(self._handled) == 1:
            asyncio.get_running_loop().call_later(GATHER, self._stirred.set)

    async def _rest(self, seconds: float | None) -> None:
        """Wait until stirred, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()

    async def _succeeds(self, work: Callable[[], Awaitable[object]]) -> bool:
        try:
            await work()
        except Exception as error:
            self._stumbling.about(type(error).__name__, "inbox.stumbled", exc_info=True)
            await asyncio.sleep(POLL)
            return False
        self._stumbling.settled()
        return True
