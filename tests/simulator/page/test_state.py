"""The JSON behind the chat page, and its news."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.simulator.page import ChatPage
from bot.simulator.page_state import PhoneCard
from bot.simulator.person import Person
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Json
from tests.simulator.markups import inline, reply_keys
from tests.simulator.page.conftest import Browser, Clock


async def test_state_has_everything_the_page_shows(
    browser: Browser, api: Api, lan: Person, telegram: Telegram
) -> None:
    await api.result("setMyDescription", description="Thi đua")
    await api.result("setMyCommands", commands=[{"command": "han", "description": "Hạn"}])
    keys = reply_keys("Hạn")
    sent = await api.result("sendMessage", chat_id=lan.id, text="Chào", reply_markup=keys)

    state = await browser.state()

    assert state == {
        "revision": telegram.revision,
        "bot": {
            "name": "Thi đua",
            "username": "thidua_demo_bot",
            "description": "Thi đua",
            "short_description": "",
        },
        "clock": {
            "now": "2023-06-01T08:00:00+07:00",
            "next_reminder_at": "2023-06-02T08:00:00+07:00",
        },
        "phones": [
            {
                "id": lan.id,
                "name": "Lan Trần",
                "title": "Chị Lan",
                "subtitle": "HTX Hòa Bình",
                "started": True,
                "blocked": False,
                "unread": 1,
                "typing": False,
                "pending_start": None,
                "commands": [{"command": "han", "description": "Hạn"}],
                "reply_keyboard": keys,
                "messages": [
                    lan.messages[0] | {"outgoing": True},
                    sent | {"outgoing": False},
                ],
                "toast": None,
                "groups": [],
            }
        ],
        "guide": [
            {
                "id": "join",
                "text": "Mở lời mời",
                "done": False,
                "phone": 2000001,
                "action": {"type": "open_link", "payload": "moi"},
            },
            {
                "id": "wait",
                "text": "Đến lần nhắc tới",
                "done": True,
                "phone": None,
                "action": {"type": "clock", "to": "next_reminder"},
            },
            {"id": "look", "text": "Xem", "done": False, "phone": None, "action": None},
        ],
    }


async def test_typing_a_message_and_replying(browser: Browser, api: Api, lan: Person) -> None:
    first = lan.messages[0]["message_id"]

    await browser.act(lan, "text", {"text": "hạn?", "reply_to_message_id": first})

    message = (await api.result("getUpdates"))[0]["message"]
    assert (message["text"], message["reply_to_message"]["message_id"]) == ("hạn?", first)


async def test_link_shows_start_even_in_a_chat_begun_before(
    browser: Browser, api: Api, lan: Person
) -> None:
    await browser.act(lan, "open", {"payload": "moi-1"})
    opened = await browser.phone()
    await browser.act(lan, "start")

    assert (opened["started"], opened["pending_start"]) == (True, "moi-1")
    assert (await browser.phone())["pending_start"] is None
    assert (await api.result("getUpdates"))[0]["message"]["text"] == "/start moi-1"


async def test_buttons_are_pressed_by_place(browser: Browser, api: Api, lan: Person) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=inline("A", "B"))
    await api.result("sendMessage", chat_id=lan.id, text="x", reply_markup=reply_keys("Hạn"))

    await browser.act(lan, "tap", {"message_id": sent["message_id"], "row": 1, "column": 0})
    await browser.act(lan, "keyboard", {"row": 0, "column": 0})

    press, said = await api.result("getUpdates")
    assert press["callback_query"]["data"] == "B"
    assert said["message"]["text"] == "Hạn"
    await api.result(
        "answerCallbackQuery",
        callback_query_id=press["callback_query"]["id"],
        text="Xong",
        show_alert=True,
    )
    toast = (await browser.phone())["toast"]
    assert toast == {"id": press["callback_query"]["id"], "text": "Xong", "alert": True}


async def test_files_are_sent_alone_or_together(browser: Browser, api: Api, lan: Person) -> None:
    for names in (["Báo cáo.pdf"], ["a.pdf", "b.pdf"]):
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("as", "document")
        form.add_field("caption", "6 tháng")
        for name in names:
            form.add_field("files", b"%PDF", filename=name, content_type="application/pdf")
        await browser.act(lan, "files", form)

    alone, *together = [u["message"] for u in await api.result("getUpdates")]
    assert (alone["document"]["file_name"], alone["caption"]) == ("Báo cáo.pdf", "6 tháng")
    assert "media_group_id" not in alone
    assert len({message["media_group_id"] for message in together}) == 1


async def test_contact_block_and_read(browser: Browser, api: Api, lan: Person) -> None:
    sent = await api.result("sendMessage", chat_id=lan.id, text="x")

    await browser.act(lan, "read", {"message_id": sent["message_id"]})
    await browser.act(lan, "contact")
    await browser.act(lan, "block", {"blocked": True})
    phone = await browser.phone()
    await browser.act(lan, "block", {"blocked": False})

    assert (phone["unread"], phone["blocked"]) == (0, True)
    contact, *changes = await api.result("getUpdates")
    assert contact["message"]["contact"]["phone_number"] == "+84912345678"
    assert len(changes) == 2


@pytest.mark.parametrize(
    ("asked", "moment"),
    [
        ({"hours": 1}, datetime(2023, 6, 1, 2, 0, tzinfo=UTC)),
        ({"days": 1}, datetime(2023, 6, 2, 1, 0, tzinfo=UTC)),
        ({"to": "next_reminder"}, datetime(2023, 6, 2, 1, 0, tzinfo=UTC)),
        ({"to": "2023-06-10T08:00"}, datetime(2023, 6, 10, 1, 0, tzinfo=UTC)),
        ({"to": "2023-06-10T08:00+00:00"}, datetime(2023, 6, 10, 8, 0, tzinfo=UTC)),
    ],
)
async def test_clock_is_moved(
    browser: Browser, clock: Clock, asked: Json, moment: datetime
) -> None:
    assert await browser.post("/clock", asked) == (200, {})

    assert clock.moves == [moment]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clock", {"to": "2023-05-01T08:00"}),
        ("/clock", {"to": "31/6"}),
        ("/clock", {"minutes": 5}),
        ("/clock", []),
        ("/clock", {"days": 10**9}),
        ("/phones/1/text", {"text": "x"}),
        ("/phones/2000001/text", {"text": " "}),
        ("/phones/2000001/text", ["x"]),
        ("/phones/2000001/open", {"payload": "có dấu"}),
        ("/phones/2000001/tap", {"message_id": 99, "row": 0, "column": 0}),
        ("/phones/2000001/tap", {"message_id": 1, "row": -1, "column": 0}),
        ("/phones/2000001/keyboard", {"row": 0, "column": 0}),
        ("/phones/2000001/read", {}),
    ],
)
async def test_what_cannot_be_done_is_refused_with_a_reason(
    browser: Browser, path: str, body: Any
) -> None:
    status, answer = await browser.post(path, body)

    assert status == 400
    assert isinstance(answer["error"], str)


async def test_next_reminder_where_there_is_none(browser: Browser, clock: Clock) -> None:
    clock.reminder = None

    status, answer = await browser.post("/clock", {"to": "next_reminder"})

    assert (status, answer) == (400, {"error": "chưa có nhắc hạn nào sắp tới"})


@asynccontextmanager
async def news(browser: Browser) -> AsyncIterator[aiohttp.StreamReader]:
    """The stream of events, opened."""
    async with browser.session.get(f"{browser.url}/chat/events") as response:
        assert response.content_type == "text/event-stream"
        yield response.content


async def test_news_is_told_at_once_and_once(
    browser: Browser, lan: Person, telegram: Telegram
) -> None:
    async with news(browser) as stream:
        first = await stream.readuntil(b"\n\n")
        before = telegram.revision
        for _ in range(20):
            lan.send("x")
        second = await asyncio.wait_for(stream.readuntil(b"\n\n"), 1)

    assert first == b'data: {"revision": %d}\n\n' % before
    assert second == b'data: {"revision": %d}\n\n' % (before + 20)


async def test_end_of_typing_is_news(
    browser: Browser, api: Api, lan: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.simulator.chats.TYPING_SECONDS", 0.1)
    monkeypatch.setattr("bot.simulator.sending.TYPING_SECONDS", 0.1)
    await api.result("sendChatAction", chat_id=lan.id, action="typing")
    typing = (await browser.phone())["typing"]
    async with news(browser) as stream:
        await stream.readuntil(b"\n\n")
        await asyncio.wait_for(stream.readuntil(b"\n\n"), 2)

    assert typing
    assert not (await browser.phone())["typing"]


async def test_server_is_gone_at_once_though_somebody_listens(
    page: ChatPage, session: aiohttp.ClientSession
) -> None:
    async with serve(page.app()) as url:
        response = await session.get(f"{url}/chat/events")
        await response.content.readuntil(b"\n\n")
        begun = time.monotonic()

    assert time.monotonic() - begun < 0.5
    response.close()


async def test_phone_is_added_while_the_page_is_open(
    browser: Browser, page: ChatPage, telegram: Telegram
) -> None:
    minh = telegram.add_person("Minh")
    page.add_phone(PhoneCard(minh.id, "Anh Minh"))

    assert [phone["title"] for phone in (await browser.state())["phones"]] == [
        "Chị Lan",
        "Anh Minh",
    ]
