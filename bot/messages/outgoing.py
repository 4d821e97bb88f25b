"""What the bot puts into a chat out of turn where it is more than one message of words.

Plain values: `bot.delivery.sending` alone knows how each is done.
"""

from dataclasses import dataclass

from bot.messages.screens import Row, Screen
from bot.rules.contents import FileKind
from bot.rules.outbox import Sent


@dataclass(frozen=True, slots=True)
class Media:
    """A file by Telegram's id, words as HTML under it, buttons under these."""

    kind: FileKind
    file_id: str
    html: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Album:
    """Two to ten photos, or documents, the words under the first. It takes no buttons."""

    kind: FileKind
    file_ids: tuple[str, ...]
    html: str = ""


@dataclass(frozen=True, slots=True)
class Forward:
    """Messages of a chat sent on with their origin. It takes no buttons."""

    chat_id: int
    message_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """Other words, or another file of the same kind, in a message that stands there."""

    message_id: int
    to: Screen | Media


@dataclass(frozen=True, slots=True)
class Caption:
    """Other words and buttons under the file of a message that stands there."""

    message_id: int
    html: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Delete:
    """Messages taken away; only those younger than 48 hours can be."""

    message_ids: tuple[int, ...]


New = Screen | Media | Album | Forward
Change = Edit | Caption | Delete


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done in the chat. A new message replies to the message `reply_to`, if it is still
    there; with `below_first` to what the first step of the same way has sent."""

    does: New | Change
    reply_to: int | None = None
    below_first: bool = False

    @property
    def weight(self) -> int:
        """As how many messages Telegram counts it."""
        match self.does:
            case Album(file_ids=parts) | Forward(message_ids=parts):
                return len(parts)
            case Delete():
                return 0
        return 1


@dataclass(frozen=True, slots=True)
class Way:
    """Steps done one after another, and in a word what was done by them.

    `leaves` are the messages that stand in the chat afterwards, where they are not just those the
    steps have sent.
    """

    steps: tuple[Step, ...]
    how: str = ""
    leaves: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Ways to do the same: the next is taken where Telegram refuses the one before for good.

    `version` is that of the notice it shows. `so_far` is what an earlier try has sent: the first
    step of the way it names is done.
    """

    ways: tuple[Way, ...]
    version: int = 1
    so_far: Sent | None = None

    @property
    def weight(self) -> int:
        """As how many messages Telegram counts its first step."""
        return 1 if self.so_far else self.ways[0].steps[0].weight


def one_way(*steps: Step, how: str = "", version: int = 1) -> Outgoing:
    """Steps to which there is no alternative."""
    return Outgoing((Way(steps, how),), version)
