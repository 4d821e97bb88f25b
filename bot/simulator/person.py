"""A person with a phone: everything someone can do in a chat with the bot."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bot.simulator.formatting import MAX_TEXT, format_text
from bot.simulator.refusals import Json
from bot.simulator.screen import Screen

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Attachment(NamedTuple):
    """A file as a phone sends it: with a name it is a document, without one a photo."""

    content: bytes
    name: str = ""
    mime: str = ""

    def __repr__(self) -> str:
        """Without the bytes: a failing test must stay readable."""
        return f"Attachment({self.name!r}, {len(self.content)} bytes)"


class Person(Screen):
    """One person's phone. Every act is done when the method returns; the bot hears of it after.

    Needs no running loop, but must be used from the thread of the simulator's loop.
    """

    def __init__(self, telegram: Telegram, user: Json, phone_number: str) -> None:
        super().__init__(telegram, user)
        self.phone_number = phone_number

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

    def send(self, text: str, reply_to: int | None = None) -> Json:
        """Type a message; a text too long for one goes as several. Returns the last."""
        pieces = [text[at : at + MAX_TEXT] for at in range(0, len(text), MAX_TEXT)]
        for piece in pieces:
            words, entities = format_text(piece)
            if not words:
                raise ValueError("a phone sends no empty message")
            fields = {"text": words} | ({"entities": entities} if entities else {})
            sent = self._post(fields | self._reply(reply_to))
        return sent

    def edit(self, message_id: int, text: str) -> Json:
        """Correct a message sent before; the bot hears edited_message."""
        posted = self.chat.find(message_id)
        if posted is None or not posted.outgoing:
            raise LookupError("people edit their own messages only")
        words, entities = format_text(text)
        fields = {"text": words, "entities": entities, "edit_date": self.telegram.timestamp()}
        posted.body = posted.body | fields
        self._tell("edited_message", posted.body)
        return posted.body

    def send_document(
        self, name: str, content: bytes, mime: str | None = None, caption: str | None = None
    ) -> Json:
        """Send a file as it is."""
        return self.send_album([Attachment(content, name, mime or "")], caption)[0]

    def send_photo(self, content: bytes, caption: str | None = None) -> Json:
        """Send a picture, which Telegram shrinks to 1,280 points."""
        return self.send_album([Attachment(content)], caption)[0]

    def send_album(
        self, attachments: Sequence[Attachment], caption: str | None = None
    ) -> list[Json]:
        """Send files together: one update each, the caption under the first."""
        group = f"13{self.telegram.updates.next_id:012}"
        together = {"media_group_id": group} if len(attachments) > 1 else {}
        result = []
        for attachment in attachments:
            words, entities = format_text(caption or "")
            fields = self._shown(attachment) | ({"caption": words} if words else {})
            fields |= {"caption_entities": entities} if entities else {}
            result.append(self._post(fields | together))
            caption = None
        return result

    def send_voice(self, content: bytes = b"OggS", duration: int = 3) -> Json:
        """Send a voice note."""
        return self._post(self.telegram.files.add_voice(content, duration))

    def share_contact(self) -> Json:
        """Share the own phone number, as the keyboard's button does."""
        return self.send_contact(self.phone_number, str(self.user["first_name"]), self.id)

    def send_contact(self, phone_number: str, first_name: str, user_id: int | None = None) -> Json:
        """Send a contact from the phone book: somebody else's number, too."""
        contact: Json = {"phone_number": phone_number, "first_name": first_name}
        if user_id == self.id and "last_name" in self.user:
            contact["last_name"] = self.user["last_name"]
        return self._post({"contact": contact | ({"user_id": user_id} if user_id else {})})

    def tap(self, label: str, message: Json | int | None = None) -> str | None:
        """Press the newest button with this label; a link or a text to copy is returned."""
        button, message_id = self.find_button(label, message)
        if message_id is None:
            self.press_key(button)
            return None
        if "callback_data" in button:
            self.tap_data(message_id, str(button["callback_data"]))
            return None
        return str(button.get("url") or button["copy_text"]["text"])

    def tap_data(self, message_id: int, data: str) -> None:
        """Press a button by its data: a stale one, or one that a tampered app made up."""
        posted = self.chat.find(message_id)
        gone = {"message_id": message_id, "chat": self.as_chat(), "date": 0}
        query = {
            "id": self.telegram.queries.ask(self.id),
            "from": self.user,
            "message": posted.body if posted else gone,
            "chat_instance": str(-self.id),
            "data": data,
        }
        self._tell("callback_query", query)

    def press_key(self, button: Json) -> Json:
        """Press a button of the reply keyboard: it says its own words, or shares the contact."""
        self.chat.hide_keyboard()
        if button.get("request_contact"):
            return self.share_contact()
        return self.send(str(button["text"]))

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

    def _tell(self, kind: str, news: Json) -> None:
        self.telegram.updates.push(kind, news)
        self.telegram.changed()

    def _reply(self, message_id: int | None) -> Json:
        posted = self.chat.find(message_id)
        if message_id is None or posted is None:
            return {}
        return {"reply_to_message": without_reply(posted.body)}

    def _shown(self, attachment: Attachment) -> Json:
        content, name, mime = attachment
        if not name:
            return self.telegram.files.add_snapshot(content)
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self.telegram.files.add_document(content, name, mime)

    def _change_standing(self, *, blocked: bool) -> None:
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        self.chat.blocked = blocked
        change = {
            "chat": self.as_chat(),
            "from": self.user,
            "date": self.telegram.timestamp(),
            "old_chat_member": self._standing(old),
            "new_chat_member": self._standing(new),
        }
        self._tell("my_chat_member", change)

    def _standing(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.telegram.me, "status": status} | until


def without_reply(body: Json) -> Json:
    """A message as a reply quotes it: Telegram does not nest replies."""
    return {key: value for key, value in body.items() if key != "reply_to_message"}


def _checked_payload(payload: str) -> str:
    if not _PAYLOAD.fullmatch(payload):
        raise ValueError("a start payload has 1 to 64 signs of A-Z a-z 0-9 _ -")
    return payload
