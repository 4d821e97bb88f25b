"""One turn of the sender: outcomes recorded and new messages claimed in a single commit."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram.error import RetryAfter

from bot.actions.group_news import tell_of_barred, tell_of_left
from bot.actions.losing import tell_of_lost
from bot.actions.outbox import ClaimedMessage, claim_due, give_back, record
from bot.clock import Clock
from bot.delivery.complaints import Complaint
from bot.delivery.errors import is_barred, wait_of
from bot.delivery.limits import Limits
from bot.delivery.sending import Attempt
from bot.rules.outbox import LANES, Failed, Lane, Moved, Outcome, Retry, backoff
from storage.database import Database

log = structlog.get_logger()

LONGEST_PAUSE = timedelta(seconds=60)
NO_WAIT = timedelta()


class Turns:
    """Decides what may be sent now, and keeps what came of it."""

    def __init__(self, database: Database, clock: Clock, real_clock: Clock, limits: Limits) -> None:
        self._database = database
        self._clock = clock
        self._real_clock = real_clock
        self._limits = limits
        self._lanes: set[Lane] = set()
        self._outages = 0
        self._outage = Complaint("outbox.reachable_again")

    def expect(self) -> None:
        """Anything may be due: look into every lane again."""
        self._lanes = set(LANES)

    async def take(
        self, finished: Sequence[Attempt], free: int
    ) -> tuple[list[ClaimedMessage], float | None]:
        """Record attempts and claim at most `free` messages that may all go at once.

        Also in how many seconds more may go, None when nothing more is known to be due.
        """
        claims = _Claims(free, self._limits)
        if finished or any(claims.room(lane) > 0 for lane in self._lanes):
            async with self._database.transaction() as db:
                await self._record(db, finished)
                await self._claim(db, claims)
            for attempt in finished:
                _log_attempt(attempt)
        return claims.ready, self._look_again(free - len(claims.ready))

    def _look_again(self, free: int) -> float | None:
        going = [lane for lane in self._lanes if not self._limits.pause_of(lane)]
        return min(map(self._limits.wait, going), default=None) if free > 0 else None

    def heed(self, attempt: Attempt) -> None:
        """Slow down as far as the attempt's error asks for it."""
        if isinstance(attempt.error, RetryAfter):
            wait = wait_of(attempt.error).total_seconds()
            log.warning("outbox.too_fast", lane=attempt.message.lane, wait=wait)
            if attempt.message.group_id is None:
                self._limits.pause(attempt.message.lane, wait)
            else:
                # Groups have a limit of their own, lower than everybody's: it is that, as a rule.
                self._limits.pause_chat(attempt.message.chat_id, wait)
        elif attempt.untried:
            self._suffer(attempt)
        elif attempt.error is None:
            self._outages = 0
            self._outage.settled()

    def _suffer(self, attempt: Attempt) -> None:
        if self._limits.pause_of(Lane.ANSWER) == 0:  # the others in flight fail with it
            self._outages += 1
        wait = min(backoff(self._outages), LONGEST_PAUSE).total_seconds()
        self._limits.pause_all(wait)
        trouble, reason = type(attempt.error).__name__, str(attempt.error)
        self._outage.about(trouble, "outbox.unreachable", reason=reason, trying_again_in=wait)

    async def _record(self, db: AsyncSession, finished: Sequence[Attempt]) -> None:
        real_now = self._real_clock.now()
        tried = [(each.message, each.outcome) for each in finished if not each.untried]
        unsure = [each.message.id for each in finished if each.unsure]
        await record(db, tried, self._clock.now(), real_now=real_now, unsure=unsure)
        # What a moved group is owed is due again this very moment.
        self._lanes |= {message.lane for message, outcome in tried if isinstance(outcome, Moved)}
        lost = {m.member_id for m, o in tried if m.member_id is not None and _is_lost(m, o)}
        await tell_of_lost(db, lost, self._clock.now())
        await self._tell_of_groups(db, tried)
        untried = {each.message.id: NO_WAIT for each in finished if each.untried}
        await give_back(db, untried, real_now=real_now, reason="Telegram was out of reach")

    async def _tell_of_groups(
        self, db: AsyncSession, tried: Sequence[tuple[ClaimedMessage, Outcome]]
    ) -> None:
        failed = [
            (message, message.group_id, outcome)
            for message, outcome in tried
            if message.group_id is not None and isinstance(outcome, Failed)
        ]
        left = {
            id_ for message, id_, outcome in failed if outcome.unreachable and not message.lost_at
        }
        barred = {id_ for _, id_, outcome in failed if is_barred(outcome.error)}
        await tell_of_left(db, left, self._clock.now())
        await tell_of_barred(db, barred, self._clock.now())

    async def _claim(self, db: AsyncSession, claims: "_Claims") -> None:
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


class _Claims:
    """The claims of one turn: those that may go, and those whose chat was written to just now."""

    def __init__(self, free: int, limits: Limits) -> None:
        self.ready: list[ClaimedMessage] = []
        self.early: dict[int, timedelta] = {}
        self._free = free
        self._limits = limits
        self._ahead: Counter[int] = Counter()

    def room(self, lane: Lane) -> int:
        return min(self._free - len(self.ready), self._limits.room(lane))

    def add(self, claimed: Sequence[ClaimedMessage]) -> None:
        for message in claimed:
            self._part(message)

    def _part(self, message: ClaimedMessage) -> None:
        chat_id = message.chat_id
        wait = self._limits.chat_wait(chat_id, self._ahead[chat_id])
        if wait > 0:
            self._ahead[chat_id] += 1
            self.early[message.id] = timedelta(seconds=wait)
        else:
            self._limits.spend(message.lane, chat_id)
            self.ready.append(message)


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
    elif isinstance(outcome, Retry) and not attempt.untried:
        wait = outcome.wait.total_seconds()
        log.info("outbox.retry", id=message.id, reason=outcome.error, wait=wait)
