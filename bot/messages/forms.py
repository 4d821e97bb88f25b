"""Buttons every form has."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.texts import Texts


@callback("x")
@dataclass(frozen=True, slots=True)
class CancelForm:
    """Throw a half-filled form away."""

    draft_id: int


def cancel_button(t: Texts, draft: Draft) -> Button:
    """«Huỷ»"""
    return Button(t.plain("Cancel"), CancelForm(draft.id))


def cancelled(t: Texts) -> Screen:
    """The form is gone; nothing was sent."""
    return screen(t("Cancelled. Nothing was sent."))


def nothing_to_cancel(t: Texts, rows: Sequence[Row]) -> Screen:
    """/huy with no form open; `rows` lead back to those put aside."""
    if rows:
        return screen(t("Nothing is being filled in now. Put aside, with all it holds:"), *rows)
    return screen(t("There is nothing to cancel."))
