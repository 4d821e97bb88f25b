"""The way on from a broken rule, as buttons under its explanation."""

from bot.messages.calls import OpenCall
from bot.messages.home import GoHome, ResumeForm
from bot.messages.known_question_buttons import OpenKnown
from bot.messages.more_time import AskExtension
from bot.messages.preparing_buttons import OpenPreparation
from bot.messages.record_buttons import open_button
from bot.messages.screens import Button, Row
from bot.rules.calls import CallMoved
from bot.rules.dialogues import FormMoved
from bot.rules.errors import RuleViolation
from bot.rules.known_questions import AlreadyKnown
from bot.rules.preparing import PreparationMoved
from bot.rules.registrations import RegistrationClosed
from bot.rules.reviews import AlreadyReviewed
from bot.rules.units import UnitStopped
from bot.texts import Texts


def way_on(t: Texts, violation: RuleViolation) -> tuple[Row, ...]:
    """The buttons that lead on; none where the words alone say it."""
    if isinstance(violation, FormMoved):
        return ((Button(t.plain("Open it as it is now"), ResumeForm(violation.draft_id)),),)
    if isinstance(violation, PreparationMoved):
        now = OpenPreparation(violation.preparation_id)
        return ((Button(t.plain("Open it as it is now"), now),),)
    if isinstance(violation, AlreadyReviewed):
        return ((open_button(t, violation.review.ref),), (Button(t.plain("Home"), GoHome()),))
    if isinstance(violation, CallMoved):
        call = OpenCall(violation.unit_id, violation.obligation_id)
        return ((Button(t.plain("Open it as it is now"), call),),)
    if isinstance(violation, AlreadyKnown):
        return ((Button(t.plain("Open it"), OpenKnown(violation.question_id)),),)
    if isinstance(violation, RegistrationClosed):
        ask = AskExtension(violation.obligation_id, violation.unit_id)
        return ((Button(t.plain("Ask to amend the registration"), ask),),)
    if isinstance(violation, UnitStopped):
        return ((Button(t.plain("Home"), GoHome()),),)
    return ()
