"""Methods that change or remove what stands in a chat."""

from contextlib import suppress

from bot.simulator.chats import Chat, Posted
from bot.simulator.formatting import message_text
from bot.simulator.keyboards import split_markup
from bot.simulator.refusals import Json, Refusal, bad_request
from bot.simulator.sending import (
    caption_of,
    file_piece,
    known_chat,
    with_entities,
    writable_chat,
)
from bot.simulator.telegram import Telegram

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
MAX_DELETED = 100
_FILES = ("photo", "document", "voice")
_MARKED = ("text", "entities", "caption", "caption_entities", "reply_markup", *_FILES)


def edit_message_text(telegram: Telegram, p: Json) -> Json:
    """editMessageText: without reply_markup the buttons go, as in Telegram."""
    posted = _editable(telegram, p)
    formatted = message_text(p.get("text", ""), p.get("parse_mode", ""), p.get("entities", ()))
    if "text" not in posted.body:
        raise bad_request("there is no text in the message to edit")
    return _change(telegram, posted, p, with_entities("text", formatted), "text", "entities")


def edit_message_caption(telegram: Telegram, p: Json) -> Json:
    """editMessageCaption"""
    posted = _editable(telegram, p)
    if not any(kind in posted.body for kind in _FILES):
        raise bad_request("there is no caption in the message to edit")
    return _change(telegram, posted, p, caption_of(p), "caption", "caption_entities")


def edit_message_media(telegram: Telegram, p: Json) -> Json:
    """editMessageMedia: another photo or document, with another caption."""
    posted = _editable(telegram, p)
    item = p["media"]
    content = caption_of(item) | file_piece(telegram, item["type"], item["media"])
    return _change(telegram, posted, p, content, *_MARKED)


def edit_message_reply_markup(telegram: Telegram, p: Json) -> Json:
    """editMessageReplyMarkup: other buttons, or none."""
    return _change(telegram, _editable(telegram, p), p, {})


def delete_message(telegram: Telegram, p: Json) -> bool:
    """deleteMessage: in a private chat either side's, in a group the bot's own unless it rules it.

    Within 48 hours of the moment that dates messages.
    """
    chat = known_chat(telegram, p["chat_id"])
    posted = chat.find(p["message_id"])
    if posted is None:
        chat.check_reading()
        raise bad_request("message to delete not found")
    chat.check_deleting(posted, _age(telegram, posted))
    chat.remove(posted.message_id)
    telegram.changed()
    return True


def delete_messages(telegram: Telegram, p: Json) -> bool:
    """deleteMessages: those that can be deleted are, the others are skipped."""
    chat = known_chat(telegram, p["chat_id"])
    if not p["message_ids"]:
        raise bad_request("message identifiers are not specified")
    if len(p["message_ids"]) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    if chat.chat_id < 0:
        chat.check_writing()
    for message_id in p["message_ids"]:
        posted = chat.find(message_id)
        with suppress(Refusal):
            if posted:
                chat.check_deleting(posted, _age(telegram, posted))
                chat.remove(message_id)
    telegram.changed()
    return True


def pin_chat_message(telegram: Telegram, p: Json) -> bool:
    """pinChatMessage"""
    chat = writable_chat(telegram, p["chat_id"])
    if chat.find(p["message_id"]) is None:
        raise bad_request("message to pin not found")
    return _pin(telegram, chat, p["message_id"])


def unpin_chat_message(telegram: Telegram, p: Json) -> bool:
    """unpinChatMessage"""
    chat = writable_chat(telegram, p["chat_id"])
    if p.get("message_id", chat.pinned_id) != chat.pinned_id:
        raise bad_request("message to unpin not found")
    return _pin(telegram, chat, None)


def _pin(telegram: Telegram, chat: Chat, message_id: int | None) -> bool:
    chat.pinned_id = message_id
    telegram.changed()
    return True


def _age(telegram: Telegram, posted: Posted) -> int:
    return int(telegram.timestamp() - posted.body["date"])


def _editable(telegram: Telegram, p: Json) -> Posted:
    if "chat_id" not in p:
        raise bad_request("chat_id is empty")
    if "message_id" not in p:
        raise bad_request("message identifier is not specified")
    chat = known_chat(telegram, p["chat_id"])
    chat.check_editing()
    posted = chat.find(p["message_id"])
    if posted is None:
        raise bad_request("message to edit not found")
    if posted.outgoing or posted.keyboard or "forward_origin" in posted.body:
        raise bad_request("message can't be edited")
    return posted


def _change(telegram: Telegram, posted: Posted, p: Json, content: Json, *replaced: str) -> Json:
    """Put new content in place of the fields `replaced`; the buttons are always replaced."""
    inline, _ = split_markup(p.get("reply_markup"))
    gone = {*replaced, "reply_markup"}
    body = {key: value for key, value in posted.body.items() if key not in gone}
    body |= content | ({"reply_markup": inline} if inline else {})
    if all(body.get(key) == posted.body.get(key) for key in _MARKED):
        raise bad_request(NOT_MODIFIED)
    posted.body = body | {"edit_date": telegram.timestamp()}
    telegram.changed()
    return posted.body
