"""Telegram HTML cut to what one message holds, its tags closed."""

import re

MOST_TEXT = 4096
"""Counted without tags, in UTF-16 units: https://core.telegram.org/bots/api#sendmessage"""

ENDING = "\n…"
_LINE_WITHIN = 300
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-z-]+)[^<>]*>|&(?:[a-z]+|#\d+);|.", re.DOTALL)


def fitted(html: str, most: int = MOST_TEXT) -> str:
    """The HTML itself if it fits, else its beginning, up to the end of a line if one is near."""
    if 2 * len(html) <= most or shown_length(html) <= most:
        return html
    pieces: list[str] = []
    line, opened_at_line, opened = 0, list[str](), list[str]()
    length = length_at_line = 0
    for token in _TOKEN.finditer(html):
        if (size := _size(token)) and length + size > most - len(ENDING):
            break
        length += size
        pieces.append(token[0])
        _follow(token, opened)
        if token[0] == "\n":
            line, opened_at_line, length_at_line = len(pieces) - 1, [*opened], length
    if length - length_at_line <= _LINE_WITHIN:
        pieces, opened = pieces[:line], opened_at_line
    return "".join(pieces) + "".join(f"</{tag}>" for tag in reversed(opened)) + ENDING


def shown_length(html: str) -> int:
    """How long Telegram counts the HTML."""
    return sum(_size(token) for token in _TOKEN.finditer(html))


def _size(token: re.Match[str]) -> int:
    if token["tag"]:
        return 0
    return 2 if len(token[0]) == 1 and ord(token[0]) > 0xFFFF else 1


def _follow(token: re.Match[str], opened: list[str]) -> None:
    if not token["tag"]:
        return
    if token["end"]:
        opened.pop()
    else:
        opened.append(token["tag"])
