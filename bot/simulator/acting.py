"""What a person may do in any chat: write, correct, send files, press buttons."""

from __future__ import annotations

import mimetypes
from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from bot.simulator.formatting import MAX_TEXT, format_text
from bot.simulator.refusals import Json
from bot.simulator.screen import Screen


class Attachment(NamedTuple):
    """A file as a phone sends it: with a name it is a document, without one a photo."""

    content: bytes
    name: str = ""
    mime: str = ""

    def __repr__(self) -> str:
        """Without the bytes: a failing test must stay readable."""
        return f"Attachment({self.name!r}, {len(self.content)} bytes)"


class Acts(Screen):
    """One person in one chat. Every act is done when the method returns; the bot hears after.

    Needs no running loop, but must be used from the thread of the simulator's loop.
    """

    def send(self, text: str, reply_to: int | None = None, *, html: bool = False) -> Json:
        """Type a message, with `html` for its formatting; a text too long for one goes as several.

        Returns the last.
        """
        pieces = [text[at : at + MAX_TEXT] for at in range(0, len(text), MAX_TEXT)]
        for piece in pieces:
            words, entities = format_text(piece, "HTML" if html else "")
            if not words:
                raise ValueError("a phone sends no empty message")
            fields = {"text": words} | ({"entities": entities} if entities else {})
            sent = self._post(fields | self._reply(reply_to))
        return sent

    def edit(self, message_id: int, text: str) -> Json:
        """Correct a message sent before; the bot hears edited_message."""
        posted = self._chat.find(message_id)
        if posted is None or posted.body.get("from", {}).get("id") != self.id:
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
        return self._send_files(attachments, caption, {})

    def _send_files(
        self, attachments: Sequence[Attachment], caption: str | None, also: Json
    ) -> list[Json]:
        group = f"13{self.telegram.updates.next_id:012}"
        together = {"media_group_id": group} if len(attachments) > 1 else {}
        result = []
        for attachment in attachments:
            words, entities = format_text(caption or "")
            fields = self._shown(attachment) | ({"caption": words} if words else {})
            fields |= {"caption_entities": entities} if entities else {}
            result.append(self._post(fields | together | also))
            caption = None
        return result

    def send_voice(self, content: bytes = b"OggS", duration: int = 3) -> Json:
        """Send a voice note."""
        return self._post(self.telegram.files.add_voice(content, duration))

    def forward(
        self, channel: str, text: str = "", attachments: Sequence[Attachment] = ()
    ) -> list[Json]:
        """Send on what stands in a channel: words, or files with the words under the first."""
        origin: Json = {
            "type": "channel",
            "chat": {"id": -1_000_000_000_001, "type": "channel", "title": channel},
            "message_id": 1,
            "date": self.telegram.timestamp(),
        }
        if not attachments:
            words, entities = format_text(text)
            fields = {"text": words} | ({"entities": entities} if entities else {})
            return [self._post(fields | {"forward_origin": origin})]
        return self._send_files(attachments, text, {"forward_origin": origin})

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
        posted = self._chat.find(message_id)
        gone = {"message_id": message_id, "chat": self._chat.as_json(), "date": 0}
        query = {
            "id": self.telegram.queries.ask(self.id),
            "from": self.user,
            "message": posted.body if posted else gone,
            "chat_instance": str(-self._chat.chat_id),
            "data": data,
        }
        self.telegram.updates.push("callback_query", query)
        self.telegram.changed()

    def press_key(self, button: Json) -> Json:
        """Press a button of the reply keyboard: it says its own words."""
        return self.send(str(button["text"]))

    @abstractmethod
    def _post(self, fields: Json) -> Json:
        """Say something, which the bot hears if it may."""

    @abstractmethod
    def _tell(self, kind: str, body: Json) -> None:
        """Let the bot hear of a message, if it may."""

    def _reply(self, message_id: int | None) -> Json:
        posted = self._chat.find(message_id)
        if message_id is None or posted is None:
            return {}
        return {"reply_to_message": without_reply(posted.body)}

    def _shown(self, attachment: Attachment) -> Json:
        content, name, mime = attachment
        if not name:
            return self.telegram.files.add_snapshot(content)
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self.telegram.files.add_document(content, name, mime)


def without_reply(body: Json) -> Json:
    """A message as a reply quotes it: Telegram does not nest replies."""
    return {key: value for key, value in body.items() if key != "reply_to_message"}
