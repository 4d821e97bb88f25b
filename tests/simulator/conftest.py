"""A served Telegram, one person who has started the bot, and a plain HTTP client for it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.simulator.person import Person
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram

Json = dict[str, Any]


@dataclass
class Hands:
    """A clock that a test moves by hand."""

    now: datetime = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        self.now += timedelta(**step)


@dataclass
class Api:
    """Raw requests to the Bot API: answers as they are, refusals included."""

    session: aiohttp.ClientSession
    url: str
    token: str

    async def ask(self, method: str, **parameters: Any) -> Json:
        """The whole answer to a JSON request, with its HTTP status."""
        where = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(where, json=parameters) as response:
            return await response.json() | {"status": response.status}

    async def result(self, method: str, **parameters: Any) -> Any:
        """The result of a request that must succeed."""
        answer = await self.ask(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> str:
        """Status and words of a request that must be refused."""
        answer = await self.ask(method, **parameters)
        assert not answer["ok"], answer
        assert answer["status"] == answer["error_code"]
        return f"{answer['status']} {answer['description']}"


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def telegram(hands: Callable[[], datetime]) -> Telegram:
    return Telegram(hands, username="thidua_demo_bot", name="Thi đua")


@pytest.fixture
async def url(telegram: Telegram) -> AsyncIterator[str]:
    async with serve(telegram) as address:
        yield address


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as client:
        yield client


@pytest.fixture
def api(session: aiohttp.ClientSession, url: str, telegram: Telegram) -> Api:
    return Api(session, url, telegram.token)


@pytest.fixture
def lan(telegram: Telegram) -> Person:
    """Someone who has pressed Start; the bot has been told and has confirmed it."""
    person = telegram.add_person("Lan", last_name="Trần", phone_number="+84912345678")
    person.start()
    telegram.updates.forget()
    return person
