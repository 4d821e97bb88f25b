"""Buttons every form has."""

from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.screens import Button, Screen, screen
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


def nothing_to_cancel(t: Texts) -> Screen:
    """/huy with no form open."""
    return screen(t("There is nothing to cancel."))
