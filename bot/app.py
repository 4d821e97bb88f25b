"""The composition root: what the program is made of, started and stopped in good order."""

import asyncio
import time
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import structlog
from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ExtBot

from bot.clock import Clock
from bot.context import SERVICES, BotApplication, Services, context_types
from bot.delivery.answering import AnswerLimiter
from bot.delivery.dispatching import Dispatcher
from bot.delivery.intake import Intake
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.polling import Poller
from bot.delivery.progress import Progress
from bot.delivery.request import AiohttpRequest
from bot.delivery.secrets import redact
from bot.delivery.webhook import Watch, Webhook, announce
from bot.delivery.wording import word
from bot.health import TICKS_WITHIN, TURNS_WITHIN, answers, is_recent
from bot.jobs import scheduler, tick
from bot.rules.notices import IN_PROGRESS
from bot.rules.outbox import Outcome
from handlers.all import register
from handlers.commands import present
from storage.archive import Archive
from storage.database import Database
from storage.outbox import ClaimedMessage
from storage.schema import migrate

log = structlog.get_logger()

FIRST_WAIT = 1.0
LONGEST_WAIT = 60.0
POLLING_TIMEOUT = 40.0
WATCHED_EVERY = 60
"""Seconds between two questions to Telegram whether its webhook still leads here."""


class TokenRefused(Exception):
    """Telegram does not know the token."""


@dataclass(frozen=True, slots=True)
class Installation:
    """What one running bot is given."""

    token: str
    telegram_url: str
    database: Database
    archive: Path
    clock: Clock
    limits: Limits
    receipt_key: bytes
    proxy: str = ""
    webhook: Webhook | None = None


