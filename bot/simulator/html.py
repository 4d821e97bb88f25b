"""Telegram's HTML read as Telegram reads it, refusals and byte offsets included."""

import re
from dataclasses import dataclass, field

from bot.simulator.characters import (
    ascii_lower,
    byte_offset,
    read_reference,
    utf16_length,
)
from bot.simulator.links import WrongLinkError, checked_link, user_of_link
from bot.simulator.refusals import Json, Refusal, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
}

_SPACE = " \t\r\n\x00\x0b"
_PLAIN = re.compile(r"[^&<]+")
_TAG_NAME = re.compile(rf"[^{_SPACE}>]*")
_SPACES = re.compile(rf"[{_SPACE}]*")
_ATTRIBUTE_NAME = re.compile(rf"[^{_SPACE}=>/\"']*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")


@dataclass(slots=True)
class _OpenTag:
    name: str
    argument: str
    offset: int
    begins_at: int


@dataclass(slots=True)
class _HtmlReader:
    source: str
    at: int = 0
    text: str = ""
    length: int = 0
    open_tags: list[_OpenTag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> None:
        while self.at < len(self.source):
            if self.source[self.at] == "&":
                self._add(*read_reference(self.source, self.at))
            elif self.source[self.at] != "<":
                self._add(self._take(_PLAIN), self.at)
            elif self.source.startswith("</", self.at):
                self._end_tag(self.at)
            else:
                self._start_tag(self.at)
        if self.open_tags:
            name = self.open_tags[-1].name
            raise unreadable(f'Can\'t find end tag corresponding to start tag "{name}"')

    def _add(self, text: str, at: int) -> None:
        self.at = at
        self.text += text
        self.length += utf16_length(text)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        assert found is not None, "patterns of the reader match the empty string too"
        self.at = found.end()
        return found[0]

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start_tag(self, begins_at: int) -> None:
        self.at += 1
        name = ascii_lower(self._take(_TAG_NAME))
        if not self._peek():
            raise unreadable("Unclosed start tag", self.source, begins_at)
        if name not in TAGS:
            raise unreadable(f'Unsupported start tag "{name}"', self.source, begins_at)
        argument = ""
        while True:
            self._take(_SPACES)
            if self._peek() == ">":
                break
            argument = self._attribute(name, argument, begins_at)
        self.at += 1
        if name == "span" and argument != "spoiler":
            raise unreadable('Tag "span" must have class "tg-spoiler"', self.source, begins_at)
        self.open_tags.append(_OpenTag(name, argument, self.length, len(self.text)))

    def _attribute(self, tag: str, argument: str, begins_at: int) -> str:
        """Read one attribute; return what the tag is to remember from now on."""
        attribute = self._take(_ATTRIBUTE_NAME)
        if not attribute:
            words = f'Empty attribute name in the tag "{tag}"'
            raise unreadable(words, self.source, begins_at)
        self._take(_SPACES)
        value = None
        if self._peek() == "=":
            self.at += 1
            self._take(_SPACES)
            value = self._value(begins_at) if self._peek() else None
        if not self._peek():
            words = "Unclosed start tag" + (f' "{tag}"' if value is None else "")
            raise unreadable(words, self.source, begins_at)
        return _argument(tag, attribute, value or "", argument)

    def _value(self, begins_at: int) -> str:
        quote = self._peek()
        if quote in "\"'":
            return self._quoted(quote, begins_at)
        token_at = self.at
        value = ascii_lower(self._take(_NAME_TOKEN))
        if self._peek() and self._peek() not in _SPACE + ">":
            raise unreadable("Unexpected end of name token", self.source, token_at)
        return value

    def _quoted(self, quote: str, begins_at: int) -> str:
        value = ""
        self.at += 1
        while self._peek() != quote:
            if not self._peek():
                raise unreadable("Unclosed start tag", self.source, begins_at)
            piece, self.at = read_reference(self.source, self.at)
            value += piece
        self.at += 1
        return value

    def _end_tag(self, begins_at: int) -> None:
        if not self.open_tags:
            raise unreadable("Unexpected end tag", self.source, begins_at)
        self.at += 2
        name = ascii_lower(self._take(_TAG_NAME))
        self._take(_SPACES)
        if self._peek() != ">":
            raise unreadable("Unclosed end tag", self.source, begins_at)
        self.at += 1
        tag = self.open_tags.pop()
        if name not in {"", tag.name}:
            place = f"at byte offset {byte_offset(self.source, begins_at)}"
            found = f'expected "</{tag.name}>", found "</{name}>"'
            raise unreadable(f"Unmatched end tag {place}, {found}")
        if self.length > tag.offset:
            self._close(tag)

    def _close(self, tag: _OpenTag) -> None:
        entity: Json = {
            "type": TAGS[tag.name],
            "offset": tag.offset,
            "length": self.length - tag.offset,
        }
        if tag.name == "a":
            link = tag.argument or self.text[tag.begins_at :]
            entity = _linked(entity, link)
        elif tag.name == "tg-emoji":
            entity["custom_emoji_id"] = _emoji_id(tag.argument)
        elif tag.name == "blockquote" and tag.argument:
            entity["type"] = "expandable_blockquote"
        elif tag.name in {"pre", "code"} and self._joins_code(entity, tag):
            return
        elif tag.name == "code" and tag.argument:
            entity["language"] = tag.argument
        if entity:
            self.entities.append(entity)

    def _joins_code(self, entity: Json, tag: _OpenTag) -> bool:
        """Whether <pre> and <code class="language-…"> around the same words become one."""
        last = self.entities[-1] if self.entities else {}
        same_words = all(last.get(key) == entity[key] for key in ("offset", "length"))
        language = last.get("language") if tag.name == "pre" else tag.argument
        if not same_words or not language or last["type"] == entity["type"]:
            return False
        if last["type"] not in {"pre", "code"}:
            return False
        last.update(type="pre", language=language)
        return True


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Text and entities (offsets in UTF-16 units), not yet cleaned; raises Telegram's refusal."""
    reader = _HtmlReader(source)
    reader.read()
    if any("\ud800" <= character <= "\udfff" for character in reader.text):
        raise unreadable(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    for entity in reader.entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return reader.text, reader.entities


def _argument(tag: str, attribute: str, value: str, known: str) -> str:
    match tag, attribute:
        case "a", "href":
            return value
        case "code", "class" if value.startswith("language-"):
            return value.removeprefix("language-")
        case "span", "class" if value.startswith("tg-"):
            return value.removeprefix("tg-")
        case "tg-emoji", "emoji-id":
            return value
        case "blockquote", "expandable":
            return "expandable"
    return known


def _linked(entity: Json, address: str) -> Json:
    """A link Telegram does not accept is not an error: the words stay, without a link."""
    user = user_of_link(address)
    if user is not None:
        return entity | {"type": "text_mention", "user": {"id": user}}
    try:
        return entity | {"url": checked_link(address)}
    except WrongLinkError:
        return {}


def _emoji_id(argument: str) -> str:
    if not re.fullmatch(r"-?\d{1,19}", argument) or int(argument) == 0:
        raise unreadable("Invalid custom emoji identifier specified")
    return argument


def unreadable(words: str, source: str = "", at: int | None = None) -> Refusal:
    """Telegram's refusal of a text that it cannot read, with the byte where it stopped."""
    place = "" if at is None else f" at byte offset {byte_offset(source, at)}"
    return bad_request(f"can't parse entities: {words}{place}")
