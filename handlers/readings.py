"""Lines that may mean several things: the person presses which, and nothing is typed again."""

from bot.context import BotContext
from bot.messages import readings as words
from bot.rules.dialogues import StaleForm
from handlers.asking import answer_as
from handlers.posts import pressed_for_unit


async def on_take(context: BotContext, press: words.TakeAs) -> None:
    """Answer as if this had been typed without doubt."""
    question = words.reading_of(press)
    if question is None:
        raise StaleForm
    await answer_as(context, question, _typed(context))


def _typed(context: BotContext) -> str:
    """What was typed: the message that ours with the buttons replies to; "" if it is gone."""
    query = context.incoming.callback_query
    message = query.message if query else None
    before = getattr(message, "reply_to_message", None)
    return (before.text or "") if before is not None else ""


HANDLERS = (pressed_for_unit(words.TakeAs, on_take),)
