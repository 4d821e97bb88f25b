"""Buttons: what goes into 64 bytes comes back the same, and what anybody may send harms nothing."""

from dataclasses import dataclass, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import handlers.all  # noqa: F401 - declares every button there is
from bot import callbacks
from bot.callbacks import MOST_BYTES, callback, pack, unpack

KINDS = sorted(callbacks._types.values(), key=lambda kind: kind.__name__)
BIGGEST = 10**12
"""Numbers of rows: more than any alliance will ever have."""


def _value(kind: type, number: int, word: str, flag: bool) -> Any:
    given = {"int": number, int: number, "str": word, str: word, "bool": flag, bool: flag}
    return kind(*(given[field.type] for field in fields(kind)))


@given(
    st.sampled_from(KINDS),
    st.integers(0, BIGGEST),
    st.text("abcXYZ019_-.", max_size=22),
    st.booleans(),
)
def test_every_button_comes_back_as_it_went(kind: type, number: int, word: str, flag: bool) -> None:
    value = _value(kind, number, word, flag)

    data = pack(value)

    assert unpack(data) == value
    assert len(data.encode()) <= MOST_BYTES


@given(st.text(max_size=80))
def test_garbage_is_no_button(data: str) -> None:
    value = unpack(data)

    assert value is None or type(value) in KINDS


@given(st.sampled_from(sorted(callbacks._types)), st.lists(st.text(max_size=20), max_size=5))
def test_a_known_name_with_made_up_parts_never_raises(code: str, parts: list[str]) -> None:
    value = unpack(":".join([code, *parts]))

    assert value is None or type(value) is callbacks._types[code]


@pytest.mark.parametrize("number", ["9" * 19, "٣", "1.0", "", "--1", "0x1"])
def test_a_number_is_a_number_the_database_can_hold(number: str) -> None:
    assert unpack(f"d:{number}:1") is None


def test_no_name_is_used_twice() -> None:
    with pytest.raises(ValueError, match="two callbacks"):

        @callback("h")
        @dataclass(frozen=True)
        class Another:
            """Calls itself like the way home."""


def test_what_does_not_fit_is_refused_before_telegram_would() -> None:
    from bot.messages.joining import ConfirmInvite

    with pytest.raises(ValueError, match="64 bytes"):
        pack(ConfirmInvite("x" * 64))
    with pytest.raises(ValueError, match="in a callback value"):
        pack(ConfirmInvite("a:b"))
