"""A text too long for its field comes in pieces: which was refused is remembered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Message

from bot.actions.pieces import remember_refused
from bot.context import BotContext
from bot.rules.dialogues import AnswerTooLong, Draft


@asynccontextmanager
async def refused_remembered(context: BotContext, draft: Draft) -> AsyncIterator[Message]:
    """The message typed just now, to be taken into a form. Of words refused within is remembered
    which message they came in: the next piece is no whole."""
    message = context.incoming.message
    assert message is not None
    try:
        yield message
    except AnswerTooLong as error:
        async with context.transaction() as db:
            await remember_refused(db, draft, message.message_id, error)
        raise
