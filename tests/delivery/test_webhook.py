"""Telling Telegram where updates go: by webhook, or back to asking for them."""

import pytest
from structlog.typing import EventDict
from telegram import Bot
from telegram.error import Conflict

from bot.clock import RehearsalClock
from bot.delivery.polling import Poller
from bot.delivery.request import AiohttpRequest
from bot.delivery.webhook import Watch, WebhookRefused, announce, webhook_at
from bot.simulator.person import Person
from bot.simulator.receiving import delete_webhook, set_webhook
from bot.simulator.telegram import Telegram
from storage.database import Database

KEY = b"a key of the tests"
HTTPS = "https://bot.example.vn/thidua"


@pytest.fixture
def poller(request_: AiohttpRequest, url: str, database: Database, clock: RehearsalClock) -> Poller:
    return Poller(request_, url, database, clock)


def test_what_is_not_given_is_derived_the_same_at_every_start_and_tells_nothing_of_the_key() -> (
    None
):
    webhook = webhook_at(HTTPS, KEY)

    assert webhook == webhook_at(HTTPS, KEY) != webhook_at(HTTPS, b"another key")
    assert webhook.url == f"{HTTPS}/{webhook.path}"
    assert len({webhook.path, webhook.secret, KEY.hex()}) == 3
    assert {len(webhook.path), len(webhook.secret)} == {64}
    assert webhook_at(HTTPS, KEY, "of-my-own").secret == "of-my-own"


def test_neither_path_nor_secret_is_shown() -> None:
    webhook = webhook_at(HTTPS, KEY)

    assert webhook.path not in repr(webhook)
    assert webhook.secret not in repr(webhook)


async def test_it_is_set_with_the_secret_and_drops_nothing(
    bot: Bot, telegram: Telegram, mai: Person
) -> None:
    webhook = webhook_at(HTTPS, KEY)
    await announce(bot, webhook)

    [call] = [call for call in telegram.calls if call.method == "setWebhook"]
    assert call.parameters == {
        "url": webhook.url,
        "secret_token": webhook.secret,
        "max_connections": 100,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "drop_pending_updates": False,
    }
    assert len(telegram.updates) == 1


async def test_an_address_that_telegram_does_not_take_is_refused_with_its_reason(bot: Bot) -> None:
    with pytest.raises(WebhookRefused, match=r"^Bad webhook: ip address 127\.0\.0\.1 is"):
        await announce(bot, webhook_at("https://127.0.0.1", KEY))


async def test_asking_ends_a_webhook_of_earlier_days_and_gets_what_waits_for_it(
    poller: Poller, telegram: Telegram, mai: Person, logged: list[EventDict]
) -> None:
    set_webhook(telegram, {"url": HTTPS})

    assert await poller.receive_once(timeout=0) == 1
    assert telegram.webhook.settings is None
    [event] = logged
    assert "webhook set earlier was ended" in event["event"]


async def test_a_webhook_set_while_we_ask_is_somebody_elses_and_stays(
    poller: Poller, telegram: Telegram, mai: Person
) -> None:
    await poller.receive_once(timeout=0)
    set_webhook(telegram, {"url": HTTPS})

    with pytest.raises(Conflict):
        await poller.receive_once(timeout=0)
    assert telegram.webhook.settings is not None


async def test_a_webhook_that_another_copy_ended_is_set_again_and_that_is_said(
    bot: Bot, telegram: Telegram, logged: list[EventDict]
) -> None:
    webhook = webhook_at(HTTPS, KEY)
    await announce(bot, webhook)
    delete_webhook(telegram, {})
    watch = Watch(bot, webhook)
    for _ in range(2):
        await watch.look()

    assert telegram.webhook.settings is not None
    assert telegram.webhook.settings.url == webhook.url
    [event] = logged
    assert event["event"].startswith("Another copy of this bot took the updates")


async def test_what_telegram_cannot_bring_is_said_with_its_reason_and_when_it_is_over(
    bot: Bot, telegram: Telegram, mai: Person, logged: list[EventDict]
) -> None:
    webhook = webhook_at(HTTPS, KEY)
    await announce(bot, webhook)
    watch = Watch(bot, webhook)
    await watch.look()
    telegram.webhook.last_error = (telegram.timestamp(), "Connection refused")
    for _ in range(3):
        await watch.look()
    telegram.updates.forget()
    await watch.look()

    failing, over = logged
    assert failing["event"] == f"Telegram cannot bring updates to {HTTPS}"
    assert (failing["reason"], failing["waiting"]) == ("Connection refused", 1)
    assert over["event"] == "webhook.reached_again"
    assert webhook.path not in str(logged)


async def test_looking_after_it_survives_a_telegram_out_of_reach(
    bot: Bot, telegram: Telegram, logged: list[EventDict]
) -> None:
    telegram.refuse_next("getWebhookInfo", 502, "Bad Gateway")

    await Watch(bot, webhook_at(HTTPS, KEY)).look()

    assert [event["event"] for event in logged] == ["webhook.not_looked_after"]
