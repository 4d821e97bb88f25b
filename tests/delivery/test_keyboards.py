"""Screens become Telegram's keyboards."""

from dataclasses import dataclass

import pytest

from bot.callbacks import callback, pack
from bot.delivery.keyboards import markup
from bot.messages.screens import Button, screen


@callback("test-keyboard")
@dataclass(frozen=True)
class Open:
    plan: int


def test_a_screen_without_buttons_has_no_keyboard() -> None:
    assert markup(screen("hello")) is None


def test_buttons_do_or_open_in_their_rows() -> None:
    shown = screen(
        "hello",
        Button("Nộp ngay", Open(3)),
        (Button("Lịch", url="https://example.org"), Button("Xem", Open(4))),
    )

    keyboard = markup(shown)

    assert keyboard is not None
    rows = [[(b.text, b.callback_data, b.url) for b in row] for row in keyboard.inline_keyboard]
    assert rows == [
        [("Nộp ngay", pack(Open(3)), None)],
        [("Lịch", None, "https://example.org"), ("Xem", pack(Open(4)), None)],
    ]


def test_a_button_that_does_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="does nothing"):
        markup(screen("hello", Button("?")))
