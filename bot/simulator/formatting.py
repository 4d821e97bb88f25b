"""Text as Telegram stores it: cleaned, trimmed, with the entities it finds by itself."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.simulator.characters import utf16_length
from bot.simulator.html import parse_html
from bot.simulator.refusals import Json, bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024

# Of two entities over the same words, the one with the lower number comes first.
_ORDER = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
_JOINING = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_UNTOUCHED = {"code", "pre", "text_link", "text_mention"}
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\u2028\u2029\u202a-\u202e]")
_FOUND_BY_TELEGRAM = (
    (
        "url",
        re.compile(r"(?:https?://|\bt\.me/|\bwww\.)[^\s<>\"«»]*[^\s<>\"«».,;:!?)'…]"),
    ),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w/@])@[A-Za-z]\w{2,31}\b")),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII),
    ),
    ("hashtag", re.compile(r"(?<![\w&#])#(?=\w*[^\W\d])\w{1,256}")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d{9,14}\b")),
)


class Formatted(NamedTuple):
    """Words and their entities; offsets count UTF-16 units."""

    text: str
    entities: list[Json]


def format_text(source: str, parse_mode: str = "", entities: Sequence[Json] = ()) -> Formatted:
    """What a message with this text shows; raises Telegram's refusal of malformed markup."""
    if parse_mode.lower() not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    given = list(entities)
    if not given:
        source = source.replace("\r", "")
    if parse_mode:
        source, given = parse_html(source)
    return _clean(source, given)


def message_text(source: str, parse_mode: str = "", entities: Sequence[Json] = ()) -> Formatted:
    """The text of a message: one to 4,096 characters after the markup is taken out."""
    formatted = format_text(source, parse_mode, entities)
    if not formatted.text:
        raise bad_request("message text is empty")
    if len(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return formatted


def message_caption(source: str, parse_mode: str = "", entities: Sequence[Json] = ()) -> Formatted:
    """The words under a file: none to 1,024 characters after the markup is taken out."""
    formatted = format_text(source, parse_mode, entities)
    if len(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return formatted


def _clean(source: str, entities: Iterable[Json]) -> Formatted:
    # Every replaced sign is one UTF-16 unit long, so offsets hold until the trimming.
    source = _CONTROLS.sub(" ", source)
    trimmed = source.lstrip()
    skipped = utf16_length(source) - utf16_length(trimmed)
    text = trimmed.rstrip()
    length = utf16_length(text)
    kept = [moved for entity in entities if (moved := _moved(entity, skipped, length))]
    kept = _joined(kept)
    return Formatted(text, sorted([*kept, *_found(text, kept)], key=_position))


def _moved(entity: Json, skipped: int, length: int) -> Json | None:
    begins_at = max(entity["offset"] - skipped, 0)
    ends_at = min(entity["offset"] + entity["length"] - skipped, length)
    if ends_at <= begins_at:
        return None
    return entity | {"offset": begins_at, "length": ends_at - begins_at}


def _joined(entities: list[Json]) -> list[Json]:
    """Bold next to bold, or within it, is one bold."""
    result: list[Json] = []
    for entity in sorted(entities, key=_kind_and_place):
        last = result[-1] if result else {}
        touches = last.get("type") == entity["type"] and entity["offset"] <= end_of(last)
        if touches and entity["type"] in _JOINING:
            result[-1] = last | {"length": max(end_of(last), end_of(entity)) - last["offset"]}
        else:
            result.append(entity)
    return result


def _found(text: str, given: Sequence[Json]) -> list[Json]:
    taken = [(e["offset"], end_of(e)) for e in given if e["type"] in _UNTOUCHED]
    result: list[Json] = []
    for kind, pattern in _FOUND_BY_TELEGRAM:
        for found in pattern.finditer(text):
            begins_at = utf16_length(text[: found.start()])
            ends_at = begins_at + utf16_length(found[0])
            if all(ends_at <= start or end <= begins_at for start, end in taken):
                taken.append((begins_at, ends_at))
                result.append({"type": kind, "offset": begins_at, "length": ends_at - begins_at})
    return result


def end_of(entity: Json) -> int:
    """The first UTF-16 unit after an entity."""
    return int(entity["offset"]) + int(entity["length"])


def _kind_and_place(entity: Json) -> tuple[str, int]:
    return entity["type"], entity["offset"]


def _position(entity: Json) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _ORDER.get(entity["type"], 50)
