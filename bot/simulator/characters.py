"""How Telegram writes and counts characters."""

import re

_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[A-Za-z]*))")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LONGEST_REFERENCE = 9
_FIRST_BAD_CODE = 0x10FFFF


def read_reference(source: str, at: int) -> tuple[str, int]:
    """The character at `at`, a reference such as &lt; decoded, and the place after it."""
    found = _REFERENCE.match(source, at)
    if found is None:
        return source[at], at + 1
    if found["name"] is not None:
        character = _NAMED.get(found["name"], "")
    else:
        digits, base = (found["hex"], 16) if found["hex"] is not None else (found["decimal"], 10)
        too_long = len(found[0]) > _LONGEST_REFERENCE
        code = 0 if too_long else int(digits or "0", base)
        character = chr(code) if 0 < code < _FIRST_BAD_CODE else ""
    if not character:
        return source[at], at + 1
    return character, found.end() + source.startswith(";", found.end())


def byte_offset(source: str, at: int) -> int:
    """Telegram counts places in bytes of UTF-8."""
    return len(source[:at].encode())


def utf16_length(text: str) -> int:
    """Telegram counts entities in UTF-16 units: two for most emoji."""
    return len(text) + sum(character > "\uffff" for character in text)


def ascii_lower(text: str) -> str:
    """Lower case for A-Z only, as Telegram does with names of tags."""
    return "".join(c.lower() if c.isascii() else c for c in text)
