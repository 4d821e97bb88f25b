"""Questions in the middle of a form: answered, and the form left as it was.

Nothing typed is lost by it: what was taken as a question can be put into the report after all.
"""

import re

from bot.actions import reporting
from bot.asking import Intent, is_asking, understand
from bot.context import BotContext
from bot.messages.asking import TakeAside, answered_aside
from bot.rules.dialogues import UNIT_FORMS, Draft, Form
from handlers.asking import answer_question
from handlers.posts import pressed_in_form
from handlers.report_form import form_screen
from handlers.showing import send, show_form

LONGEST = 120
_NUMBER = re.compile(r"\d")
SURE = 0.85
ANSWERED = frozenset(
    {
        Intent.DEADLINE_QUERY,
        Intent.DEADLINE_LIST,
        Intent.MY_STATUS,
        Intent.CONTACT,
        Intent.PLAN_QUESTION,
        Intent.HOW_TO_SUBMIT,
    }
)


def is_aside(draft: Draft, text: str) -> bool:
    """Whether a text typed while a unit's form is open is a question, not an answer to the form.

    Where the form waits for no words, every text we can answer is.
    """
    if draft.form not in UNIT_FORMS or len(text) > LONGEST or "\n" in text:
        return False
    if draft.step.startswith("figure") and not text.rstrip().endswith("?") and _NUMBER.search(text):
        return False
    # Reasons speak of the very things people ask about: the person in charge, the report, its date.
    if draft.form is Form.EXTENSION and draft.step.endswith(":reason") and "?" not in text:
        return False
    question = understand(text)
    if question.intent is Intent.OTHER:
        return question.slot in ("thanks", "ack") and question.confidence > 0
    if question.or_else is Intent.OTHER:
        # A guess is no question that we can answer.
        return False
    if question.intent not in ANSWERED and question.slot != "extension":
        return False
    waits = draft.form is Form.REPORT or ":" in draft.step
    return not waits or (is_asking(text) and question.confidence >= SURE)


async def answer_aside(context: BotContext, draft: Draft, text: str) -> None:
    """Answer, and lead back to the form."""
    message = context.incoming.message
    assert message is not None
    if draft.form is Form.REPORT:
        async with context.transaction() as db:
            await reporting.keep_aside(db, draft, text, message.date)
    await answer_question(context, text)
    await send(context, answered_aside(context.texts, draft))


async def on_take(context: BotContext, press: TakeAside) -> None:
    """Put the words into the report; pressed twice, they are there once."""
    async with context.transaction() as db:
        form = await reporting.take_aside(db, context.member, press.draft_id, context.now())
    await show_form(context, form.draft, form_screen(context, form), below=True)


HANDLERS = (pressed_in_form(TakeAside, on_take),)
