"""Our own getUpdates loop: Telegram is told that we have updates once they are committed."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.actions.inbox import count_waiting, store
from bot.clock import Clock
from bot.delivery.complaints import Complaint
from bot.delivery.errors import wait_of
from bot.delivery.hearing import Hearing
from bot.delivery.secrets import redact
from storage.database import Database

log = structlog.get_logger()

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
LONG_POLL = 25
BATCH = 100
SLACK = 10.0
"""What the network may take on top of a long poll."""

FIRST_WAIT = 1.0
LONGEST_WAIT = 30.0
MOST_WAITING = 2_000
"""With so many stored and not done, more are left with Telegram, which keeps them for a day."""


class Poller:
    """Receives updates into the database.

    `base_url` is the bot's address with its token, `stored` is called after every commit that
    brought updates. The offset that confirms a batch is only sent once the batch is committed, so
    a kill at any moment loses nothing; what comes again after it is recognised by its id.

    No offset is kept between runs, nor sent twice: after a week of silence Telegram numbers
    updates anew, and an old offset might then confirm what nobody has seen.

    A webhook of earlier days is ended, and what waits for it is received. One that is set later
    is somebody else's: a conflict.
    """

    def __init__(
        self,
        request: BaseRequest,
        base_url: str,
        database: Database,
        clock: Clock,
        stored: Callable[[], None] = lambda: None,
        *,
        hearing: Hearing | None = None,
        first_wait: float = FIRST_WAIT,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._request = request
        self._base_url = base_url
        self._database = database
        self._clock = clock
        self._stored = stored
        self._hearing = hearing or Hearing()
        self._first_wait = first_wait
        self._most_waiting = most_waiting
        self._confirms: int | None = None
        self._has_received = False
        self._failures = 0
        self._stopped = asyncio.Event()
        self._complaint = Complaint("inbox.telegram_reached_again")

    async def receive_once(self, timeout: int = LONG_POLL) -> int:  # noqa: ASYNC109
        """Ask for updates once, waiting up to `timeout` seconds at Telegram; how many were stored.

        Raises TelegramError, or what the database raises; nothing is confirmed then.
        """
        try:
            updates = await self._ask_or_end_webhook(timeout)
            self._confirms = None
            await self._keep(updates)
        except Exception:
            self._hearing.lost()
            raise
        self._hearing.heard()
        if updates:
            self._confirms = max(update["update_id"] for update in updates) + 1
            self._stored()
        return len(updates)

    async def run(self) -> None:
        """Receive until `stop`, whatever fails: that is said, and tried again."""
        stopped = asyncio.create_task(self._stopped.wait())
        try:
            while not self._stopped.is_set():
                receiving = asyncio.create_task(self._receive_or_wait())
                await asyncio.wait({receiving, stopped}, return_when=asyncio.FIRST_COMPLETED)
                # What is cut off was not confirmed: Telegram will give it again.
                receiving.cancel()
                with suppress(asyncio.CancelledError):
                    await receiving
        finally:
            stopped.cancel()
            self._stopped.clear()
            self._confirms = None  # another process may ask before it runs again

    def stop(self) -> None:
        """Make `run` return at once; it does not wait for the long poll. It may be called again."""
        self._stopped.set()

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        if updates or self._hearing.is_deaf:
            async with self._database.transaction() as db:
                await self._hearing.note(db, self._clock.now())
                await store(db, updates, self._clock.now())

    async def _ask_or_end_webhook(self, seconds: int) -> list[dict[str, Any]]:
        try:
            updates = await self._ask(seconds)
        except Conflict as error:
            if self._has_received or "webhook" not in error.message.lower():
                raise
            await self._end_webhook()
            updates = await self._ask(seconds)
        self._has_received = True
        return updates

    async def _ask(self, seconds: int) -> list[dict[str, Any]]:
        parameters = {
            "timeout": seconds,
            "limit": BATCH,
            "allowed_updates": '["' + '","'.join(ALLOWED_UPDATES) + '"]',
        }
        if self._confirms is not None:
            parameters["offset"] = self._confirms
        answer: Any = await self._request.post(
            f"{self._base_url}/getUpdates?{urlencode(parameters)}", read_timeout=seconds + SLACK
        )
        return list(answer)

    async def _end_webhook(self) -> None:
        kept = {"drop_pending_updates": "false"}
        await self._request.post(f"{self._base_url}/deleteWebhook?{urlencode(kept)}")
        log.info("The webhook set earlier was ended: updates are asked for from now on")

    async def _receive_or_wait(self) -> None:
        try:
            if await self._is_behind():
                await asyncio.sleep(0.2)
                return
            await self.receive_once()
        except Exception as error:
            self._failures += 1
            wait = self._wait_after(error)
            self._complain(error, wait)
            await asyncio.sleep(wait)
        else:
            self._failures = 0
            self._complaint.settled()

    async def _is_behind(self) -> bool:
        if self._confirms is None:
            return False  # the last answer brought nothing: nothing can have piled up
        async with self._database.reading() as db:
            return await count_waiting(db) > self._most_waiting

    def _wait_after(self, error: Exception) -> float:
        if isinstance(error, RetryAfter):
            return wait_of(error).total_seconds()
        return min(self._first_wait * (1 << min(self._failures - 1, 16)), LONGEST_WAIT)

    def _complain(self, error: Exception, wait: float) -> None:
        host = urlsplit(self._base_url).netloc
        again = f"trying again in {wait:g} s"
        match error:
            case InvalidToken():
                words = f"Telegram at {host} refuses the token (THIDUA_TOKEN), {again}"
            case Conflict():
                words = f"Another copy of this bot is receiving updates: end one of them, {again}"
            case TelegramError():
                words = f"Telegram cannot be reached at {host}, {again}"
            case _:
                words = f"Received updates cannot be stored, {again}"
        reason = redact(str(error) or repr(error))
        self._complaint.about(type(error).__name__, words, reason=reason)
