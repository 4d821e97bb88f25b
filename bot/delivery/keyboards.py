"""Buttons under what is sent -> Telegram's keyboards."""

from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import pack
from bot.messages.screens import Button, Row


class WithRows(Protocol):
    """A screen, or anything else that has rows of buttons."""

    @property
    def rows(self) -> tuple[Row, ...]: ...


def markup(shown: WithRows) -> InlineKeyboardMarkup | None:
    """The buttons under it, None without any. Raises ValueError for one that does nothing."""
    rows = [[_button(button) for button in row] for row in shown.rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.does is None:
        raise ValueError(f"a button that does nothing: {button.label!r}")
    return InlineKeyboardButton(button.label, callback_data=pack(button.does))
