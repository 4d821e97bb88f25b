"""What the chat page shows, as one JSON value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.simulator.chats import Chat
from bot.simulator.groups import GroupChat
from bot.simulator.person import Person
from bot.simulator.profile import words_in
from bot.simulator.refusals import Json
from bot.simulator.telegram import Telegram

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


class ClockControl(Protocol):
    """The campaign's clock, as the page moves it."""

    def now(self) -> datetime:
        """The moment it shows (aware)."""

    async def next_reminder_at(self) -> datetime | None:
        """When the bot will next remind somebody, as far as it knows now."""

    async def move(self, to: datetime) -> None:
        """Go to an aware moment and let what is due happen; ValueError says why not."""


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """One phone of the page: whose it is and what stands above it."""

    id: int
    title: str
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class NewGroup:
    """What a group made on the page is called, and who is in it besides its maker."""

    title: str
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenLink:
    """What a step of the guide does: open t.me/<bot>?start=<payload> on a phone."""

    payload: str

    def as_json(self) -> Json:
        """For the page."""
        return {"type": "open_link", "payload": self.payload}


@dataclass(frozen=True, slots=True)
class NextReminder:
    """What a step of the guide does: move the clock to the next reminder."""

    def as_json(self) -> Json:
        """For the page."""
        return {"type": "clock", "to": "next_reminder"}


@dataclass(frozen=True, slots=True)
class MakeGroup:
    """What a step of the guide does: make a group with the bot in it."""

    def as_json(self) -> Json:
        """For the page."""
        return {"type": "make_group"}


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One thing to try, on a phone or with the clock."""

    id: str
    text: str
    done: bool = False
    phone: int | None = None
    action: OpenLink | NextReminder | MakeGroup | None = None

    def as_json(self) -> Json:
        """For the page."""
        action = self.action.as_json() if self.action else None
        named = {"id": self.id, "text": self.text, "done": self.done, "phone": self.phone}
        return named | {"action": action}


@dataclass(slots=True)
class PageState:
    """Gathers what the page shows; remembers only how far each phone has read in each chat."""

    telegram: Telegram
    phones: list[PhoneCard]
    clock: ClockControl
    guide: Callable[[], Sequence[GuideStep]]
    new_group: NewGroup
    _read_to: dict[tuple[int, int], int] = field(default_factory=dict)

    def read(self, phone: int, chat_id: int, message_id: int) -> None:
        """Everything up to this message of a chat has been seen on that phone."""
        if message_id > self._read_to.get((phone, chat_id), 0):
            self._read_to[phone, chat_id] = message_id
            self.telegram.changed()

    def person(self, phone: int) -> Person:
        """Whose phone it is; LookupError when the page has no such phone."""
        if phone not in {card.id for card in self.phones}:
            raise LookupError("no such phone on this page")
        return self.telegram.people[phone]

    def group(self, person: Person, chat_id: int) -> GroupChat:
        """One of a person's groups; LookupError for any other."""
        for group in person.groups:
            if group.chat_id == chat_id:
                return group
        raise LookupError("no such group on this phone")

    async def as_json(self) -> Json:
        """Everything, at one revision."""
        reminder = await self.clock.next_reminder_at()
        return {
            "revision": self.telegram.revision,
            "bot": self._bot(),
            "clock": {
                "now": _local(self.clock.now()),
                "next_reminder_at": _local(reminder) if reminder else None,
            },
            "phones": [self._phone(card) for card in self.phones],
            "guide": [step.as_json() for step in self.guide()],
        }

    def _bot(self) -> Json:
        profile = self.telegram.profile
        return {
            "name": self.telegram.name,
            "username": self.telegram.username,
            "description": words_in(profile.descriptions, "vi"),
            "short_description": words_in(profile.short_descriptions, "vi"),
        }

    def _phone(self, card: PhoneCard) -> Json:
        person = self.telegram.people[card.id]
        chat, toast = person.chat, person.toast_shown
        return {
            "id": card.id,
            "name": _full_name(person),
            "title": card.title,
            "subtitle": card.subtitle,
            "started": chat.started,
            "blocked": chat.blocked,
            "unread": self._unread(person.id, chat),
            "typing": chat.is_typing,
            "pending_start": person.pending_start,
            "commands": person.commands,
            "reply_keyboard": person.reply_keyboard,
            "messages": [posted.body | {"outgoing": posted.outgoing} for posted in chat],
            "toast": {"id": toast.query_id, "text": toast.text, "alert": toast.alert}
            if toast
            else None,
            "groups": [self._group(person, group) for group in person.groups],
        }

    def _group(self, person: Person, group: GroupChat) -> Json:
        """A group as one of its people sees it.

        What it was before it became a supergroup stands above the rest, under numbers of its own:
        the old ones, made negative. `key` stays the same through it all.
        """
        former = group.upgraded_from
        messages = [_former(posted.body) for posted in former or ()]
        messages += [posted.body for posted in group]
        return {
            "id": group.chat_id,
            "key": abs((former or group).chat_id),
            "title": group.title,
            "people": len(group.people),
            "has_bot": group.has_bot,
            "is_super": group.is_super,
            "unread": self._unread(person.id, group),
            "typing": group.is_typing,
            "commands": person.in_group(group).commands if group.has_bot else [],
            "messages": [body | {"outgoing": _sender(body) == person.id} for body in messages],
        }

    def _unread(self, phone: int, chat: Chat) -> int:
        read_to = self._read_to.get((phone, chat.chat_id), 0)
        return sum(_is_news(p.body, phone) and p.message_id > read_to for p in chat)


def _is_news(body: Json, phone: int) -> bool:
    """Whether somebody else said it; where a supergroup came from goes without saying."""
    return _sender(body) != phone and "migrate_from_chat_id" not in body


def _sender(body: Json) -> int:
    return int(body["from"]["id"])


def _former(body: Json) -> Json:
    """A message of a group that has become another: nothing can be done with it any more."""
    kept = {key: value for key, value in body.items() if key != "reply_markup"}
    if to := body.get("reply_to_message"):
        kept["reply_to_message"] = to | {"message_id": -to["message_id"]}
    return kept | {"message_id": -body["message_id"]}


def _full_name(person: Person) -> str:
    return " ".join(filter(None, (person.user["first_name"], person.user.get("last_name"))))


def _local(moment: datetime) -> str:
    return moment.astimezone(LOCAL).isoformat(timespec="seconds")
