"""Screens -> Telegram's keyboards."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.callbacks import pack
from bot.messages.screens import Button, Screen


def markup(screen: Screen) -> InlineKeyboardMarkup | None:
    """The buttons under a screen, None without any. Raises ValueError for one that does nothing."""
    rows = [[_button(button) for button in row] for row in screen.rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url is not None:
        return InlineKeyboardButton(button.label, url=button.url)
    if button.does is None:
        raise ValueError(f"a button that does nothing: {button.label!r}")
    return InlineKeyboardButton(button.label, callback_data=pack(button.does))
