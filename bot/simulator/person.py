"""A person with a phone: everything someone can do in a chat with the bot alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.simulator.acting import Acts, Attachment
from bot.simulator.chats import PrivateChat
from bot.simulator.groups import GroupChat
from bot.simulator.participant import Participant
from bot.simulator.queries import Toast
from bot.simulator.refusals import Json

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

__all__ = ["Attachment", "Person"]

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Person(Acts):
    """One person's phone, open at the chat with the bot."""

    def __init__(self, telegram: Telegram, user: Json, phone_number: str) -> None:
        self.chat = PrivateChat(user["id"], user=user)
        super().__init__(telegram, user, self.chat)
        self.phone_number = phone_number
        self.pending_start: str | None = None
        self.toast_shown: Toast | None = None

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
        return self.telegram.profile.menu(self.id, self.language)

    @property
    def groups(self) -> list[GroupChat]:
        """The groups this person is in, without those that became supergroups."""
        groups = self.telegram.groups.values()
        return [group for group in groups if self.id in group.people and not group.upgraded_to]

    def in_group(self, group: GroupChat) -> Participant:
        """The same person, in a group."""
        return Participant(self.telegram, self.user, group)

    def create_group(self, title: str, *others: Person, is_super: bool = False) -> Participant:
        """Make a group with some people, the bot not among them; gives the maker in it."""
        people = [self.id, *(other.id for other in others)]
        return self.in_group(self.telegram.add_group(title, people, is_super=is_super))

    def open_link(self, payload: str) -> None:
        """Tap t.me/<bot>?start=<payload>: the chat opens with a Start button."""
        self.pending_start = _checked_payload(payload)
        self.telegram.changed()

    def start(self, payload: str | None = None) -> Json:
        """Press Start, with the payload given or that of the link just opened."""
        payload = payload or self.pending_start
        self.pending_start = None
        if self.chat.blocked:
            self.unblock()
        return self.send(f"/start {_checked_payload(payload)}" if payload else "/start")

    def share_contact(self) -> Json:
        """Share the own phone number, as the keyboard's button does."""
        return self.send_contact(self.phone_number, str(self.user["first_name"]), self.id)

    def press_key(self, button: Json) -> Json:
        """Press a button of the reply keyboard: it says its own words, or shares the contact."""
        self.chat.hide_keyboard()
        if button.get("request_contact"):
            return self.share_contact()
        return super().press_key(button)

    def block(self) -> None:
        """Block the bot."""
        self._change_standing(blocked=True)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._change_standing(blocked=False)

    # How it is done.

    def _post(self, fields: Json) -> Json:
        if self.chat.blocked:
            raise RuntimeError("whoever blocked the bot must unblock it before writing")
        self.chat.started = True
        body = self.telegram.post(self.chat, fields, by=self.user)
        self.telegram.updates.push("message", body)
        return body

    def _tell(self, kind: str, body: Json) -> None:
        self.telegram.updates.push(kind, body)
        self.telegram.changed()

    def _change_standing(self, *, blocked: bool) -> None:
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        self.chat.blocked = blocked
        change = {
            "chat": self.chat.as_json(),
            "from": self.user,
            "date": self.telegram.timestamp(),
            "old_chat_member": self._standing(old),
            "new_chat_member": self._standing(new),
        }
        self._tell("my_chat_member", change)

    def _standing(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.telegram.me, "status": status} | until


def _checked_payload(payload: str) -> str:
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError("a start payload has 1 to 64 signs of A-Z a-z 0-9 _ -")
    return payload