class App:
    """The bot: receives, handles, plans, delivers. `start`, then `run` until `stop`.

    It asks Telegram for updates, unless it has a webhook: then somebody gives them to `intake`.
    """

    def __init__(self, installation: Installation) -> None:
        self.database = installation.database
        self.clock = installation.clock
        self._polling = AiohttpRequest(1, proxy=installation.proxy, read_timeout=POLLING_TIMEOUT)
        request = AiohttpRequest(proxy=installation.proxy)
        self.bot: ExtBot[None] = ExtBot(
            installation.token,
            base_url=f"{installation.telegram_url}/bot",
            base_file_url=f"{installation.telegram_url}/file/bot",
            request=request,
            get_updates_request=self._polling,
            rate_limiter=AnswerLimiter(installation.limits),
        )
        self.delivery = Delivery(
            self.database,
            # A bot of its own over the same connections: delivery keeps the limits itself.
            Bot(installation.token, f"{installation.telegram_url}/bot", request=request),
            self.clock,
            word,
            limits=installation.limits,
            on_recorded=self._on_recorded,
        )
        self.progress = Progress(self.bot, self.database, self.clock)
        self.dispatcher = Dispatcher(self.database, self.clock, self._handle, up_to=self._up_to)
        self.webhook = installation.webhook
        self.intake = Intake(self.database, self.clock, self.dispatcher.wake)
        self.receiver: Poller | Intake = self.intake if self.webhook else self._poller(installation)
        self.application = _application(self.bot, self._services(installation))
        self._jobs = scheduler(self.tick, self.database, self.clock)
        if self.webhook:
            look = Watch(self.bot, self.webhook).look
            self._jobs.add_job(
                look, "interval", seconds=WATCHED_EVERY, misfire_grace_time=None, coalesce=True
            )
        self._stopping = asyncio.Event()
        self._ticked_at: float | None = None

    async def start(self) -> bool:
        """Bring the database up to date and reach Telegram, however long that takes.

        False when `stop` was called meanwhile: there is nothing to run. Raises DatabaseUnusable,
        TokenRefused when Telegram does not know the token, and WebhookRefused.
        """
        await migrate(self.database)
        if self.webhook:
            await self.intake.begin()
        return await self._unless_stopped(self._reach_telegram())

    async def run(self) -> None:
        """Receive, handle, plan and deliver until `stop`; then finish what is in hand."""
        self._jobs.start()
        # Receiving first: who writes while the rest gets ready waits for nothing.
        receiving = asyncio.create_task(self.receiver.run())
        handling = asyncio.create_task(self.dispatcher.run())
        delivering = asyncio.create_task(self.delivery.run())
        presenting = asyncio.create_task(self._present())
        await self.tick()
        await self._stopping.wait()
        presenting.cancel()
        self._jobs.shutdown(wait=False)
        self.receiver.stop()
        self.dispatcher.stop()
        await asyncio.gather(receiving, handling)
        self.delivery.stop()
        await delivering

    def stop(self) -> None:
        """End `run` in good order."""
        self._stopping.set()

    async def close(self) -> None:
        """Let go of connections and the database."""
        with suppress(TelegramError):
            await self.application.shutdown()
            await self.bot.shutdown()  # its connections are open also when it was never reached
        await self.database.close()

    async def settle(self) -> int:
        """Handle all that came in, deliver all that is due; how much that was. For rehearsals."""
        total = 0
        while True:
            received = await self.receiver.receive_once(timeout=0)
            handled = await self.dispatcher.handle_waiting()
            delivered = await self.delivery.deliver_due()
            if not received + handled + delivered:
                return total
            total += received + handled + delivered

    async def tick(self) -> None:
        """Owe what has come due by now, as the scheduler does."""
        for notice_id in await tick(self.database, self.clock, self.delivery):
            await self.progress.update(notice_id)
        self._ticked_at = time.monotonic()

    async def health(self) -> dict[str, bool]:
        """Whether each part does its work; none does before `run` and after `stop`."""
        runs = not self._stopping.is_set()
        return {
            "database": await answers(self.database),
            "planner": runs and is_recent(self._ticked_at, TICKS_WITHIN),
            "handling": runs and is_recent(self.dispatcher.turned_at, TURNS_WITHIN),
            "delivery": runs and is_recent(self.delivery.turned_at, TURNS_WITHIN),
        }

    async def _handle(self, body: dict[str, Any]) -> None:
        update = Update.de_json(body, self.bot)
        chat = update.effective_chat
        # Whoever adds the bot to a group, or throws it out, has said nothing to it.
        if chat is None or chat.type == ChatType.PRIVATE:
            await self.application.process_update(update)

    async def _on_recorded(self, outcomes: Sequence[tuple[ClaimedMessage, Outcome]]) -> None:
        for notice_id in {m.notice_id for m, _ in outcomes if m.message in IN_PROGRESS}:
            assert notice_id is not None
            await self.progress.update(notice_id)

    def _poller(self, installation: Installation) -> Poller:
        address = f"{installation.telegram_url}/bot{installation.token}"
        stored = self.dispatcher.wake
        return Poller(self._polling, address, self.database, self.clock, stored)

    def _up_to(self) -> int | None:
        """The newest update that may be handled: a webhook may bring it before older ones."""
        return self.intake.limit() if self.webhook else None

    def _services(self, installation: Installation) -> Services:
        archive = Archive(installation.archive)
        key = installation.receipt_key
        return Services(self.database, self.clock, archive, self.delivery, self.progress, key)

    async def _reach_telegram(self) -> None:
        wait = FIRST_WAIT
        while not await self._is_reached(wait):
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
        way = f"webhook at {self.webhook.public_url}" if self.webhook else "polling"
        log.info("telegram.reached", bot=self.bot.username, updates_by=way)

    async def _present(self) -> None:
        """How the bot presents itself to strangers: it works without, so nobody waits for it."""
        try:
            await present(self.bot)
        except TelegramError as error:
            log.warning("bot.not_presented", error=redact(str(error)))

    async def _is_reached(self, wait: float) -> bool:
        try:
            await self.application.initialize()
            if self.webhook:
                await announce(self.bot, self.webhook)
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            host = urlsplit(self.bot.base_url).netloc
            words = f"Telegram cannot be reached at {host}, trying again in {wait:g} s"
            log.warning(words, reason=redact(str(error)))
            return False
        return True

    async def _unless_stopped(self, work: Coroutine[Any, Any, None]) -> bool:
        """Do the work; False when `stop` came first, and the work was left there and then."""
        working = asyncio.create_task(work)
        stopped = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if working.done():
            await working
            return not self._stopping.is_set()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        return False


def _application(bot: ExtBot[None], services: Services) -> BotApplication:
    application: BotApplication = (
        Application.builder().bot(bot).context_types(context_types).updater(None).job_queue(None)
    ).build()
    application.bot_data[SERVICES] = services
    register(application)
    return application
