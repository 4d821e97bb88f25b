"""What stands in a chat, and what a bot may do there; chats with one person."""

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.simulator.refusals import Json, bad_request, forbidden

TYPING_SECONDS = 5.0
DELETABLE_SECONDS = 48 * 3600


@dataclass(slots=True)
class Posted:
    """One message of a chat; `outgoing` when a person said it, and not the bot.

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
class Chat(ABC):
    """Messages in order. Each `check_…` raises what Telegram refuses the bot here."""

    chat_id: int
    pinned_id: int | None = None
    _messages: dict[int, Posted] = field(default_factory=dict)
    _typing_until: float = 0.0

    @abstractmethod
    def as_json(self) -> Json:
        """The chat as messages name it."""

    @abstractmethod
    def check_reading(self) -> None:
        """The bot looks at the chat, or takes something from it."""

    @abstractmethod
    def check_writing(self) -> None:
        """The bot does something in it."""

    @abstractmethod
    def check_editing(self) -> None:
        """The bot changes what it said."""

    @abstractmethod
    def check_posting(self, content: Json) -> None:
        """The bot says something new: more than writing, where people gave it no right to."""

    @abstractmethod
    def check_deleting(self, posted: Posted, age: int) -> None:
        """The bot deletes a message that is `age` seconds old."""

    def next_id(self, last: int) -> int:
        """The number of the next message here, where `last` was the newest of all chats."""
        return last + 1

    def __iter__(self) -> Iterator[Posted]:
        return iter(self._messages.values())

    def find(self, message_id: int | None) -> Posted | None:
        """The message, unless it never was here or has been deleted."""
        return self._messages.get(message_id or 0)

    def add(self, posted: Posted) -> None:
        """Show a message; one from the bot ends its typing."""
        self._messages[posted.message_id] = posted
        if not posted.outgoing:
            self._typing_until = 0.0

    def remove(self, message_id: int) -> bool:
        """Delete a message for everybody; False if it is gone."""
        if self.pinned_id == message_id:
            self.pinned_id = None
        return self._messages.pop(message_id, None) is not None

    @property
    def is_typing(self) -> bool:
        """Whether "typing…" still stands above the chat, in real time."""
        return time.monotonic() < self._typing_until

    def show_typing(self) -> None:
        """Telegram shows an action for five seconds at most."""
        self._typing_until = time.monotonic() + TYPING_SECONDS


@dataclass(slots=True, kw_only=True)
class PrivateChat(Chat):
    """The chat of one person with the bot."""

    user: Json
    started: bool = False
    blocked: bool = False
    _keyboard_from: int | None = None

    def as_json(self) -> Json:
        kept = ("id", "first_name", "last_name", "username")
        return {key: self.user[key] for key in kept if key in self.user} | {"type": "private"}

    def check_reading(self) -> None:
        if not self.started:
            raise bad_request("chat not found")

    def check_writing(self) -> None:
        if self.blocked:
            raise forbidden("bot was blocked by the user")
        if not self.started:
            raise forbidden("bot can't initiate conversation with a user")

    def check_editing(self) -> None:
        self.check_writing()

    def check_posting(self, content: Json) -> None:
        self.check_writing()

    def check_deleting(self, posted: Posted, age: int) -> None:
        check_age(age)

    def add(self, posted: Posted) -> None:
        """Show a message; one from the bot may bring up a keyboard."""
        Chat.add(self, posted)
        if posted.outgoing or not posted.keyboard:
            return
        if "keyboard" in posted.keyboard:
            self._keyboard_from = posted.message_id
        elif "remove_keyboard" in posted.keyboard:
            self._keyboard_from = None

    def remove(self, message_id: int) -> bool:
        """Delete a message for both sides, with the keyboard it brought."""
        if self._keyboard_from == message_id:
            self._keyboard_from = None
        return Chat.remove(self, message_id)

    @property
    def reply_keyboard(self) -> Json | None:
        """The reply keyboard now shown instead of the letters."""
        posted = self.find(self._keyboard_from)
        return posted.keyboard if posted else None

    def hide_keyboard(self) -> None:
        """A keyboard for one time goes down when a button of it is pressed."""
        if (self.reply_keyboard or {}).get("one_time_keyboard"):
            self._keyboard_from = None


def check_age(age: int) -> None:
    """After two days a bot deletes nothing any more, its own messages neither."""
    if age > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
