"""Frozen dataclasses to plain data and back, by their type hints; errors name the key."""

import difflib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


class WrongValue(Exception):
    """Something under `key` cannot be read; `problem` says what, `mend` what to write instead."""

    def __init__(self, key: str, problem: str, mend: str) -> None:
        super().__init__(f"{key}: {problem}; {mend}")
        self.key = key
        self.problem = problem
        self.mend = mend


def to_plain(value: Any, day: Callable[[date], object] = date.isoformat) -> Any:
    """Plain data for a value: dicts, lists, text, numbers. What equals its default is left out.

    `day` says how a date is kept: ISO text for JSON, the date itself for YAML.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = (f for f in fields(value) if f.default != getattr(value, f.name))
        return {f.name: to_plain(getattr(value, f.name), day) for f in kept}
    if isinstance(value, tuple):
        return [to_plain(each, day) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return day(value)
    return value.strftime("%H:%M") if isinstance(value, time) else value


def from_plain(kind: Any, plain: Any, key: str = "") -> Any:
    """The value of type `kind` that plain data stands for; raises `WrongValue`."""
    if isinstance(kind, UnionType):
        inner = next(each for each in get_args(kind) if each is not type(None))
        return None if plain is None else from_plain(inner, plain, key)
    if get_origin(kind) is tuple:
        items = _list(plain, key)
        inner = get_args(kind)[0]
        return tuple(from_plain(inner, each, f"{key}[{n}]") for n, each in enumerate(items, 1))
    if is_dataclass(kind):
        return _record(kind, plain, key)
    return _scalar(kind, plain, key)


def _record(kind: Any, plain: Any, key: str) -> Any:
    if not isinstance(plain, dict):
        raise WrongValue(key or "the file", "is not a list of keys", "write lines of `key: value`")
    hints = _hints(kind)
    for name in plain:
        if name not in hints:
            raise WrongValue(_under(key, name), "is an unknown key", _nearest(str(name), hints))
    for field in fields(kind):
        if _is_required(field) and plain.get(field.name) is None:
            raise WrongValue(_under(key, field.name), "is missing", "add it")
    given = {name: each for name, each in plain.items() if each is not None}
    return kind(
        **{name: from_plain(hints[name], each, _under(key, name)) for name, each in given.items()}
    )


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _scalar(kind: Any, plain: Any, key: str) -> Any:
    if issubclass(kind, StrEnum):
        return _choice(kind, plain, key)
    if kind is date:
        return _day(plain, key)
    if kind is time:
        return _hour(plain, key)
    if not isinstance(plain, kind) or (kind is int and isinstance(plain, bool)):
        names = {str: "text (put it in quotes)", int: "a whole number", bool: "true or false"}
        raise WrongValue(key, f"cannot be {plain!r}", f"write {names[kind]}")
    return plain


def _choice(kind: type[StrEnum], plain: Any, key: str) -> StrEnum:
    try:
        return kind(plain)
    except ValueError:
        choices = ", ".join(kind)
        raise WrongValue(key, f"cannot be {plain!r}", f"choose one of {choices}") from None


def _day(plain: Any, key: str) -> date:
    if isinstance(plain, date) and not isinstance(plain, datetime):
        return plain
    try:
        return date.fromisoformat(plain)
    except (TypeError, ValueError):
        problem = f"{plain!r} is no day of the calendar"
        raise WrongValue(key, problem, "write year-month-day, as 2023-06-10") from None


def _hour(plain: Any, key: str) -> time:
    try:
        return time.fromisoformat(plain)
    except (TypeError, ValueError):
        # YAML reads an unquoted 16:30 as the number 990.
        problem = f"{plain!r} is no time of day"
        raise WrongValue(key, problem, "write it in quotes, as '16:30'") from None


def _list(plain: Any, key: str) -> list[Any]:
    if not isinstance(plain, list):
        raise WrongValue(key, "is not a list", "begin each line under it with `- `")
    return plain


def _nearest(name: str, known: dict[str, Any]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"did you mean `{close[0]}`?" if close else "known keys: " + ", ".join(known)


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _under(key: str, name: object) -> str:
    return f"{key}.{name}" if key else str(name)
