"""People and messages that did not get through: why, and what can still be done about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.members import Role
from bot.rules.outbox import MAX_ATTEMPTS

LISTED_FOR = timedelta(days=30)
"""What failed earlier than this is no longer worth sending."""

NOT_WORDED = "not worded"
"""How the reason begins when our own wording of a message failed."""


class Why(StrEnum):
    """Why a person cannot be written to, or why a message did not arrive.

    Of a person: they blocked the bot, left Telegram, or never opened a chat with it. Of a message:
    Telegram refused it, every try failed on the way, or the program could not word it.
    """

    BLOCKED = "blocked"
    DELETED = "deleted"
    NEVER_STARTED = "never_started"
    REFUSED = "refused"
    EXHAUSTED = "exhausted"
    NOT_WORDED = "not_worded"


@dataclass(frozen=True, slots=True)
class Speaks:
    """A post the person holds in the organisation; `unit_id` None for an office."""

    role: Role
    unit_id: int | None
    unit: str


@dataclass(frozen=True, slots=True)
class FailedMessage:
    """A message that never arrived. `reason` is what Telegram said, `attempts` the tries before
    the last. `is_daily` when it was the day's one reminder of all that is due."""

    id: int
    name: str
    due_at: datetime
    attempts: int
    reason: str
    is_daily: bool

    @property
    def why(self) -> Why:
        return why_failed(self.reason, self.attempts)


@dataclass(frozen=True, slots=True)
class Unreached:
    """A person with what did not reach them. `lost_at` when nothing can reach them any more."""

    member_id: int
    name: str
    phone: str
    lost_at: datetime | None
    lost_because: str
    posts: tuple[Speaks, ...]
    messages: tuple[FailedMessage, ...] = ()

    @property
    def why_lost(self) -> Why | None:
        return None if self.lost_at is None else why_lost(self.lost_because)

    @property
    def may_be_sent_again(self) -> bool:
        return self.lost_at is None and bool(self.messages)


@dataclass(frozen=True, slots=True)
class LostGroup:
    """A group the bot is no longer in."""

    title: str
    left_at: datetime


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Everything of one organisation that did not get through; `notices` by their numbers."""

    people: tuple[Unreached, ...]
    groups: tuple[LostGroup, ...]
    notices: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        return len(self.people) + len(self.groups)


def why_lost(reason: str) -> Why:
    """Why somebody cannot be written to, by what Telegram said; "" when they blocked the bot."""
    said = reason.lower()
    if "deactivated" in said:
        return Why.DELETED
    if any(words in said for words in ("initiate", "not found", "peer_id_invalid")):
        return Why.NEVER_STARTED
    return Why.BLOCKED


def why_failed(reason: str, attempts: int) -> Why:
    """Why a message failed; `attempts` are the tries before the last."""
    if reason.startswith(NOT_WORDED):
        return Why.NOT_WORDED
    return Why.EXHAUSTED if attempts + 1 >= MAX_ATTEMPTS else Why.REFUSED
