"""Methods that put something new into a chat."""

from collections.abc import Sequence
from typing import Any

from bot.simulator.acting import without_reply
from bot.simulator.chats import TYPING_SECONDS, Chat, Posted
from bot.simulator.formatting import Formatted, message_caption, message_text
from bot.simulator.keyboards import split_markup
from bot.simulator.parameters import Upload
from bot.simulator.photos import check_photo
from bot.simulator.refusals import Json, Refusal, bad_request
from bot.simulator.telegram import Telegram

MAX_UPLOAD = 50 * 1024 * 1024
MAX_ALBUM = 10
ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
_CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "photo",
    "document",
    "voice",
    "contact",
)


def send_message(telegram: Telegram, p: Json) -> Json:
    """sendMessage"""
    formatted = message_text(p["text"], p.get("parse_mode", ""), p.get("entities", ()))
    return _send(telegram, p, with_entities("text", formatted) | _kept(p, "link_preview_options"))


def send_photo(telegram: Telegram, p: Json) -> Json:
    """sendPhoto"""
    return _send_file(telegram, p, "photo")


def send_document(telegram: Telegram, p: Json) -> Json:
    """sendDocument"""
    return _send_file(telegram, p, "document")


def send_voice(telegram: Telegram, p: Json) -> Json:
    """sendVoice"""
    return _send_file(telegram, p, "voice")


def send_media_group(telegram: Telegram, p: Json) -> list[Json]:
    """sendMediaGroup: 2 to 10 photos, or 2 to 10 documents; an album takes no buttons."""
    items = p["media"]
    _check_album(items)
    postable_chat(telegram, p["chat_id"], {items[0]["type"]: items[0]["media"]})
    pieces = [caption_of(item) for item in items]
    shown = [file_piece(telegram, item["type"], item["media"]) for item in items]
    group = {"media_group_id": f"14{telegram.last_message_id + 1:012}"}
    return [
        _send(telegram, p, file | caption | group)
        for file, caption in zip(shown, pieces, strict=True)
    ]


