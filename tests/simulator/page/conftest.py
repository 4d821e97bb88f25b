"""The chat page, served with one phone, a clock and a guide."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.simulator.page import ChatPage
from bot.simulator.page_state import GuideStep, NextReminder, OpenLink, PhoneCard
from bot.simulator.person import Person
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Hands, Json

GUIDE = [
    GuideStep("join", "Mở lời mời", phone=2000001, action=OpenLink("moi")),
    GuideStep("wait", "Đến lần nhắc tới", done=True, action=NextReminder()),
    GuideStep("look", "Xem"),
]


@dataclass
class Clock:
    """A campaign's clock with one reminder ahead."""

    hands: Hands
    reminder: datetime | None = datetime(2023, 6, 2, 1, 0, tzinfo=UTC)
    moves: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.hands.now

    async def next_reminder_at(self) -> datetime | None:
        return self.reminder

    async def move(self, to: datetime) -> None:
        if to < self.hands.now:
            raise ValueError("đồng hồ chỉ đi tới")
        self.moves.append(to)
        self.hands.now = to


@pytest.fixture
def clock(hands: Hands) -> Clock:
    return Clock(hands)


@pytest.fixture
def page(telegram: Telegram, lan: Person, clock: Clock) -> ChatPage:
    cards = [PhoneCard(lan.id, "Chị Lan", "HTX Hòa Bình")]
    return ChatPage(telegram, cards, clock, lambda: GUIDE)


@pytest.fixture
async def url(page: ChatPage) -> AsyncIterator[str]:
    async with serve(page.app()) as address:
        yield address


@dataclass
class Browser:
    """What the page asks of the server."""

    session: aiohttp.ClientSession
    url: str

    async def state(self) -> Json:
        async with self.session.get(f"{self.url}/chat/state") as response:
            return dict(await response.json())

    async def phone(self) -> Json:
        return dict((await self.state())["phones"][0])

    async def post(self, path: str, body: Any = None) -> tuple[int, Json]:
        kind = {"data": body} if isinstance(body, aiohttp.FormData) else {"json": body or {}}
        async with self.session.post(f"{self.url}/chat{path}", **kind) as response:
            return response.status, await response.json()

    async def act(self, person: Person, act: str, body: Any = None) -> None:
        assert await self.post(f"/phones/{person.id}/{act}", body) == (200, {})


@pytest.fixture
def browser(session: aiohttp.ClientSession, url: str) -> Browser:
    return Browser(session, url)
