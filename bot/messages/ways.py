"""The way on from a broken rule, as buttons under its explanation."""

from bot.messages.home import ResumeForm
from bot.messages.screens import Button, Row
from bot.rules.dialogues import FormMoved
from bot.rules.errors import RuleViolation
from bot.texts import Texts


def way_on(t: Texts, violation: RuleViolation) -> tuple[Row, ...]:
    """The buttons that lead on; none where the words alone say it."""
    if isinstance(violation, FormMoved):
        return ((Button(t.plain("Open it as it is now"), ResumeForm(violation.draft_id)),),)
    return ()
