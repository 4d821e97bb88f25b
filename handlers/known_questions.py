"""What people ask, answered by what an officer answered to such a question before."""

from bot.actions.known_questions import find_known, read_known
from bot.asking import SURE_ENOUGH, Intent, Question, says_enough
from bot.context import BotContext
from bot.messages import known_question_buttons as buttons
from bot.messages import known_questions as words
from bot.messages.screens import Row, Screen
from bot.rules.known_questions import KnownQuestionView
from handlers.posts import pressed_for_unit
from handlers.showing import send, show

WITHOUT_DATA = frozenset({Intent.GREETING_HELP, Intent.DIFFICULTY_FEEDBACK})
"""What is answered with nothing that could be fresher than an officer's words."""

MOST_WORDS_FOR_HELP = 4


def is_call_for_help(question: Question, text: str) -> bool:
    """Whether a greeting or a few words («hướng dẫn») ask for the menu; a long «how» does not."""
    if question.intent is not Intent.GREETING_HELP:
        return False
    return question.confidence >= SURE_ENOUGH or len(text.split()) <= MOST_WORDS_FOR_HELP


async def answered_instead(context: BotContext, question: Question, text: str) -> bool:
    """Answer a line that a kept question surely fits better than what it was understood as.

    A greeting before it, or a guess. What rules and data answer for certain is theirs, and so is
    a request for more time.
    """
    if question.intent is Intent.OTHER or question.slot == "extension":
        return False
    if question.confidence >= SURE_ENOUGH and question.intent not in WITHOUT_DATA:
        return False
    return await answered_by_known(context, text, surely=True)


async def answered_by_known(context: BotContext, text: str, *, surely: bool = False) -> bool:
    """Answer with what is kept, or offer the questions that may be meant unless only `surely`."""
    if context.member.post is None or not says_enough(text):
        return False
    async with context.reading() as db:
        found = await find_known(db, context.member, text)
    rows = ask_officers_rows(context)
    if found.surely is not None:
        await send(context, _answer(context, found.surely), as_reply=bool(rows))
    elif found.perhaps and not surely:
        unit_id = context.member.post.unit_id or 0
        screen = words.which_was_asked(context.texts, found.perhaps, unit_id, rows)
        await send(context, screen, as_reply=bool(rows))
    else:
        return False
    return True


def ask_officers_rows(context: BotContext) -> list[Row]:
    """The button that sends what was typed to the officers, for whoever speaks for a unit.

    The message it stands under must be a reply to what was typed.
    """
    post = context.member.post
    if post is None or post.unit_id is None:
        return []
    return [words.ask_officers_row(context.texts, post.unit_id)]


async def on_read(context: BotContext, press: buttons.ReadKnown) -> None:
    async with context.reading() as db:
        view = await read_known(db, context.member, press.question_id)
    await show(context, _answer(context, view))


def _answer(context: BotContext, view: KnownQuestionView) -> Screen:
    if context.member.is_officer:
        return words.known_answer_to_change(context.texts, view)
    return words.known_answer(context.texts, view, ask_officers_rows(context))


HANDLERS = (pressed_for_unit(buttons.ReadKnown, on_read),)
