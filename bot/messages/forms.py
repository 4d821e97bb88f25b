"""Buttons every form has."""

from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.screens import Button
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
