"""The one call that is made by the thousand: a text to a chat, without the library's objects.

`Bot.send_message` builds an object of every value that goes out and of all that comes back. Of a
notice to 20,000 that is a third of the work, and of what comes back only the number is looked at.
"""

from dataclasses import dataclass
from typing import Any, cast

import telegram
from telegram.constants import ParseMode
from telegram.request import RequestData

from bot.delivery.keyboards import markup
from bot.messages.screens import Screen


@dataclass(frozen=True, slots=True)
class Form:
    """The values of a call, as a request reads them."""

    json_parameters: dict[str, str]
    contains_files: bool = False


NO_PREVIEW = '{"is_disabled":true}'


async def say(bot: telegram.Bot, chat_id: int, screen: Screen, *, previews: bool = True) -> int:
    """Send a screen; gives the message's id. Raises as `Bot.send_message` does.

    `previews`: whether Telegram shows what a link in it leads to.
    """
    values = {"chat_id": f"{chat_id}", "text": screen.html, "parse_mode": ParseMode.HTML.value}
    if not previews:
        values["link_preview_options"] = NO_PREVIEW
    if keyboard := markup(screen):
        values["reply_markup"] = keyboard.to_json()
    form = cast("RequestData", Form(values))
    sent: dict[str, Any] = cast(
        "dict[str, Any]", await bot.request.post(f"{bot.base_url}/sendMessage", form)
    )
    return int(sent["message_id"])
