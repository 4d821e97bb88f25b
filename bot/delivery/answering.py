"""Direct answers share the limits with what the outbox sends."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog
from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter, ExtBot

from bot.delivery.errors import is_unsure, wait_of
from bot.delivery.limits import Limits
from bot.delivery.request import NotSent
from bot.delivery.saying import say
from bot.delivery.secrets import redact
from bot.messages.screens import Screen
from bot.rules.outbox import Lane

log = structlog.get_logger()

Answer = TypeVar("Answer")

TRIES = 3
LONGEST_WAIT = 30.0
"""Who is told to wait for longer than seconds has an answer no longer; others wait behind it."""


class AnswerLimiter(BaseRateLimiter[None]):
    """For the bot that handlers speak through: answers go first, and are counted.

    An answer waits only while the whole rate is used up. So notices notice that people are being
    answered and leave headroom. A 429 is waited for exactly as told, unless that is long, and
    tried again; so is what certainly never reached Telegram, and what does no harm twice, such as
    an edit. A message that may have arrived is tried once more, and that is logged: a doubled
    answer is a smaller evil than none.

    The sender of the outbox counts for itself: give it a plain bot over the same request.
    """

    def __init__(
        self, limits: Limits, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._limits = limits
        self._sleep = sleep

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to end."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Make a request of the Bot API, in its turn if it sends something."""
        for tries in range(1, TRIES + 1):
            if is_sending(endpoint):
                await self._turn(data.get("chat_id"))
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                wait = _wait_after(error, tries, endpoint)
                if wait is None:
                    raise
            await self._sleep(wait)
        raise AssertionError("unreachable")

    async def _turn(self, chat_id: object) -> None:
        while (wait := self._limits.turn()) > 0:
            await self._sleep(wait)
        self._limits.spend(Lane.ANSWER, chat_id if isinstance(chat_id, int) else 0)


def _wait_after(error: TelegramError, tries: int, endpoint: str) -> float | None:
    """Seconds until another try; None when it is over."""
    if isinstance(error, RetryAfter):
        wait = wait_of(error).total_seconds()
        log.warning("answer.too_fast", endpoint=endpoint, wait=wait)
        return wait if tries < TRIES and wait <= LONGEST_WAIT else None
    if is_unsure(error) and is_sending(endpoint):
        if tries > 1:
            return None
        log.warning("answer.possibly_repeated", endpoint=endpoint, error=redact(repr(error)))
        return float(tries)
    again = isinstance(error, NotSent) or is_unsure(error)
    return float(tries) if again and tries < TRIES else None


def is_sending(endpoint: str) -> bool:
    """Whether Telegram counts a method: what makes a new message, and chat actions do not."""
    makes = endpoint.startswith(("send", "copyMessage", "forwardMessage"))
    return makes and endpoint != "sendChatAction"


async def say_answer(bot: ExtBot[None], chat_id: int, screen: Screen) -> int:
    """Send a screen through a bot that has such a limiter; gives the message's id."""
    assert isinstance(bot.rate_limiter, AnswerLimiter)
    return await bot.rate_limiter.process_request(
        say, (bot, chat_id, screen), {"previews": False}, "sendMessage", {"chat_id": chat_id}, None
    )
