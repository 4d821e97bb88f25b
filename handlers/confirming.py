"""The last look before something is confirmed."""

from datetime import datetime

from bot.actions.outages import confirms_in_time_until
from bot.context import BotContext
from bot.messages.confirming import confirm_by
from bot.messages.screens import Screen
from bot.rules.deadlines import Term


async def in_time(
    context: BotContext, review: Screen, term: Term | None, completed_at: datetime
) -> Screen:
    """The review, with until when confirming it still counts as on time, where that matters."""
    async with context.reading() as db:
        until = await confirms_in_time_until(db, term, completed_at, context.now())
    return review if until is None else confirm_by(context.texts, review, completed_at, until)
