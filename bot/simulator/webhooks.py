"""Bringing updates to the bot's own address, as long as a webhook is set."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from bot.simulator.faults import WEBHOOK, Faults
from bot.simulator.refusals import Json
from bot.simulator.updates import UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a name
ANSWERS_WITHIN = 60
LONGEST_WAIT = 60
LONGEST_TOLD = 3600
IDLE = 3600.0
CLOSED = "Webhook connection closed"


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """What setWebhook said."""

    url: str
    secret: str = field(default="", repr=False)
    connections: int = 40


@dataclass(slots=True)
class _Line:
    """Updates of one kind and chat: the next goes once the one before was taken."""

    is_busy: bool = False
    fails: int = 0
    goes_at: float = 0.0


class Webhook:
    """Takes updates to the bot: each line of them in order, lines beside each other.

    What is not answered with 2xx is brought again: at once, then after 2, 4, 8… times `pace` real
    seconds, or after what Retry-After says. `brought` is called whenever an update was taken or
    refused; `taken` keeps the numbers of those that were, in that order. A fault that breaks
    something keeps an update from getting there, or our word that we have it from coming back.
    """

    def __init__(
        self,
        queue: UpdateQueue,
        faults: Faults,
        timestamp: Callable[[], int],
        brought: Callable[[], None],
        *,
        is_local: bool,
    ) -> None:
        self.pace = 1.0
        self.settings: WebhookSettings | None = None
        self.last_error: tuple[int, str] | None = None
        self.taken: list[int] = []
        self._queue = queue
        self._faults = faults
        self._timestamp = timestamp
        self._brought = brought
        self.is_local = is_local
        self._lines: dict[str, _Line] = {}
        self._working: asyncio.Task[None] | None = None

    def set(self, settings: WebhookSettings | None) -> None:
        """Bring updates there from now on; None for nowhere. The same again changes nothing."""
        if settings != self.settings:
            self.stop()
            self.settings = settings
            self.last_error = None
            self._lines.clear()
        self.start()

    def start(self) -> None:
        """Begin to bring what waits, if an address is set. Needs the running loop.

        Nothing leaves this machine: an address that Telegram's own servers would take is kept,
        and nothing is brought there.
        """
        if self.settings is not None and self.is_local and self._working is None:
            self._working = asyncio.create_task(self._work(self.settings))

    def stop(self) -> None:
        """Bring nothing more; what is under way is broken off."""
        if self._working is not None:
            self._working.cancel()
        self._working = None

    async def _work(self, settings: WebhookSettings) -> None:
        for line in self._lines.values():
            line.is_busy = False
        connector = aiohttp.TCPConnector(limit=settings.connections)
        patience = aiohttp.ClientTimeout(total=ANSWERS_WITHIN)
        async with (
            aiohttp.ClientSession(connector=connector, timeout=patience) as session,
            asyncio.TaskGroup() as under_way,
        ):
            while True:
                for line, update in self._ready(settings.connections):
                    line.is_busy = True
                    under_way.create_task(self._bring(session, settings, line, update))
                await self._queue.wait(self._until_next())

    def _ready(self, connections: int) -> list[tuple[_Line, Json]]:
        """What may go now: the oldest of every line that is free, as far as there is room."""
        room = connections - sum(line.is_busy for line in self._lines.values())
        first: dict[str, Json] = {}
        for update in self._queue.waiting:
            first.setdefault(line_of(update), update)
        now, ready = time.monotonic(), []
        for name, update in first.items():
            line = self._lines.setdefault(name, _Line())
            if not line.is_busy and line.goes_at <= now:
                ready.append((line, update))
        return ready[:room]

    def _until_next(self) -> float:
        """Seconds until a line may go again that must wait now."""
        now = time.monotonic()
        ahead = (line.goes_at - now for line in self._lines.values() if not line.is_busy)
        return min((wait for wait in ahead if wait > 0), default=IDLE)

    async def _bring(
        self, session: aiohttp.ClientSession, settings: WebhookSettings, line: _Line, update: Json
    ) -> None:
        taken, told, error = await self._knock(session, settings, update)
        line.is_busy = False
        if taken:
            line.fails, line.goes_at = 0, 0.0
            self.taken.append(update["update_id"])
            self._queue.take(update["update_id"])
        else:
            self._put_off(line, error, min(int(told), LONGEST_TOLD) if told.isdigit() else 0)
        self._queue.ring()
        self._brought()

    async def _knock(
        self, session: aiohttp.ClientSession, settings: WebhookSettings, update: Json
    ) -> tuple[bool, str, str]:
        """Whether the bot has it as far as we know, what Retry-After says, and what went wrong."""
        await asyncio.sleep(self._faults.lateness(WEBHOOK))
        fault = self._faults.breakage(WEBHOOK)
        if fault is not None and not fault.accepted:
            return False, "", CLOSED
        headers = {SECRET_HEADER: settings.secret} if settings.secret else {}
        try:
            async with session.post(
                settings.url, json=update, headers=headers, allow_redirects=False
            ) as response:
                told = response.headers.get("Retry-After", "")
                taken = 200 <= response.status < 300 and fault is None
                error = f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, OSError) as failure:
            return False, "", _words_of(failure)
        return taken, told, CLOSED if fault else error

    def _put_off(self, line: _Line, error: str, told: int) -> None:
        self.last_error = self._timestamp(), error
        wait = told or (min(2**line.fails, LONGEST_WAIT) if line.fails else 0)
        line.fails += 1
        line.goes_at = time.monotonic() + wait * self.pace


def line_of(update: Json) -> str:
    """Which line an update stands in: messages by their chat, other kinds by whose they are."""
    kind = next(name for name in update if name != "update_id")
    news = update[kind]
    if kind in {"message", "edited_message"}:
        return f"chat {news['chat']['id']}"
    return f"{kind} {news['from']['id']}"


def _words_of(failure: Exception) -> str:
    if isinstance(failure, TimeoutError):
        return "Read timeout expired"
    if isinstance(failure, aiohttp.ClientConnectorError):
        return "Connection refused"
    return CLOSED
