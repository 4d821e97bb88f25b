"""Throwing a half-filled form away; what others may have written into it is asked about first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks import callback
from bot.messages.form_names import FORMS
from bot.messages.home import ResumeForm
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.dialogues import Draft
from bot.texts import Texts


@callback("xx")
@dataclass(frozen=True, slots=True)
class ThrowAway:
    """Throw away a form of the unit with all it holds."""

    draft_id: int
    version: int


def confirm_cancel(t: Texts, draft: Draft) -> Screen:
    """A form of the unit holds words, perhaps a colleague's: are they to be thrown away?"""
    return screen(
        t(
            "Throw away all that was filled in ({form}), what colleagues of the unit wrote "
            "included? Nothing was sent yet.",
            form=t.plain(FORMS[draft.form]),
        ),
        Button(t.plain("Throw it away"), ThrowAway(draft.id, draft.version)),
        Button(t.plain("Keep it and go on"), ResumeForm(draft.id)),
    )


def cancelled(t: Texts, *, draft_kept: bool = False) -> Screen:
    """The form is gone; nothing was sent. A plan in preparation is of all officers, and stays."""
    if draft_kept:
        return screen(t("Closed. The draft is kept as it is: press /kehoach to go on with it."))
    return screen(t("Cancelled. Nothing was sent."))


def nothing_to_cancel(t: Texts, rows: Sequence[Row]) -> Screen:
    """/huy with no form open; `rows` lead back to those put aside."""
    if rows:
        return screen(t("Nothing is being filled in now. Put aside, with all it holds:"), *rows)
    return screen(t("There is nothing to cancel."))
