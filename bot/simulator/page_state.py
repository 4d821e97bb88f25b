"""What the chat page shows, as one JSON value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

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
class GuideStep:
    """One thing to try, on a phone or with the clock."""

    id: str
    text: str
    done: bool = False
    phone: int | None = None
    action: OpenLink | NextReminder | None = None

    def as_json(self) -> Json:
        """For the page."""
        action = self.action.as_json() if self.action else None
        named = {"id": self.id, "text": self.text, "done": self.done, "phone": self.phone}
        return named | {"action": action}


@dataclass(slots=True)
class PageState:
    """Gathers what the page shows; remembers only how far each phone has read."""

    telegram: Telegram
    phones: list[PhoneCard]
    clock: ClockControl
    guide: Callable[[], Sequence[GuideStep]]
    _read_to: dict[int, int] = field(default_factory=dict)

    def read(self, phone: int, message_id: int) -> None:
        """Everything up to this message has been seen on that phone."""
        if message_id > self._read_to.get(phone, 0):
            self._read_to[phone] = message_id
            self.telegram.changed()

    def person(self, phone: int) -> Person:
        """Whose phone it is; LookupError when the page has no such phone."""
        if phone not in {card.id for card in self.phones}:
            raise LookupError("no such phone on this page")
        return self.telegram.people[phone]

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
            "unread": self._unread(person),
            "typing": chat.is_typing,
            "pending_start": person.pending_start,
            "commands": person.commands,
            "reply_keyboard": person.reply_keyboard,
            "messages": [posted.body | {"outgoing": posted.outgoing} for posted in chat],
            "toast": {"id": toast.query_id, "text": toast.text, "alert": toast.alert}
            if toast
            else None,
        }

    def _unread(self, person: Person) -> int:
        read_to = self._read_to.get(person.id, 0)
        return sum(not p.outgoing and p.message_id > read_to for p in person.chat)


def _full_name(person: Person) -> str:
    return " ".join(filter(None, (person.user["first_name"], person.user.get("last_name"))))


def _local(moment: datetime) -> str:
    return moment.astimezone(LOCAL).isoformat(timespec="seconds")
