"""Faults on order: what the bot sees of each, and whether Telegram has the message."""

import asyncio
import time

import aiohttp
import pytest

from bot.simulator.faults import (
    FILE,
    WEBHOOK,
    Cut,
    Dropped,
    Fault,
    Faults,
    Late,
    Page,
    Refused,
    Silent,
    Trickling,
)
from bot.simulator.person import Person
from bot.simulator.receiving import set_webhook
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api
from tests.simulator.test_webhooks import Bot, at_an_address, everything_is_taken

BROKEN = "ClientOSError", "ServerDisconnectedError"
PATIENCE = aiohttp.ClientTimeout(total=0.3)


async def sight_of(api: Api, person: Person, words: str = "x") -> str:
    """What the bot sees of a message it sends: status and kind of the answer, or the error."""
    where = f"{api.url}/bot{api.token}/sendMessage"
    message = {"chat_id": person.id, "text": words}
    try:
        async with api.session.post(where, json=message, timeout=PATIENCE) as response:
            kind = response.content_type.partition("/")[2]
            await response.read()
            return f"{response.status} {kind}"
    except (aiohttp.ClientError, TimeoutError) as error:
        return type(error).__name__


@pytest.mark.parametrize(
    ("fault", "sights", "arrived"),
    [
        (Refused(500, "Internal Server Error"), ["500 json"], False),
        (Refused(401, "Unauthorized"), ["401 json"], False),
        (Page(502), ["502 html"], False),
        (Page(504, accepted=True), ["504 html"], True),
        (Dropped(), BROKEN, False),
        (Dropped(accepted=True), BROKEN, True),
        (Silent(), ["TimeoutError"], False),
        (Silent(accepted=True), ["TimeoutError"], True),
        (Cut(), ["ClientPayloadError"], True),
        (Trickling(0.05), ["200 json"], True),
        (Trickling(30), ["TimeoutError"], True),
        (Late(0.05), ["200 json"], True),
    ],
    ids=repr,
)
async def test_each_fault_looks_like_itself_and_is_over_after_its_times(
    api: Api, telegram: Telegram, lan: Person, fault: Fault, sights: list[str], arrived: bool
) -> None:
    order = telegram.faults.inject(fault, "sendMessage", times=1)

    met, then = await sight_of(api, lan, "first"), await sight_of(api, lan, "then")

    assert met in sights
    assert then == "200 json"
    assert order.met == 1
    texts = [posted.body["text"] for posted in lan.chat if not posted.outgoing]
    assert texts == (["first", "then"] if arrived else ["then"])


async def test_a_429_says_how_long_in_json_or_in_the_header_of_a_page(
    api: Api, telegram: Telegram
) -> None:
    telegram.faults.inject(Refused(429, "Too Many", {"retry_after": 7}), "getMe", times=1)
    in_json = await api.ask("getMe")
    telegram.faults.inject(Page(429, retry_after=7), times=1)
    async with api.session.get(f"{api.url}/bot{api.token}/getMe") as response:
        in_header = response.headers["Retry-After"]

    assert (in_json["parameters"], in_header) == ({"retry_after": 7}, "7")


async def test_a_fault_strikes_its_methods_alone_and_without_any_all_of_them(
    api: Api, telegram: Telegram, lan: Person
) -> None:
    with telegram.faults.inject(Page(), "getChat", "getFile"):
        others = await sight_of(api, lan)
    with telegram.faults.inject(Page()):
        all_ = await sight_of(api, lan)

    assert (others, all_, await sight_of(api, lan)) == ("200 json", "502 html", "200 json")


async def test_files_and_long_polls_have_faults_too(
    api: Api, telegram: Telegram, lan: Person
) -> None:
    lan.send_document("a.txt", b"abc")
    file_id = telegram.updates.waiting[-1]["message"]["document"]["file_id"]
    path = (await api.result("getFile", file_id=file_id))["file_path"]
    telegram.faults.inject(Dropped(), FILE, "getUpdates")

    for where in (f"/file/bot{api.token}/{path}", f"/bot{api.token}/getUpdates"):
        with pytest.raises(aiohttp.ClientError):
            await api.session.get(f"{api.url}{where}", timeout=PATIENCE)


async def test_lateness_goes_with_other_faults(api: Api, telegram: Telegram, lan: Person) -> None:
    telegram.faults.inject(Late(0.1))
    telegram.faults.inject(Page(503))
    began = time.monotonic()

    assert await sight_of(api, lan) == "503 html"
    assert time.monotonic() - began >= 0.1


def test_chance_strikes_about_as_often_as_told_and_the_same_for_the_same_seed() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults()
        faults.chances.seed(seed)
        faults.inject(Cut(), chance=0.2)
        return [faults.breakage("getMe") is not None for _ in range(1000)]

    assert 150 < sum(struck(1)) < 250
    assert struck(1) == struck(1) != struck(2)


def test_the_order_given_first_strikes_first_and_clearing_ends_all() -> None:
    faults = Faults()
    first = faults.inject(Cut(), times=1)
    second = faults.inject(Dropped(), times=5)

    struck = [faults.breakage("getMe") for _ in range(2)]
    faults.clear()

    assert struck == [Cut(), Dropped()]
    assert (first.met, second.met, faults.breakage("getMe")) == (1, 1, None)


def test_a_misspelt_method_is_refused() -> None:
    with pytest.raises(ValueError, match="sendMesage"):
        Faults().inject(Cut(), "sendMesage")


async def test_unplugged_it_refuses_connections_and_is_there_again_at_the_same_address(
    api: Api, telegram: Telegram, lan: Person
) -> None:
    telegram.faults.inject(Silent(), "getUpdates")
    waiting = asyncio.create_task(api.ask("getUpdates"))
    await asyncio.wait({waiting}, timeout=0.1)
    telegram.unplug()
    away = await sight_of(api, lan)
    broken = await asyncio.gather(waiting, return_exceptions=True)
    await telegram.plug_in()

    assert away == "ClientConnectorError"
    assert isinstance(broken[0], aiohttp.ClientError)
    assert await sight_of(api, lan) == "200 json"


@pytest.mark.parametrize(
    ("fault", "comes"), [(Dropped(), 1), (Dropped(accepted=True), 2), (Late(0.05), 1)], ids=repr
)
async def test_what_the_bot_took_is_brought_again_when_its_200_is_lost(
    telegram: Telegram, lan: Person, fault: Fault, comes: int
) -> None:
    telegram.webhook.is_local, telegram.webhook.pace = True, 0.01
    telegram.faults.inject(fault, WEBHOOK, times=1)
    bot = Bot()
    async with at_an_address(bot):
        telegram.open()
        set_webhook(telegram, {"url": bot.url})
        lan.send("/han")
        await everything_is_taken(telegram)
        telegram.close()

    assert bot.texts == ["/han"] * comes
