"""Lines that may mean several things: the person presses which, and nothing is typed again."""

from dataclasses import replace

from bot.asking import understand
from bot.context import BotContext
from bot.messages import readings as words
from bot.rules.dialogues import StaleForm
from handlers.asking import answer_as
from handlers.posts import pressed_for_unit
from handlers.showing import typed_before
from handlers.stating import on_stated


async def on_take(context: BotContext, press: words.TakeAs) -> None:
    """Answer as if this had been typed without doubt."""
    question = words.reading_of(press)
    if question is None:
        raise StaleForm
    before = typed_before(context)
    text = (before.text or "") if before else ""
    if text:
        heard = understand(text)
        question = replace(question, on_reports=heard.on_reports, stated=heard.stated)
    if not (text and await on_stated(context, question, text)):
        await answer_as(context, question, text)


HANDLERS = (pressed_for_unit(words.TakeAs, on_take),)
