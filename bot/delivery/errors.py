"""What an error of Telegram means for a message we owe."""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.delivery.request import NotSent
from bot.delivery.secrets import redact
from bot.rules.outbox import MAX_ATTEMPTS, Failed, Moved, Outcome, Retry, backoff

NO_WAIT = timedelta()

# Telegram says these with a 400, and they mean what a 403 means: nobody is there.
GONE = (
    "chat not found",
    "user not found",
    "user is deactivated",
    "peer_id_invalid",
    "input_user_deactivated",
    "group chat was deactivated",
)

# The bot is in the group and may not write there.
BARRED = ("not enough rights to send", "chat_write_forbidden", "user_banned_in_channel")

# A 413, which the library takes for a trouble of the network.
TOO_LARGE = "entity too large"

# Telegram's own word, or its refusal to listen at all: the message has not arrived.
DECIDED = (BadRequest, ChatMigrated, EndPointNotFound, Forbidden, RetryAfter)
OUTAGES = (NotSent, InvalidToken, Conflict)


def outcome_of(error: Exception, attempts: int) -> Outcome:
    """How the `attempts`-th try to send ended, for any error it raised.

    A 429 waits exactly as told, however often. What cannot be this message's fault (Telegram out
    of reach, a refused token) never fails it, and leaves it to the lanes to wait. A timeout or a
    fault of Telegram's is tried MAX_ATTEMPTS times. A group that became a supergroup is followed.
    The rest is final, with its reason.
    """
    reason = redact(str(error) or type(error).__name__)
    match error:
        case RetryAfter():
            return Retry(wait_of(error), reason)
        case NotSent() | InvalidToken() | Conflict():
            return Retry(NO_WAIT, reason)
        case Forbidden():
            return Failed(reason, unreachable=True)
        case BadRequest():  # PTB derives it from NetworkError: it must come first
            return Failed(reason, unreachable=is_gone(reason))
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case EndPointNotFound():
            return Failed(reason)
        case TelegramError() if TOO_LARGE in reason.lower():
            return Failed(reason)
        case TelegramError():
            return Failed(reason) if attempts >= MAX_ATTEMPTS else Retry(backoff(attempts), reason)
    return Failed(redact(repr(error)))


def is_outage(error: Exception) -> bool:
    """Whether nothing can be sent just now, whatever the message: it was not tried at all."""
    return isinstance(error, OUTAGES)


def is_unsure(error: Exception) -> bool:
    """Whether the message may have arrived although we saw an error.

    A timeout, a connection that broke, and a 5xx too: the gateway that says 504 does not know
    either what became of it.
    """
    return isinstance(error, TelegramError) and not isinstance(error, DECIDED + OUTAGES)


def is_gone(reason: str) -> bool:
    """Whether a 400 says that there is nobody to write to."""
    said = reason.lower()
    return any(words in said for words in GONE)


def is_barred(reason: str) -> bool:
    """Whether it says that the group does not let the bot write."""
    said = reason.lower()
    return any(words in said for words in BARRED)


def wait_of(error: RetryAfter) -> timedelta:
    """How long Telegram told us to wait."""
    told = error.retry_after
    return told if isinstance(told, timedelta) else timedelta(seconds=told)
