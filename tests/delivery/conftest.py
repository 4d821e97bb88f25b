"""A served Telegram, a database in a file, and the way in and out between them."""

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlmodel import SQLModel
from structlog.typing import EventDict
from telegram import Bot

import storage.tables  # noqa: F401 - registers the tables
from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.request import AiohttpRequest
from bot.simulator.person import Person
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from storage.database import Database, sqlite_url
from tests.delivery.owing import NOW, say

Build = Callable[..., Delivery]


@pytest.fixture
def clock() -> RehearsalClock:
    """Campaign time that stands still."""
    return RehearsalClock(NOW, speed=0)


@pytest.fixture
def real_clock() -> RehearsalClock:
    """The machine's time, moved by hand."""
    return RehearsalClock(datetime(2026, 2, 3, tzinfo=NOW.tzinfo), speed=0)


@pytest.fixture
def telegram(clock: RehearsalClock) -> Telegram:
    return Telegram(clock.now)


@pytest.fixture
def mai(telegram: Telegram) -> Person:
    person = telegram.add_person("Mai")
    person.start()
    return person


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    """The bot's address, token included."""
    async with serve(telegram) as address:
        yield f"{address}/bot{telegram.token}"


@pytest.fixture
async def request_(url: str) -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as request:
        yield request


@pytest.fixture
async def bot(url: str, telegram: Telegram, request_: AiohttpRequest) -> Bot:
    base = url.removesuffix(telegram.token)
    files = base.removesuffix("bot") + "file/bot"
    return Bot(telegram.token, base_url=base, base_file_url=files, request=request_)


@pytest.fixture
def build(database: Database, bot: Bot, clock: RehearsalClock, real_clock: RehearsalClock) -> Build:
    """A maker of senders without limits."""

    def build(**settings: Any) -> Delivery:
        settings = {"limits": Limits.unlimited(), "real_clock": real_clock, "word": say} | settings
        return Delivery(database, bot, clock, **settings)

    return build


def texts_of(person: Person) -> list[str]:
    """What the bot wrote to a person, in order."""
    return [posted.body["text"] for posted in person.chat if not posted.outgoing]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(sqlite_url(tmp_path / "thidua.db"))
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    yield database
    await database.close()


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    """The events logged during a test, in order."""
    with structlog.testing.capture_logs() as events:
        yield events
