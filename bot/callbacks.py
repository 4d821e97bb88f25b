"""Typed values <-> callback data.

A button carries at most 64 bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton), and
what comes back was chosen by whoever sent it: it is parsed, never trusted. Rights are checked in
the action.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

MOST_BYTES = 64
SEPARATOR = ":"

_types: dict[str, type] = {}
_codes: dict[type, str] = {}

Value = TypeVar("Value")


def callback(code: str) -> Callable[[type[Value]], type[Value]]:
    """Declare a frozen dataclass of int, str and bool fields as the value of a button.

    `code` is its short name on the wire; no two values may share one.
    """

    def declare(kind: type[Value]) -> type[Value]:
        if code in _types:
            raise ValueError(f"two callbacks are called {code!r}")
        _types[code] = kind
        _codes[kind] = code
        return kind

    return declare


def pack(value: object) -> str:
    """The callback data of a declared value. Raises ValueError above 64 bytes."""
    if not is_dataclass(value):
        raise TypeError(f"not a callback value: {value!r}")
    parts = [_codes[type(value)]]
    parts += [_write(getattr(value, field.name)) for field in fields(value)]
    data = SEPARATOR.join(parts)
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"over {MOST_BYTES} bytes: {data}")
    return data


def unpack(data: str) -> object | None:
    """The value that `pack` made into `data`; None for anything else."""
    code, *parts = data.split(SEPARATOR)
    kind = _types.get(code)
    if kind is None:
        return None
    declared = fields(kind)
    if len(parts) != len(declared):
        return None
    try:
        values = [_read(field.type, part) for field, part in zip(declared, parts, strict=True)]
    except ValueError:
        return None
    value: object = kind(*values)
    return value


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    text = str(value)
    if SEPARATOR in text:
        raise ValueError(f"{SEPARATOR!r} in a callback value: {text!r}")
    return text


def _read(kind: Any, part: str) -> int | str | bool:
    if kind in (bool, "bool"):
        if part not in ("0", "1"):
            raise ValueError(part)
        return part == "1"
    if kind in (int, "int"):
        # A guessed giant would overflow the database's integers.
        if len(part) > 18 or not part.lstrip("-").isascii():
            raise ValueError(part)
        return int(part)
    return part
