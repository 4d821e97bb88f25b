"""Webhooks: what may be set, and how updates are brought."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.serving import listen, serving
from bot.simulator.person import Person
from bot.simulator.receiving import set_webhook
from bot.simulator.refusals import Json
from bot.simulator.telegram import Telegram
from tests.simulator.conftest import Api, Hands

SECRET = "X-Telegram-Bot-Api-Secret-Token"
HTTPS = "https://bot.example.vn/hook"


class Bot:
    """A bot's own address: keeps what is brought, answers what it is told to."""

    def __init__(self) -> None:
        self.url = ""
        self.came: list[Json] = []
        self.secrets: list[str | None] = []
        self.answers: list[Response] = []
        self.at_once = self.most_at_once = 0
        self.goes_on = asyncio.Event()
        self.goes_on.set()

    async def take(self, request: Request) -> Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.came.append(await request.json())
        self.secrets.append(request.headers.get(SECRET))
        await self.goes_on.wait()
        self.at_once -= 1
        return self.answers.pop(0) if self.answers else Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.came if "message" in update]


@contextlib.asynccontextmanager
async def at_an_address(bot: Bot, port: int = 0) -> AsyncIterator[None]:
    listener = listen("127.0.0.1", port)
    bot.url = f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
    app = Starlette(routes=[Route("/hook", bot.take, methods=["POST"])])
    async with serving(app, listener):
        yield


@pytest.fixture
def telegram(hands: Hands) -> Telegram:
    telegram = Telegram(hands, is_local=True)
    telegram.webhook.pace = 0.01
    return telegram


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    async with at_an_address(bot):
        yield bot


async def everything_is_taken(telegram: Telegram) -> None:
    await telegram.until(lambda: not len(telegram.updates))


async def test_what_waits_and_what_comes_is_brought_with_the_secret(
    api: Api, telegram: Telegram, lan: Person, bot: Bot
) -> None:
    lan.send("trước")
    await api.result("setWebhook", url=bot.url, secret_token="mat-khau_1")
    lan.send("sau")
    await everything_is_taken(telegram)

    assert bot.texts == ["trước", "sau"]
    assert bot.secrets == ["mat-khau_1"] * 2


async def test_what_is_not_taken_is_brought_again_until_it_is(
    api: Api, telegram: Telegram, lan: Person, bot: Bot
) -> None:
    bot.answers = [Response(status_code=status) for status in (500, 404, 302)]
    lan.send("một")
    lan.send("hai")
    await api.result("setWebhook", url=bot.url)
    await everything_is_taken(telegram)

    assert bot.texts == ["một"] * 4 + ["hai"]
    info = await api.result("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 302 Found"
    assert info["last_error_date"] == telegram.timestamp()


async def test_retry_after_is_heeded(api: Api, telegram: Telegram, lan: Person, bot: Bot) -> None:
    bot.answers = [Response(status_code=503, headers={"Retry-After": "7"})]
    telegram.webhook.pace = 0.05
    lan.send("một")
    begun = asyncio.get_running_loop().time()
    await api.result("setWebhook", url=bot.url)
    await everything_is_taken(telegram)

    assert asyncio.get_running_loop().time() - begun >= 0.35


async def test_a_chat_keeps_its_order_and_others_do_not_wait_for_it(
    api: Api, telegram: Telegram, lan: Person, bot: Bot
) -> None:
    bot.goes_on.clear()
    await api.result("setWebhook", url=bot.url)
    lan.send("một")
    lan.send("hai")
    lan.tap_data(1, "x")
    minh = telegram.add_person("Minh")
    minh.start()
    await telegram.until(lambda: bot.at_once == 3)
    bot.goes_on.set()
    await everything_is_taken(telegram)

    assert [text for text in bot.texts if text != "/start"] == ["một", "hai"]
    assert "hai" not in [update.get("message", {}).get("text") for update in bot.came[:3]]
    assert "callback_query" in {kind for update in bot.came[:3] for kind in update}


async def test_no_more_connections_than_asked_for(api: Api, telegram: Telegram, bot: Bot) -> None:
    for number in range(6):
        telegram.add_person(f"Người {number}").start()
    bot.goes_on.clear()
    await api.result("setWebhook", url=bot.url, max_connections=2)
    await telegram.until(lambda: bot.at_once == 2)
    await asyncio.sleep(0.05)
    bot.goes_on.set()
    await everything_is_taken(telegram)

    assert (bot.most_at_once, len(bot.came)) == (2, 6)


async def test_a_bot_that_is_away_gets_everything_when_it_is_back(
    api: Api, telegram: Telegram, lan: Person
) -> None:
    bot = Bot()
    async with at_an_address(bot):
        await api.result("setWebhook", url=bot.url)
    lan.send("một")
    await telegram.until(lambda: telegram.webhook.last_error is not None)
    info = await api.result("getWebhookInfo")
    async with at_an_address(bot, int(bot.url.split(":")[2].partition("/")[0])):
        await everything_is_taken(telegram)

    assert (info["pending_update_count"], info["last_error_message"]) == (1, "Connection refused")
    assert bot.texts == ["một"]


async def test_it_is_either_asking_or_having_it_brought(
    api: Api, telegram: Telegram, lan: Person, bot: Bot
) -> None:
    polling = asyncio.create_task(api.refusal("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    await api.result("setWebhook", url=bot.url)

    assert await polling == "409 Conflict: terminated by setWebhook request"
    assert await api.refusal("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await api.result("deleteWebhook")
    lan.send("một")
    assert len(await api.result("getUpdates")) == 1
    assert bot.came == []


async def test_what_was_set_is_told_without_the_secret(api: Api, bot: Bot) -> None:
    await api.result(
        "setWebhook", url=bot.url, secret_token="x" * 256, max_connections=500,
        allowed_updates=["message", "callback_query"],
    )  # fmt: skip
    told = await api.result("getWebhookInfo")
    await api.result("setWebhook", url="")

    assert told == {
        "url": bot.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 100,
        "allowed_updates": ["callback_query", "message"],
    }
    assert (await api.result("getWebhookInfo"))["url"] == ""


async def test_dropping_what_waits_brings_nothing(
    api: Api, telegram: Telegram, lan: Person, bot: Bot
) -> None:
    lan.send("một")
    await api.result("setWebhook", url=bot.url, drop_pending_updates=True)
    lan.send("hai")
    await everything_is_taken(telegram)

    assert bot.texts == ["hai"]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"url": HTTPS, "secret_token": "x" * 257}, "secret token is too long"),
        ({"url": HTTPS, "secret_token": "mật"}, "secret token contains unallowed characters"),
        (
            {"url": "http://bot.example.vn"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://bot.example.vn:8080"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        ({"url": "https://127.0.0.1"}, "bad webhook: IP address 127.0.0.1 is reserved"),
        (
            {"url": "https://localhost"},
            "bad webhook: Failed to resolve host: Name or service not known",
        ),
    ],
)
async def test_an_address_that_telegrams_own_servers_do_not_take_is_refused(
    api: Api, telegram: Telegram, parameters: Json, words: str
) -> None:
    telegram.webhook.is_local = False

    assert await api.refusal("setWebhook", **parameters) == f"400 Bad Request: {words}"
    assert (await api.result("getWebhookInfo"))["url"] == ""


async def test_nothing_is_brought_off_this_machine(
    hands: Hands,
) -> None:
    telegram = Telegram(hands)
    set_webhook(telegram, {"url": HTTPS})

    assert telegram.webhook.settings is not None
    assert telegram.webhook._working is None
