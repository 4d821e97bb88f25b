"""What a person sees on the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.chats import Chat
from bot.simulator.keyboards import buttons_of
from bot.simulator.queries import Toast
from bot.simulator.refusals import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class Screen:
    """The chat with the bot as it looks to one person now."""

    def __init__(self, telegram: Telegram, user: Json) -> None:
        self.telegram = telegram
        self.user = user
        self.chat = Chat(user["id"])
        self.pending_start: str | None = None
        self.toast_shown: Toast | None = None

    @property
    def id(self) -> int:
        return int(self.user["id"])

    def as_chat(self) -> Json:
        """The private chat as messages name it."""
        kept = ("id", "first_name", "last_name", "username")
        return {key: self.user[key] for key in kept if key in self.user} | {"type": "private"}

    @property
    def messages(self) -> list[Json]:
        """Everything that stands in the chat, oldest first."""
        return [posted.body for posted in self.chat]

    @property
    def last(self) -> Json:
        """The bot's newest message; raises LookupError while it has said nothing."""
        for posted in reversed(list(self.chat)):
            if not posted.outgoing:
                return posted.body
        raise LookupError(f"the bot has said nothing to {self.user['first_name']}")

    @property
    def last_text(self) -> str:
        """The words of the bot's newest message, "" while there is none."""
        spoken = [posted.body for posted in self.chat if not posted.outgoing]
        return str(spoken[-1].get("text", spoken[-1].get("caption", ""))) if spoken else ""

    @property
    def toast(self) -> str | None:
        """The text of the last answer to a press of this person."""
        return self.toast_shown.text if self.toast_shown else None

    @property
    def reply_keyboard(self) -> Json | None:
        """The keyboard now shown under the chat."""
        return self.chat.reply_keyboard

    @property
    def commands(self) -> list[Json]:
        """What the "/" menu shows to this person."""
        return self.telegram.profile.menu(self.id, str(self.user.get("language_code", ""))[:2])

    def find_button(self, label: str, message: Json | int | None) -> tuple[Json, int | None]:
        """The newest button with this label and the message it stands under, None under the chat.

        Raises LookupError naming the buttons there are.
        """
        wanted = message["message_id"] if isinstance(message, dict) else message
        labels = []
        for posted in reversed(list(self.chat)):
            if wanted is None or posted.message_id == wanted:
                for button in buttons_of(posted.body.get("reply_markup")):
                    labels.append(button["text"])
                    if button["text"] == label:
                        return button, posted.message_id
        for button in buttons_of(self.reply_keyboard) if wanted is None else ():
            labels.append(button["text"])
            if button["text"] == label:
                return button, None
        raise LookupError(f"no button {label!r} among {labels}")
