"""The sender: claims what is due, words it, sends it and records what came of it.

Nothing that is claimed waits for a limit: as many are claimed as may go at once, answers first.
So an answer never stands behind a broadcast, and after a kill no more than the sends in flight
and one group of unrecorded outcomes can have gone out without our knowing.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog
import telegram

from bot.actions.outbox import LEASE, ClaimedMessage, hand_back_stale
from bot.clock import Clock, SystemClock
from bot.delivery.complaints import Complaint
from bot.delivery.limits import Limits
from bot.delivery.sending import Attempt, NotYet, Word, never_tried, send_message, word_message
from bot.delivery.turns import Turns
from bot.delivery.weather import Weather
from bot.messages.outgoing import Outgoing
from bot.messages.screens import Screen
from bot.rules.outbox import Moved, Outcome, Retry
from storage.database import Database

log = structlog.get_logger()

Recorded = Callable[[Sequence[tuple[ClaimedMessage, Outcome]]], Awaitable[None]]

POLL = 1.0
"""How often the outbox is looked at when nobody wakes the sender: campaign time moves too."""

GATHER = 0.05
"""How long an outcome waits at most for others to be recorded with."""


class Delivery:
    """Sends what the outbox owes.

    `word` words a message once it is claimed; `on_recorded` hears of outcomes once they are
    committed. At most `workers` sends are in flight, and outcomes are recorded in groups of about
    `group` or after 50 ms. Only one sender may live at a time.
    """

    def __init__(
        self,
        database: Database,
        bot: telegram.Bot,
        clock: Clock,
        word: Word,
        *,
        limits: Limits | None = None,
        on_recorded: Recorded | None = None,
        workers: int = 64,
        group: int = 32,
        real_clock: Clock | None = None,
    ) -> None:
        self._database = database
        self._bot = bot
        self._clock = clock
        self._real_clock = real_clock or SystemClock()
        self._word = word
        self._limits = limits or Limits()
        self._weather = Weather(self._limits, bot)
        self._turns = Turns(database, clock, self._real_clock, self._limits, self._weather, workers)
        self._on_recorded = on_recorded
        # Half of the workers go on sending while the outcomes of the others are recorded.
        self._group = max(1, min(group, workers // 2))
        self._in_flight: dict[int, asyncio.Task[None]] = {}
        self._finished: list[Attempt] = []
        self._untold: list[tuple[ClaimedMessage, Outcome]] = []
        self._telling: asyncio.Task[None] | None = None
        self._stumbling = Complaint("outbox.going_on")
        self._look_again: float | None = None
        self._stirred = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._stopping = False
        self.turned_at: float | None = None
        """When it last looked what to do, in real time; it does so every second or two."""

    def wake(self) -> None:
        """There may be something to send. Cheap, from anywhere in the loop."""
        self._turns.expect()
        self._stirred.set()

    def stop(self) -> None:
        """Claim nothing more; `run` returns when all that was sent is recorded, and may be called
        again.
        """
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Send what comes due until `stop`, and first hand back what a dead process had claimed.

        A database that fails is logged and tried again; nothing ends this but `stop`.
        """
        while not self._stopping and not await self._succeeds(self.recover):
            await self._rest(POLL)
        looked_at = time.monotonic()
        while not self._stopping:
            await self._succeeds(self.deliver_due)
            if not self._stopping:
                await self._rest(self._limits.shortest_pause(POLL))
            if time.monotonic() - looked_at > LEASE.total_seconds() / 2:
                looked_at = time.monotonic()
                await self._succeeds(self.hand_back_expired)
        await self._succeeds(self.deliver_due)
        self._stopping = False

    async def recover(self) -> None:
        """Hand back all claims that are not this sender's own: a dead process left them."""
        await self._hand_back(lease=None)

    async def hand_back_expired(self) -> None:
        """Hand back claims older than the lease that are not this sender's own."""
        await self._hand_back(lease=LEASE)

    async def _hand_back(self, lease: timedelta | None) -> None:
        # Between turns only: what was claimed a moment ago is not in flight yet.
        async with self._one_at_a_time:
            ours = [*self._in_flight, *(each.message.id for each in self._finished)]
            async with self._database.transaction() as db:
                await hand_back_stale(db, self._real_clock.now(), lease=lease, beside=ours)

    async def deliver_due(self) -> int:
        """Send until nothing is due or all that is left must wait; how many were settled.

        What must wait is a retry, a chat written to this second, a lane told to pause.
        """
        settled = 0
        async with self._one_at_a_time:
            self._turns.expect()
            while True:
                self._stirred.clear()
                if not self._in_flight:
                    await self._weather.look_out()
                settled += await self._turn()
                if self._finished and not self._in_flight:
                    continue
                if self._look_again is None and not self._in_flight and not self._telling:
                    return settled
                await self._rest(self._look_again)

    async def _turn(self) -> int:
        """Record what is finished, claim what may go, begin to send it; how many were settled."""
        self.turned_at = time.monotonic()
        finished, self._finished = self._finished, []
        try:
            claimed, self._look_again = await self._turns.take(
                finished, len(self._in_flight), only_record=self._stopping
            )
        except BaseException:
            self._finished[:0] = finished
            raise
        self._tell(finished)
        await self._begin(claimed)
        return sum(not isinstance(each.outcome, Retry | Moved) for each in finished)

    async def _begin(self, claimed: list[ClaimedMessage]) -> None:
        """Word what was claimed, and start sending each as soon as it has its words."""
        if not claimed:
            return
        now, left = self._clock.now(), deque(claimed)
        try:
            async with self._database.reading() as db:
                while left:
                    worded = await word_message(self._word, db, left[0], now)
                    self._go_on_with(left.popleft(), worded)
        finally:
            # Whatever broke: what nobody got to has certainly not been sent.
            self._finished += [never_tried(message, "not worded") for message in left]

    def _go_on_with(
        self, message: ClaimedMessage, worded: Screen | Outgoing | NotYet | Outcome
    ) -> None:
        if isinstance(worded, Screen | Outgoing):
            self._turns.spend_all_of(message, worded)
            self._in_flight[message.id] = asyncio.create_task(self._send(message, worded))
        elif isinstance(worded, NotYet):
            self._finished.append(never_tried(message, "follows what is still on its way"))
        else:
            self._finished.append(Attempt(message, worded))

    async def _send(self, message: ClaimedMessage, worded: Screen | Outgoing) -> None:
        turn = partial(self._turns.one_more, message)
        attempt = self._turns.heed(await send_message(self._bot, message, worded, turn))
        self._finished.append(attempt)
        del self._in_flight[message.id]
        nothing_to_wait_for = not self._in_flight and self._look_again is None
        if nothing_to_wait_for or len(self._finished) >= self._group:
            self._stirred.set()
        elif len(self._finished) == 1:
            asyncio.get_running_loop().call_later(GATHER, self._stirred.set)

    def _tell(self, finished: Sequence[Attempt]) -> None:
        """Pass outcomes on, beside the sending: whoever is told may take long over it."""
        if self._on_recorded is None:
            return
        self._untold += [(each.message, each.outcome) for each in finished if each.counts]
        if self._untold and self._telling is None:
            self._telling = asyncio.create_task(self._tell_all(self._on_recorded))

    async def _tell_all(self, on_recorded: Recorded) -> None:
        while self._untold:
            told, self._untold = self._untold, []
            try:
                await on_recorded(told)
            except Exception:
                log.exception("outbox.hook_failed")
        self._telling = None
        self._stirred.set()

    async def _rest(self, seconds: float | None) -> None:
        """Wait until stirred, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stirred.wait()

    async def _succeeds(self, work: Callable[[], Awaitable[object]]) -> bool:
        try:
            await work()
        except Exception as error:
            self._stumbling.about(type(error).__name__, "outbox.stumbled", exc_info=True)
            await asyncio.sleep(POLL)  # unlike a rest, not cut short by being woken
            return False
        self._stumbling.settled()
        return True
