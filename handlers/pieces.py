"""A text too long for its field comes in pieces: which was refused is remembered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.actions.pieces import remember_refused
from bot.context import BotContext
from bot.rules.dialogues import AnswerTooLong, Draft


@asynccontextmanager
async def refused_remembered(
    context: BotContext, draft: Draft, message_id: int
) -> AsyncIterator[None]:
    """Remember, of words refused within, which message they came in: the next piece is no whole."""
    try:
        yield
    except AnswerTooLong as error:
        async with context.transaction() as db:
            await remember_refused(db, draft, message_id, error)
        raise
