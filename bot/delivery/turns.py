"""One turn of the sender: outcomes recorded and new messages claimed in a single commit."""

import asyncio
from collections.abc import Sequence

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram.error import RetryAfter

from bot.actions.losing import tell_of_lost
from bot.actions.outbox import ClaimedMessage, claim_due, give_back, note_begun, record
from bot.clock import Clock
from bot.delivery.claims import Claims
from bot.delivery.errors import wait_of
from bot.delivery.group_news import tell_of_groups
from bot.delivery.limits import Limits
from bot.delivery.sending import Attempt
from bot.delivery.weather import Weather
from bot.messages.outgoing import Outgoing
from bot.messages.screens import Screen
from bot.rules.outbox import LANES, Failed, Lane, Moved, Outcome, Retry, Sent
from storage.database import Database
from storage.outbox import lanes_due

log = structlog.get_logger()


class Turns:
    """Decides what may be sent now, and keeps what came of it."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        real_clock: Clock,
        limits: Limits,
        weather: Weather,
        workers: int,
    ) -> None:
        self._database = database
        self._clock = clock
        self._real_clock = real_clock
        self._limits = limits
        self._workers = workers
        self._lanes: set[Lane] = set()
        self._weather = weather

    def expect(self) -> None:
        """Anything may be due: look into every lane again."""
        self._lanes = set(LANES)

    async def take(
        self, finished: Sequence[Attempt], in_flight: int, *, only_record: bool = False
    ) -> tuple[list[ClaimedMessage], float | None]:
        """Record attempts and claim as many messages as may all go at once beside those in flight.

        Also in how many seconds more may go, None when nothing more is known to be due.
        """
        workers = 0 if only_record else self._weather.most(self._workers)
        claims = Claims(workers, in_flight, self._limits)
        if finished or await self._may_claim(claims):
            async with self._database.transaction() as db:
                await self._record(db, finished)
                await self._claim(db, claims)
            for attempt in finished:
                _log_attempt(attempt)
        return claims.ready, self._look_again(claims)

    def spend_all_of(self, message: ClaimedMessage, worded: Screen | Outgoing) -> None:
        """Count the parts of an album: one was counted when it was claimed."""
        if isinstance(worded, Outgoing):
            for _ in range(worded.weight - 1):
                self._limits.spend(message.lane, message.chat_id)

    async def one_more(self, message: ClaimedMessage) -> None:
        """Wait until one more may go in the chat of a message that is being sent, and count it."""
        wait = self._wait_of(message)
        while wait > 0:
            await asyncio.sleep(wait)
            wait = self._wait_of(message)
        self._limits.spend(message.lane, message.chat_id)

    def _wait_of(self, message: ClaimedMessage) -> float:
        lane, chat_id = message.lane, message.chat_id
        return max(self._limits.wait(lane), self._limits.chat_wait(chat_id))

    def heed(self, attempt: Attempt) -> Attempt:
        """Slow down as far as the attempt's error asks for it; gives the attempt as it counts."""
        if isinstance(attempt.error, RetryAfter):
            wait = wait_of(attempt.error).total_seconds()
            log.warning("outbox.too_fast", lane=attempt.message.lane, wait=wait)
            if attempt.message.group_id is None:
                self._limits.pause(attempt.message.lane, wait)
            else:
                # Groups have a limit of their own, lower than everybody's: it is that, as a rule.
                self._limits.pause_chat(attempt.message.chat_id, wait)
        return self._weather.judge(attempt)

    async def _may_claim(self, claims: Claims) -> bool:
        """Whether there is room in a lane that may have something due.

        On SQLite looking first is cheap, and it leaves the one lock for writing to others. To a
        server it would be one more way there and back.
        """
        lanes = {lane for lane in self._lanes if claims.room(lane) > 0}
        if lanes and self._database.is_sqlite:
            # Closed before the query: news that comes during it opens the lane again.
            self._lanes -= lanes
            async with self._database.reading() as db:
                now, real_now = self._clock.now(), self._real_clock.now()
                lanes &= await lanes_due(db, now=now, real_now=real_now)
            self._lanes |= lanes
        return bool(lanes)

    def _look_again(self, claims: Claims) -> float | None:
        going = [lane for lane in self._lanes if claims.is_free(lane)]
        waits = [self._limits.wait(lane) for lane in going if not self._limits.pause_of(lane)]
        return min(waits, default=None)

    async def _record(self, db: AsyncSession, finished: Sequence[Attempt]) -> None:
        real_now = self._real_clock.now()
        tried = [(each.message, each.outcome) for each in finished if each.counts]
        unsure = [each.message.id for each in finished if each.is_unsure]
        await record(db, tried, self._clock.now(), real_now=real_now, unsure=unsure)
        await note_begun(db, _begun(finished))
        # What a moved group is owed is due again this very moment.
        self._lanes |= {message.lane for message, outcome in tried if isinstance(outcome, Moved)}
        lost = {m.member_id for m, o in tried if m.member_id is not None and _is_lost(m, o)}
        await tell_of_lost(db, lost, self._clock.now())
        await tell_of_groups(db, tried, self._clock.now())
        for each in finished:
            if not each.counts and isinstance(each.outcome, Retry):
                wait, reason = each.outcome.wait, each.outcome.error
                await give_back(db, {each.message.id: wait}, real_now=real_now, reason=reason)

    async def _claim(self, db: AsyncSession, claims: Claims) -> None:
        now, real_now = self._clock.now(), self._real_clock.now()
        for lane in LANES:
            room = claims.room(lane) if lane in self._lanes else 0
            if room <= 0:
                continue
            # Closed before the query: news that comes during it opens the lane again.
            self._lanes.discard(lane)
            claimed = await claim_due(db, now, {lane: room}, real_now=real_now)
            claims.add(claimed)
            if len(claimed) == room:
                self._lanes.add(lane)
        await give_back(db, claims.early, real_now=real_now, reason="one a second to a chat")


def _begun(finished: Sequence[Attempt]) -> dict[int, Sent]:
    outcomes = ((each.message.id, each.outcome) for each in finished)
    return {
        id_: outcome.so_far
        for id_, outcome in outcomes
        if isinstance(outcome, Retry) and outcome.so_far is not None
    }


def _is_lost(message: ClaimedMessage, outcome: Outcome) -> bool:
    """Whether the person turned out to be unreachable only now. A notice's result names its own."""
    is_new = message.lost_at is None and message.notice_id is None
    return is_new and isinstance(outcome, Failed) and outcome.unreachable


def _log_attempt(attempt: Attempt) -> None:
    message, outcome = attempt.message, attempt.outcome
    if isinstance(outcome, Failed):
        log.warning("outbox.failed", id=message.id, name=message.message, reason=outcome.error)
    elif isinstance(outcome, Moved):
        log.info("outbox.group_moved", id=message.id, group=message.group_id)
    elif isinstance(outcome, Retry) and attempt.counts:
        wait = outcome.wait.total_seconds()
        log.info("outbox.retry", id=message.id, reason=outcome.error, wait=wait)
