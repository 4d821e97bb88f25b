"""A process that receives or sends, and may kill itself at the worst moment.

Run as `python -m tests.delivery.crashing receive|brought|send DATABASE_URL URL KILL_AFTER`; with
KILL_AFTER 0 it does all there is to do and ends. URL is that of the Bot API, and for `brought`,
which ends with SIGTERM, the public one to listen on.
"""

import asyncio
import os
import signal
import sys
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import text
from telegram import Bot

import bot.delivery.turns
from bot.actions.inbox import mark_done
from bot.clock import RehearsalClock
from bot.delivery.dispatching import Dispatcher, Handle
from bot.delivery.intake import Intake
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.polling import Poller
from bot.delivery.request import AiohttpRequest
from bot.delivery.webhook import webhook_at
from bot.serving import listen
from bot.web import open_web
from storage.database import Database
from tests.delivery.conftest import NOW
from tests.delivery.owing import say

KEY = b"a key of the tests"
WORKERS = 8
GROUP = 4


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def acting(database: Database, kill_after: int) -> Handle:
    """An action: keeps the update's id and marks it, in one transaction.

    Killed while actions are half way: done, but not committed.
    """
    acted = 0

    async def act(update: dict[str, Any]) -> None:
        nonlocal acted
        async with database.transaction() as db:
            values = text("INSERT INTO handled VALUES (:id)").bindparams(id=update["update_id"])
            await db.exec(values)
            await mark_done(db, update["update_id"], NOW)
            acted += 1
            if kill_after and acted == kill_after:
                die()

    return act


async def receive(database: Database, url: str, kill_after: int) -> None:
    """Ask, store and handle."""
    clock = RehearsalClock(NOW, speed=0)
    async with AiohttpRequest() as request:
        poller = Poller(request, url, database, clock)
        act = acting(database, kill_after)
        dispatcher = Dispatcher(database, clock, act, at_once=WORKERS)
        await dispatcher.recover()
        while await poller.receive_once(timeout=0):
            pass
        await dispatcher.handle_waiting()


async def brought(database: Database, url: str, kill_after: int) -> None:
    """Store what is brought, say so, handle."""
    clock = RehearsalClock(NOW, speed=0)
    act = acting(database, kill_after)
    dispatcher = Dispatcher(database, clock, act, up_to=lambda: intake.limit(), at_once=WORKERS)
    intake = Intake(database, clock, dispatcher.wake)
    app: Any = SimpleNamespace(webhook=webhook_at(url, KEY), intake=intake)

    def stop() -> None:
        intake.stop()
        dispatcher.stop()

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
    await intake.begin()
    async with open_web(app, listen("127.0.0.1", urlsplit(url).port or 0)):
        await asyncio.gather(intake.run(), dispatcher.run())


async def send(database: Database, url: str, kill_after: int) -> None:
    """Send what is owed; killed between sending and committing that it was sent."""
    recorded = 0
    record = bot.delivery.turns.record

    async def record_or_die(db: Any, outcomes: Any, *args: Any, **kwargs: Any) -> None:
        nonlocal recorded
        await record(db, outcomes, *args, **kwargs)
        recorded += len(outcomes)
        if kill_after and recorded >= kill_after:
            die()

    bot.delivery.turns.record = record_or_die
    base, _, token = url.rpartition("/bot")
    async with AiohttpRequest() as request:
        speaker = Bot(token, base_url=f"{base}/bot", request=request)
        clock = RehearsalClock(NOW, speed=0)
        limits = Limits.unlimited()
        delivery = Delivery(
            database, speaker, clock, say, limits=limits, workers=WORKERS, group=GROUP
        )
        await delivery.recover()
        await delivery.deliver_due()


async def main(work: str, database_url: str, url: str, kill_after: int) -> None:
    database = Database(database_url)
    await {"receive": receive, "brought": brought, "send": send}[work](database, url, kill_after)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])))
