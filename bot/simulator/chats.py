"""Private chats: what stands in them, and which keyboard is up."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.simulator.refusals import Json

TYPING_SECONDS = 5.0


@dataclass(slots=True)
class Posted:
    """One message of a chat.

    `body` is replaced, never changed, at an edit: what a test holds stays what it was.
    `keyboard` is a reply keyboard, its removal or a forced reply that came with the message.
    """

    body: Json
    outgoing: bool
    keyboard: Json | None = None

    @property
    def message_id(self) -> int:
        return int(self.body["message_id"])


@dataclass(slots=True)
class Chat:
    """The chat of one person with the bot."""

    chat_id: int
    started: bool = False
    blocked: bool = False
    pinned_id: int | None = None
    _messages: dict[int, Posted] = field(default_factory=dict)
    _keyboard_from: int | None = None
    _typing_until: float = 0.0

    def __iter__(self) -> Iterator[Posted]:
        return iter(self._messages.values())

    def find(self, message_id: int | None) -> Posted | None:
        """The message, unless it never was here or has been deleted."""
        return self._messages.get(message_id or 0)

    def add(self, posted: Posted) -> None:
        """Show a message; one from the bot ends its typing and may bring up a keyboard."""
        self._messages[posted.message_id] = posted
        if posted.outgoing:
            return
        self._typing_until = 0.0
        if posted.keyboard and "keyboard" in posted.keyboard:
            self._keyboard_from = posted.message_id
        elif posted.keyboard and "remove_keyboard" in posted.keyboard:
            self._keyboard_from = None

    def remove(self, message_id: int) -> bool:
        """Delete a message for both sides, with the keyboard it brought; False if it is gone."""
        if self._keyboard_from == message_id:
            self._keyboard_from = None
        if self.pinned_id == message_id:
            self.pinned_id = None
        return self._messages.pop(message_id, None) is not None

    @property
    def reply_keyboard(self) -> Json | None:
        """The reply keyboard now shown instead of the letters."""
        posted = self.find(self._keyboard_from)
        return posted.keyboard if posted else None

    def hide_keyboard(self) -> None:
        """A keyboard for one time goes down when a button of it is pressed."""
        if (self.reply_keyboard or {}).get("one_time_keyboard"):
            self._keyboard_from = None

    @property
    def is_typing(self) -> bool:
        """Whether "typing…" still stands above the chat, in real time."""
        return time.monotonic() < self._typing_until

    def show_typing(self) -> None:
        """Telegram shows an action for five seconds at most."""
        self._typing_until = time.monotonic() + TYPING_SECONDS
