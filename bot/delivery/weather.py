"""Whether messages arrive at all just now, and how carefully to try when they do not."""

from dataclasses import replace
from datetime import timedelta

import telegram
from telegram.error import TelegramError

from bot.delivery.complaints import Complaint
from bot.delivery.errors import DECIDED, is_outage, is_unsure
from bot.delivery.limits import Limits
from bot.delivery.sending import Attempt
from bot.rules.outbox import MAX_ATTEMPTS, Lane, Retry, backoff

LONGEST_PAUSE = timedelta(seconds=60)

SEVERAL = 3
"""When so many messages in a row meet a fault, it is not theirs but Telegram's."""

TRIES_KEPT = MAX_ATTEMPTS // 2
"""What trouble of Telegram's leaves to every message: a trouble of its own may come yet."""


class Weather:
    """Judges attempts by those before them.

    While nothing arrives all lanes pause, up to a minute. Then Telegram is asked something
    harmless, and only when it answers is a message tried, and one alone: many would meet the
    same, and each whose answer is lost may arrive twice.
    """

    def __init__(self, limits: Limits, bot: telegram.Bot) -> None:
        self._limits = limits
        self._bot = bot
        self._pauses = 0
        self._met: set[int] = set()
        self._outage = Complaint("outbox.reachable_again")

    def most(self, workers: int) -> int:
        """How many messages may be in flight."""
        return 1 if self._pauses else workers

    async def look_out(self) -> None:
        """Pause anew if nothing arrived lately and Telegram does not answer now either."""
        if not self._pauses or self._limits.pause_of(Lane.ANSWER) > 0:
            return
        try:
            await self._bot.get_me()
        except TelegramError as error:
            if is_outage(error) or is_unsure(error):
                self._suffer(error)

    def judge(self, attempt: Attempt) -> Attempt:
        """Note how it went; gives the attempt as it counts when others fare the same."""
        if attempt.error is not None and is_outage(attempt.error):
            self._suffer(attempt.error)
        elif attempt.error is not None and is_unsure(attempt.error):
            self._met.add(attempt.message.id)
            if len(self._met) >= SEVERAL:
                self._suffer(attempt.error)
                return _not_its_fault(attempt)
        elif attempt.error is None or isinstance(attempt.error, DECIDED):
            self._clear()
        return attempt

    def _suffer(self, error: Exception) -> None:
        if self._limits.pause_of(Lane.ANSWER) == 0:  # the others in flight fail with it
            self._pauses += 1
        wait = min(backoff(self._pauses), LONGEST_PAUSE).total_seconds()
        self._limits.pause_all(wait)
        trouble, reason = type(error).__name__, str(error)
        self._outage.about(trouble, "outbox.unreachable", reason=reason, trying_again_in=wait)

    def _clear(self) -> None:
        self._pauses = 0
        self._met.clear()
        self._outage.settled()


def _not_its_fault(attempt: Attempt) -> Attempt:
    """Tried again in any case. What may have arrived still waits longer from time to time."""
    tries = min(attempt.message.attempts + 1, TRIES_KEPT)
    counts = attempt.message.attempts < TRIES_KEPT
    so_far = attempt.outcome.so_far if isinstance(attempt.outcome, Retry) else None
    outcome = Retry(backoff(tries), str(attempt.error), so_far)
    return replace(attempt, outcome=outcome, counts=counts)
