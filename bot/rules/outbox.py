"""Messages owed: their lanes and how far each has come."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Lane(StrEnum):
    """Who goes first: what answers a person, then reminders, then notices."""

    ANSWER = "answer"
    REMINDER = "reminder"
    NOTICE = "notice"


LANES = (Lane.ANSWER, Lane.REMINDER, Lane.NOTICE)


class OutboxState(StrEnum):
    """Waiting, claimed by a sender, and at the end sent, dropped (no longer true) or failed.

    `held` is a message of a paused notice: no sender looks at it.
    """

    WAITING = "waiting"
    HELD = "held"
    CLAIMED = "claimed"
    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram took the message; `others` are the rest of an album, or what was sent with it.

    `how` names what was done where that is not plainly sending, `version` which one of a notice
    that was corrected.
    """

    message_id: int
    others: tuple[int, ...] = ()
    how: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class Dropped:
    """What the message would have said is no longer owed."""


@dataclass(frozen=True, slots=True)
class Held:
    """It belongs to what was paused a moment ago: it waits until somebody lets it go."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Try again after `wait`, with the reason for the log.

    `so_far` is what has arrived of a message that is sent in several steps.
    """

    wait: timedelta
    error: str
    so_far: Sent | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """The group goes on under another number of Telegram's: what it is owed goes there at once."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """It will never arrive; `unreachable` when the person blocked the bot or left Telegram, or
    when the bot was put out of the group."""

    error: str
    unreachable: bool = False


Outcome = Sent | Dropped | Held | Retry | Moved | Failed

MAX_ATTEMPTS = 16
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=10)


def backoff(attempts: int) -> timedelta:
    """How long to wait after the `attempts`-th failed try: doubling from 2 s, at most 10 min."""
    doublings = min(max(0, attempts - 1), MAX_ATTEMPTS)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
