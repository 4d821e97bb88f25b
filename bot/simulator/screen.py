"""What a person sees of one chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.chats import Chat, Posted
from bot.simulator.keyboards import buttons_of
from bot.simulator.refusals import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


class Screen:
    """A chat as it looks to one person now."""

    def __init__(self, telegram: Telegram, user: Json, chat: Chat) -> None:
        self.telegram = telegram
        self.user = user
        self._chat = chat

    @property
    def id(self) -> int:
        return int(self.user["id"])

    @property
    def language(self) -> str:
        """The two letters the phone is set to, "" when it tells none."""
        return str(self.user.get("language_code", ""))[:2]

    def find(self, message_id: int) -> Posted | None:
        """The message, if it stands in the chat."""
        return self._chat.find(message_id)

    @property
    def messages(self) -> list[Json]:
        """Everything that stands in the chat, oldest first."""
        return [posted.body for posted in self._chat]

    @property
    def last(self) -> Json:
        """The bot's newest message; raises LookupError while it has said nothing."""
        for posted in reversed(list(self._chat)):
            if not posted.outgoing:
                return posted.body
        raise LookupError(f"the bot has said nothing to {self.user['first_name']}")

    @property
    def last_text(self) -> str:
        """The words of the bot's newest message, "" while there is none."""
        spoken = [posted.body for posted in self._chat if not posted.outgoing]
        return str(spoken[-1].get("text", spoken[-1].get("caption", ""))) if spoken else ""

    @property
    def reply_keyboard(self) -> Json | None:
        """The keyboard now shown under the chat."""
        return None

    def find_button(self, label: str, message: Json | int | None) -> tuple[Json, int | None]:
        """The newest button with this label and the message it stands under, None under the chat.

        Raises LookupError naming the buttons there are.
        """
        wanted = message["message_id"] if isinstance(message, dict) else message
        labels = []
        for posted in reversed(list(self._chat)):
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
