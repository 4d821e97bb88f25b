"""Notices: whom they are for and how far they have come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.rules.errors import RuleViolation

LONGEST_NOTICE = 3500
"""Telegram takes 4,096 characters; the head that names the organisation needs its share."""


class NoticeState(StrEnum):
    """A notice is being sent, or every message of it has an outcome."""

    SENDING = "sending"
    DONE = "done"


class AudienceKind(StrEnum):
    """Everyone, one bloc, or those who have not done one obligation."""

    ALL = "all"
    BLOC = "bloc"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a notice is for. `id` is a bloc's or an obligation's, 0 for everyone."""

    kind: AudienceKind
    id: int = 0


@dataclass(frozen=True, slots=True)
class NoticeTally:
    """How a notice stands: counts of people, and the names of those it did not reach."""

    waiting: int
    sent: int
    failed: int
    not_reached: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return self.waiting + self.sent + self.failed


@dataclass(frozen=True, slots=True)
class NoticePreview:
    """A notice before it goes: how many people it reaches, which units it cannot."""

    audience: Audience
    audience_name: str
    people: int
    without_anyone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice that was sent and how it stands."""

    id: int
    number: int
    organisation_id: int
    sender_id: int
    words: str
    audience_kind: AudienceKind
    audience_name: str
    state: NoticeState
    sent_at: datetime
    tally: NoticeTally
    progress_message_id: int | None


class NoticeTooLong(RuleViolation):
    """More characters than a notice may have."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class NothingToSend(RuleViolation):
    """A notice without words."""


class NobodyToReach(RuleViolation):
    """The audience has no one who has joined."""


def check_notice_words(words: str) -> str:
    """The words without surrounding blanks. Raises NoticeTooLong."""
    words = words.strip()
    if len(words) > LONGEST_NOTICE:
        raise NoticeTooLong(len(words))
    return words
