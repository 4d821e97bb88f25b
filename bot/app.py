"""The composition root: what the program is made of, started and stopped in good order."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Bot, Update
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import Application, ExtBot

from bot.asking.examples import prepare
from bot.clock import Clock
from bot.context import SERVICES, BotApplication, BotContext, Services, context_types
from bot.delivery.answering import AnswerLimiter
from bot.delivery.dispatching import Dispatcher
from bot.delivery.hearing import Hearing
from bot.delivery.intake import Intake
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.polling import BATCH, Poller
from bot.delivery.progress import Progress
from bot.delivery.request import AiohttpRequest
from bot.delivery.sending import Worded
from bot.delivery.webhook import Watch, Webhook, look_after
from bot.delivery.wording import word
from bot.health import (
    LEAD_WITHIN,
    TICKS_WITHIN,
    TURNS_WITHIN,
    Condition,
    answers,
    condition,
    is_recent,
)
from bot.jobs import every_minute, scheduler, tick
from bot.leading import lead_in_turn, unless
from bot.plan_files import read_sent
from bot.reaching import present_quietly, reach
from bot.rules.notices import IN_PROGRESS
from bot.rules.outbox import Outcome
from handlers.all import register
from handlers.groups import GROUPS, handle_in_group
from storage.archive import Archive
from storage.database import Database
from storage.leading import lead_of
from storage.outbox import ClaimedMessage
from storage.schema import migrate

log = structlog.get_logger()

AFTER_THE_START = 3.0
"""Seconds after which nobody waits for the start any more."""

POLLING_TIMEOUT = 40.0


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
    Of several on one PostgreSQL database one leads and does all this, and the others only take
    what is given to them until they lead.
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
            # Without a request to poll with, the library makes one, with certificates of its own.
            Bot(
                installation.token,
                f"{installation.telegram_url}/bot",
                request=request,
                get_updates_request=self._polling,
            ),
            self.clock,
            self._word,
            limits=installation.limits,
            on_recorded=self._on_recorded,
        )
        self.progress = Progress(self.bot, self.database, self.clock)
        self.dispatcher = Dispatcher(self.database, self.clock, self._handle, up_to=self._up_to)
        self.webhook = installation.webhook
        self.hearing = Hearing()
        self.intake = Intake(self.database, self.clock, self.dispatcher.wake, hearing=self.hearing)
        self.poller = None if self.webhook else self._poller(installation)
        self.application = _application(self.bot, self._services(installation))
        self._jobs = scheduler(self.tick, self.database, self.clock)
        if self.webhook:
            watch = Watch(self.bot, self.webhook)
            every_minute(
                self._jobs, partial(look_after, watch, self.hearing, self.database, self.clock)
            )
        self._lead = lead_of(self.database)
        self._is_leading = False
        self._stopping = asyncio.Event()
        self._ticked_at: float | None = None

    async def start(self) -> bool:
        """Bring the database up to date and reach Telegram, however long that takes.

        False when `stop` was called meanwhile: there is nothing to run. Raises DatabaseUnusable,
        LeadTaken when another process works on this SQLite database, TokenRefused when Telegram
        does not know the token, and WebhookRefused.
        """
        if self.database.is_sqlite:
            await self._lead.gain()
        await migrate(self.database)
        if self.webhook:
            await self.intake.begin()
        return await unless(self._stopping, reach(self.application, self.bot, self.webhook))

    async def run(self) -> None:
        """Receive, handle, plan and deliver until `stop`; then finish what is in hand."""
        self._jobs.start(paused=True)
        leading = asyncio.create_task(
            lead_in_turn(self._lead, self._at_work, self.intake.note, self._stopping)
        )
        presenting = asyncio.create_task(present_quietly(self.bot))
        preparing = asyncio.create_task(_prepare_answers())
        stopped = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({leading, stopped}, return_when=asyncio.FIRST_COMPLETED)
        self.intake.stop()
        await asyncio.gather(leading, self.intake.run())
        stopped.cancel()
        presenting.cancel()
        preparing.cancel()
        self._jobs.shutdown(wait=False)

    @asynccontextmanager
    async def _at_work(self) -> AsyncIterator[None]:
        """Do what the leader does; at the end finish what is in hand."""
        await self.intake.catch_up()
        works = {
            each: asyncio.create_task(each.run())
            for each in self._workers()
            if each is not self.delivery
        }
        self._is_leading = True
        self._jobs.resume()
        try:
            # Before anything is sent: a reminder that an outage kept back is not for any hour.
            await self._first_tick()
            works[self.delivery] = asyncio.create_task(self.delivery.run())
            yield
        finally:
            self._jobs.pause()
            self._is_leading = False
            for worker, work in works.items():
                worker.stop()
                await work

    def stop(self) -> None:
        """End `run` in good order."""
        self._stopping.set()

    async def close(self) -> None:
        """Let go of connections and the database."""
        await self._lead.release()
        with suppress(TelegramError):
            await self.application.shutdown()
            await self.bot.shutdown()  # its connections are open also when it was never reached
        await self.database.close()

    async def settle(self) -> int:
        """Handle all that came in, deliver all that is due; how much that was. For rehearsals."""
        total = 0
        while True:
            received = await self.poller.receive_once(timeout=0) if self.poller else 0
            handled = await self.dispatcher.handle_waiting()
            delivered = await self.delivery.deliver_due()
            total += received + handled + delivered
            # What could not be delivered is told to somebody: that is owed now.
            if received < BATCH and not delivered:
                return total

    async def tick(self) -> None:
        """Owe what has come due by now, as the scheduler does."""
        hears = not self.hearing.is_deaf
        for notice_id in await tick(self.database, self.clock, self.delivery, hears=hears):
            await self.progress.update(notice_id)
        self._ticked_at = time.monotonic()

    async def health(self) -> dict[str, Condition]:
        """How each part does its work; none does it before `run` and after `stop`."""
        waits = not self._is_leading and is_recent(self._lead.looked_at, LEAD_WITHIN)
        part = partial(condition, runs=not self._stopping.is_set(), stands_by=waits)
        return {
            "database": Condition.of(well=await answers(self.database)),
            "planner": part(self._ticked_at, TICKS_WITHIN),
            "handling": part(self.dispatcher.turned_at, TURNS_WITHIN),
            "delivery": part(self.delivery.turned_at, TURNS_WITHIN),
        }

    async def _first_tick(self) -> None:
        try:
            await self.tick()
        except Exception:
            log.exception("tick.failed")  # there will be another

    def _workers(self) -> Sequence[Poller | Dispatcher | Delivery]:
        """Who works for the leader, each handing on to the next: to be stopped in this order."""
        first = [self.poller] if self.poller else []
        return [*first, self.dispatcher, self.delivery]

    async def _handle(self, body: dict[str, Any]) -> None:
        update = Update.de_json(body, self.bot)
        chat = update.effective_chat
        if chat is None or chat.type == ChatType.PRIVATE:
            await self.application.process_update(update)
        elif chat.type in GROUPS:
            await handle_in_group(BotContext.from_update(update, self.application))

    async def _word(self, db: AsyncSession, message: ClaimedMessage, now: datetime) -> Worded:
        return await word(db, message, now, self.bot.username)

    async def _on_recorded(self, outcomes: Sequence[tuple[ClaimedMessage, Outcome]]) -> None:
        for notice_id in {m.notice_id for m, _ in outcomes if m.message in IN_PROGRESS}:
            assert notice_id is not None
            await self.progress.update(notice_id)

    def _poller(self, installation: Installation) -> Poller:
        address = f"{installation.telegram_url}/bot{installation.token}"
        stored, hearing = self.dispatcher.wake, self.hearing
        return Poller(self._polling, address, self.database, self.clock, stored, hearing=hearing)

    def _up_to(self) -> int | None:
        """The newest update that may be handled: a webhook may bring it before older ones."""
        return self.intake.limit() if self.webhook else None

    def _services(self, installation: Installation) -> Services:
        archive = Archive(installation.archive)
        return Services(
            self.database,
            self.clock,
            archive,
            self.delivery,
            self.progress,
            installation.receipt_key,
            partial(read_sent, installation.clock),
        )


async def _prepare_answers() -> None:
    """Read what questions are understood by, once the start is over: it takes half a second."""
    await asyncio.sleep(AFTER_THE_START)
    await asyncio.to_thread(prepare)


def _application(bot: ExtBot[None], services: Services) -> BotApplication:
    application: BotApplication = (
        Application.builder().bot(bot).context_types(context_types).updater(None).job_queue(None)
    ).build()
    application.bot_data[SERVICES] = services
    register(application)
    return application
