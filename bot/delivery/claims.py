"""The claims of one turn: those that may go, and those whose chat was written to just now."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.actions.outbox import ClaimedMessage
from bot.delivery.limits import Limits
from bot.rules.outbox import Lane

KEPT_FREE = {Lane.ANSWER: 0.0, Lane.REMINDER: 1 / 16, Lane.NOTICE: 1 / 8}
"""What share of the workers a lane leaves to those before it: while Telegram is slow all the rest
are busy, and an answer would have to wait for one of them."""


class Claims:
    """Gathers what is claimed in a turn, while `in_flight` of so many `workers` are busy."""

    def __init__(self, workers: int, in_flight: int, limits: Limits) -> None:
        self.ready: list[ClaimedMessage] = []
        self.early: dict[int, timedelta] = {}
        self._workers = workers
        self._free = workers - in_flight
        self._limits = limits
        self._ahead: Counter[int] = Counter()

    def room(self, lane: Lane) -> int:
        """How many of a lane may go now."""
        return min(self._room(lane), self._limits.room(lane))

    def is_free(self, lane: Lane) -> bool:
        """Whether there is a worker for the lane, limits aside."""
        return self._room(lane) > 0

    def add(self, claimed: Sequence[ClaimedMessage]) -> None:
        """Part what may go now from what comes too early for its chat."""
        for message in claimed:
            wait = self._limits.chat_wait(message.chat_id, self._ahead[message.chat_id])
            if wait > 0:
                self._ahead[message.chat_id] += 1
                self.early[message.id] = timedelta(seconds=wait)
            else:
                self._limits.spend(message.lane, message.chat_id)
                self.ready.append(message)

    def _room(self, lane: Lane) -> int:
        kept = int(self._workers * KEPT_FREE[lane])
        return self._free - len(self.ready) - kept
