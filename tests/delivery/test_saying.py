"""What is sent by the thousand arrives as what the library sends, and fails as it does."""

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.constants import ParseMode
from telegram.error import Forbidden, RetryAfter

from bot.delivery.keyboards import markup
from bot.delivery.saying import say
from bot.messages.home import GoHome
from bot.messages.screens import Button, screen
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram

SHOWN = screen(
    "<b>Nhắc hạn</b> &amp; “đến hết 10/6” 🙂",
    Button("Trang đầu", GoHome()),
    Button("t.me", url="https://t.me"),
)


async def test_a_screen_arrives_as_the_library_sends_it(bot: Bot, mai: Person) -> None:
    number = await say(bot, mai.id, SHOWN)
    ours = mai.last
    await bot.send_message(
        mai.id, SHOWN.html, parse_mode=ParseMode.HTML, reply_markup=markup(SHOWN)
    )

    assert number == ours["message_id"]
    assert ours == mai.last | {"message_id": number}


async def test_whoever_blocked_the_bot_is_told_apart(bot: Bot, mai: Person) -> None:
    mai.block()

    with pytest.raises(Forbidden):
        await say(bot, mai.id, SHOWN)


async def test_what_is_too_fast_says_how_long_to_wait(
    bot: Bot, mai: Person, telegram: Telegram
) -> None:
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", {"retry_after": 7})

    with pytest.raises(RetryAfter) as refused:
        await say(bot, mai.id, SHOWN)

    assert refused.value.retry_after == timedelta(seconds=7)