def send_chat_action(telegram: Telegram, p: Json) -> bool:
    """sendChatAction: "typing…" stands for five real seconds, or until the bot has written."""
    if p["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    writable_chat(telegram, p["chat_id"]).show_typing()
    telegram.changed()
    telegram.later(TYPING_SECONDS)
    return True


def copy_message(telegram: Telegram, p: Json) -> Json:
    """copyMessage: the same content without a word of where it came from."""
    body = _source(telegram, p, "copy")
    content = _kept(body, *_CONTENT)
    if "caption" in p and "text" not in content:
        content.pop("caption_entities", None)
        content |= caption_of(p)
    return {"message_id": _send(telegram, p, content)["message_id"]}


def forward_message(telegram: Telegram, p: Json) -> Json:
    """forwardMessage: what was forwarded already keeps its origin."""
    return _forward(telegram, p, _source(telegram, p, "forward"), {})


def forward_messages(telegram: Telegram, p: Json) -> list[Json]:
    """forwardMessages: those that are gone are left out, an album stays one."""
    if not p["message_ids"]:
        raise bad_request("message identifiers are not specified")
    source = known_chat(telegram, p["from_chat_id"])
    postable_chat(telegram, p["chat_id"], {})
    found = [posted.body for id_ in p["message_ids"] if (posted := source.find(id_))]
    group = f"14{telegram.last_message_id + 1:012}"
    sent = [
        _forward(telegram, p, body, {"media_group_id": group} if "media_group_id" in body else {})
        for body in found
    ]
    return [{"message_id": body["message_id"]} for body in sent]


def known_chat(telegram: Telegram, chat_id: int | str) -> Chat:
    """The chat, if the bot ever met it; raises Telegram's refusal."""
    chat = telegram.chat(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad_request("chat_id is empty" if chat_id == "" else "chat not found")
    return chat


def readable_chat(telegram: Telegram, chat_id: int | str) -> Chat:
    """The chat, if the bot may look at it."""
    chat = known_chat(telegram, chat_id)
    chat.check_reading()
    return chat


def writable_chat(telegram: Telegram, chat_id: int | str) -> Chat:
    """The chat, if the bot may do something there."""
    chat = known_chat(telegram, chat_id)
    chat.check_writing()
    return chat


def postable_chat(telegram: Telegram, chat_id: int | str, content: Json) -> Chat:
    """The chat, if the bot may say this there."""
    chat = known_chat(telegram, chat_id)
    chat.check_posting(content)
    return chat


def file_piece(telegram: Telegram, kind: str, given: Upload | str, duration: int = 0) -> Json:
    """The piece of a message for a file: one sent before, or one that comes with the request."""
    if isinstance(given, str):
        return telegram.files.shown_again(kind, given)
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > MAX_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if kind == "photo":
        check_photo(given.content)
        return telegram.files.add_snapshot(given.content)
    if kind == "voice":
        return telegram.files.add_voice(given.content, duration)
    return telegram.files.add_document(given.content, given.name, given.mime)


def caption_of(p: Json) -> Json:
    """The caption fields of a message, none when it has no caption."""
    formatted = message_caption(
        p.get("caption", ""), p.get("parse_mode", ""), p.get("caption_entities", ())
    )
    return with_entities("caption", formatted) if formatted.text else {}


def with_entities(name: str, formatted: Formatted) -> Json:
    """{"text": …, "entities": […]} or the same for a caption, without empty lists."""
    plural = "entities" if name == "text" else f"{name}_entities"
    entities = {plural: formatted.entities} if formatted.entities else {}
    return {name: formatted.text, **entities}


def _send_file(telegram: Telegram, p: Json, kind: str) -> Json:
    # Refused before the file is kept: a bot that may not write leaves nothing behind.
    postable_chat(telegram, p["chat_id"], {kind: p[kind]})
    caption = caption_of(p)
    piece = file_piece(telegram, kind, p[kind], p.get("duration", 0))
    return _send(telegram, p, piece | caption | _kept(p, "show_caption_above_media"))


def _forward(telegram: Telegram, p: Json, body: Json, also: Json) -> Json:
    own = {"type": "user", "sender_user": body["from"], "date": body["date"]}
    origin = {"forward_origin": body.get("forward_origin", own)}
    return _send(telegram, p, _kept(body, *_CONTENT) | origin | also)


def _send(telegram: Telegram, p: Json, content: Json) -> Json:
    chat = postable_chat(telegram, p["chat_id"], content)
    inline, keyboard = split_markup(p.get("reply_markup"))
    if keyboard and chat.chat_id < 0:
        raise bad_request("reply keyboards in groups are not served here")
    fields = content | _reply(chat, p.get("reply_parameters"))
    fields |= {"reply_markup": inline} if inline else {}
    fields |= {"has_protected_content": True} if p.get("protect_content") else {}
    return telegram.post(chat, fields, keyboard=keyboard)


def _reply(chat: Chat, wanted: Json | None) -> Json:
    if wanted is None:
        return {}
    posted = chat.find(wanted["message_id"])
    if wanted.get("chat_id", chat.chat_id) != chat.chat_id:
        posted = None
    if posted:
        return {"reply_to_message": without_reply(posted.body)}
    if wanted.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _source(telegram: Telegram, p: Json, verb: str) -> Json:
    posted: Posted | None = readable_chat(telegram, p["from_chat_id"]).find(p["message_id"])
    if posted is None:
        raise bad_request(f"message to {verb} not found")
    if posted.body.get("has_protected_content"):
        done = {"copy": "copied", "forward": "forwarded"}[verb]
        raise bad_request(f"the message can't be {done}")
    return posted.body


def _check_album(items: Sequence[Json]) -> None:
    if not items:
        raise bad_request("there are no messages to send")
    if len(items) > MAX_ALBUM:
        raise bad_request("too many messages to send as an album")
    if len(items) == 1:
        raise bad_request("an album must have at least 2 items")
    if len({item["type"] for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")


def _kept(source: Json, *names: str) -> dict[str, Any]:
    return {name: source[name] for name in names if name in source}
