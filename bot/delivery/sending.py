"""One message: worded for its reader, sent, and what came of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
import telegram
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram.constants import MessageLimit

from bot.actions.outbox import ClaimedMessage
from bot.delivery.errors import NO_WAIT, is_outage, is_unsure, outcome_of
from bot.delivery.saying import say
from bot.delivery.secrets import redact
from bot.delivery.steps import Pace, PartlySent, at_once, take_ways
from bot.messages.outgoing import Outgoing
from bot.messages.screens import Screen
from bot.rules.outbox import (
    MAX_ATTEMPTS,
    Dropped,
    Failed,
    Held,
    Lane,
    Outcome,
    Retry,
    Sent,
    backoff,
)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class NotYet:
    """What the message follows is still on its way: it is worded again in a moment."""


Worded = Screen | Outgoing | Held | NotYet | None
"""What to send; None when it is owed no more."""

Word = Callable[[AsyncSession, ClaimedMessage, datetime], Awaitable[Worded]]
"""Words a message in its reader's language as things stand now."""

BLOCKED = "the person blocked the bot earlier"
PUT_OUT = "the bot is no longer in the group"


@dataclass(frozen=True, slots=True)
class Attempt:
    """How a try at a message ended, and the error it met.

    What does not count, because it never left or nothing else arrives either, goes back and keeps
    its number of tries.
    """

    message: ClaimedMessage
    outcome: Outcome
    error: Exception | None = None
    counts: bool = True

    @property
    def is_unsure(self) -> bool:
        """Whether the message may have arrived all the same."""
        return self.error is not None and is_unsure(self.error)


def never_tried(message: ClaimedMessage, reason: str) -> Attempt:
    """What becomes of a claim that nobody got to."""
    return Attempt(message, Retry(NO_WAIT, reason), counts=False)


async def word_message(
    word: Word, db: AsyncSession, message: ClaimedMessage, now: datetime
) -> Screen | Outgoing | NotYet | Outcome:
    """What to send, or the outcome when there is nothing. Never raises for a bad message."""
    if message.lost_at is not None and message.group_id is not None:
        return Failed(PUT_OUT, unreachable=True)
    if message.lost_at is not None and message.lane is not Lane.ANSWER:
        return Failed(BLOCKED, unreachable=True)
    try:
        worded = await word(db, message, now)
    except SQLAlchemyError as error:
        await db.rollback()
        log.warning("outbox.not_worded", id=message.id, name=message.message, error=repr(error))
        tries = message.attempts + 1
        reason = redact(f"not worded: {type(error).__name__}")
        return Failed(reason) if tries >= MAX_ATTEMPTS else Retry(backoff(tries), reason)
    except Exception as error:
        await db.rollback()
        log.exception("outbox.not_worded", id=message.id, name=message.message)
        return Failed(redact(f"not worded: {error!r}"))
    return Dropped() if worded is None else worded


async def send_message(
    bot: telegram.Bot, message: ClaimedMessage, worded: Screen | Outgoing, pace: Pace = at_once
) -> Attempt:
    """Send what was worded. Never raises: what went wrong is in the attempt.

    `pace` is awaited before every message after the first.
    """
    so_far = None
    try:
        if isinstance(worded, Outgoing):
            return Attempt(message, await take_ways(bot, message.chat_id, worded, pace))
        return Attempt(message, Sent(await _say(bot, message, worded)))
    except PartlySent as partly:
        error, so_far = partly.error, partly.so_far
    except Exception as whole:
        error = whole
    outcome = outcome_of(error, message.attempts + 1)
    if isinstance(outcome, Retry):
        outcome = replace(outcome, so_far=so_far)
    return Attempt(message, outcome, error, counts=not is_outage(error))


async def _say(bot: telegram.Bot, message: ClaimedMessage, screen: Screen) -> int:
    if len(screen.html) > MessageLimit.MAX_TEXT_LENGTH:
        # Telegram counts without the tags: it may still fit, and if not it says so.
        log.warning("outbox.long", id=message.id, name=message.message, length=len(screen.html))
    return await say(bot, message.chat_id, screen)
