"""Long polling, and what comes to the bot."""

import asyncio
import time

import aiohttp
import pytest

from bot.simulator.person import Attachment, Person
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api

CONFLICT = (
    "409 Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


async def test_update_waits_until_it_is_confirmed(api: Api, lan: Person) -> None:
    lan.send("một")
    lan.send("hai")

    first = await api.result("getUpdates")
    again = await api.result("getUpdates", offset=first[0]["update_id"])
    second = await api.result("getUpdates", offset=first[0]["update_id"] + 1)

    assert [u["message"]["text"] for u in first] == ["một", "hai"]
    assert again == first
    assert second == first[1:]
    assert await api.result("getUpdates") == second


async def test_limit_and_negative_offset(api: Api, lan: Person) -> None:
    for text in ("một", "hai", "ba"):
        lan.send(text)

    oldest = await api.result("getUpdates", limit=1)
    newest = await api.result("getUpdates", offset=-1)

    assert [u["message"]["text"] for u in oldest] == ["một"]
    assert [u["message"]["text"] for u in newest] == ["ba"]
    assert await api.result("getUpdates") == newest


async def test_poll_wakes_at_the_first_news(api: Api, lan: Person) -> None:
    polling = asyncio.create_task(api.result("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    begun = time.monotonic()

    lan.send("hạn nộp?")

    assert (await polling)[0]["message"]["text"] == "hạn nộp?"
    assert time.monotonic() - begun < 1


async def test_poll_without_news_comes_back_empty_after_its_time(api: Api, lan: Person) -> None:
    begun = time.monotonic()

    assert await api.result("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - begun < 3


async def test_second_poller_throws_the_first_out(api: Api, lan: Person) -> None:
    first = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(api.result("getUpdates", timeout=30))

    assert await first == CONFLICT
    lan.send("chào")
    assert len(await second) == 1


async def test_only_wanted_kinds_come_from_then_on(api: Api, lan: Person) -> None:
    lan.send("trước")
    await api.result("getUpdates", allowed_updates=["callback_query"])
    lan.send("sau")
    lan.tap_data(1, "x")

    kinds = [set(u) - {"update_id"} for u in await api.result("getUpdates")]

    assert kinds == [{"message"}, {"callback_query"}]


async def test_dropping_what_waits(api: Api, lan: Person) -> None:
    lan.send("một")

    waiting = await api.result("getWebhookInfo")
    await api.result("deleteWebhook", drop_pending_updates=True)

    assert waiting == {"url": "", "has_custom_certificate": False, "pending_update_count": 1}
    assert await api.result("getUpdates") == []


async def test_server_is_gone_at_once_though_somebody_polls(
    telegram: Telegram, session: aiohttp.ClientSession
) -> None:
    async with serve(telegram) as url:
        where = f"{url}/bot{telegram.token}/getUpdates"
        polling = asyncio.create_task(session.post(where, json={"timeout": 50}))
        await asyncio.sleep(0.05)
        begun = time.monotonic()

    assert time.monotonic() - begun < 0.5
    assert await (await polling).json() == {"ok": True, "result": []}


async def test_service_comes_back_at_the_same_place_after_an_outage(
    telegram: Telegram, lan: Person, session: aiohttp.ClientSession
) -> None:
    async with serve(telegram) as url:
        port = int(url.rpartition(":")[2])
    lan.send("trong lúc mất mạng")

    async with (
        serve(telegram, port) as url,
        session.post(f"{url}/bot{telegram.token}/getUpdates", json={"timeout": 5}) as response,
    ):
        answer = await response.json()

    assert [u["message"]["text"] for u in answer["result"]] == ["trong lúc mất mạng"]


async def test_start_carries_the_payload_of_the_link(api: Api, telegram: Telegram) -> None:
    minh = telegram.add_person("Minh")
    minh.open_link("moi_A-1")

    minh.start()

    (update,) = await api.result("getUpdates")
    assert update["message"]["text"] == "/start moi_A-1"
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert minh.pending_start is None
    with pytest.raises(ValueError, match="start payload"):
        minh.start("có dấu")


async def test_contact_of_oneself_names_the_user_and_anothers_does_not(
    api: Api, lan: Person
) -> None:
    lan.share_contact()
    lan.send_contact("+84999", "Ai đó")

    own, other = [u["message"]["contact"] for u in await api.result("getUpdates")]

    assert own == {
        "phone_number": "+84912345678",
        "first_name": "Lan",
        "last_name": "Trần",
        "user_id": lan.id,
    }
    assert other == {"phone_number": "+84999", "first_name": "Ai đó"}


async def test_blocking_and_unblocking_are_told(api: Api, lan: Person) -> None:
    lan.block()
    lan.unblock()

    changes = [u["my_chat_member"]["new_chat_member"] for u in await api.result("getUpdates")]

    assert [change["status"] for change in changes] == ["kicked", "member"]


async def test_correction_comes_as_an_edited_message(api: Api, lan: Person) -> None:
    sent = lan.send("31/6")

    lan.edit(sent["message_id"], "30/6")

    update = (await api.result("getUpdates"))[1]
    assert update["edited_message"]["text"] == lan.messages[-1]["text"] == "30/6"


async def test_album_comes_as_separate_updates_of_one_group(api: Api, lan: Person) -> None:
    lan.send_album([Attachment(b"a", "a.pdf"), Attachment(b"b", "b.pdf")], caption="Báo cáo")

    first, second = [u["message"] for u in await api.result("getUpdates")]

    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("Báo cáo", False)
    assert [m["document"]["file_name"] for m in (first, second)] == ["a.pdf", "b.pdf"]


async def test_long_text_goes_as_several_messages(api: Api, lan: Person) -> None:
    lan.send("x" * 5000)

    lengths = [len(u["message"]["text"]) for u in await api.result("getUpdates")]

    assert lengths == [4096, 904]
