"""Keyboards that tests send."""

from typing import Any

Json = dict[str, Any]


def inline(*labels: str) -> Json:
    """One button a row, each with its label as data."""
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


def inline_button(**button: Any) -> Json:
    """A single inline button as given."""
    return {"inline_keyboard": [[button]]}


def reply_keys(*labels: str, **options: Any) -> Json:
    """A reply keyboard of one row."""
    return {"keyboard": [[{"text": label} for label in labels]], **options}
