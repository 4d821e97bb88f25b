"""Notices: what is sent, and how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.rules.audiences import AudienceNames
from bot.rules.contents import Content
from bot.rules.errors import RuleViolation


class NoticeState(StrEnum):
    """How far a notice has come.

    It waits for its hour, or is being sent; sending pauses, is stopped for good, or is done: every
    message has an outcome. A scheduled one that was cancelled has reached nobody.
    """

    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    CANCELLED = "cancelled"


BEGUN = frozenset({NoticeState.SENDING, NoticeState.PAUSED, NoticeState.STOPPED, NoticeState.DONE})
"""Somebody may have got something of it."""

GOING_ON = frozenset({NoticeState.SENDING, NoticeState.PAUSED})


class NoticePost(StrEnum):
    """The messages of a notice, as the outbox calls them."""

    FIRST = "notice"
    CORRECTION = "notice_correction"
    READ_AGAIN = "notice_read_again"
    SECOND_CALL = "notice_second_call"
    WITHDRAWAL = "notice_withdrawal"


IN_PROGRESS = frozenset({NoticePost.FIRST, NoticePost.CORRECTION, NoticePost.WITHDRAWAL})
"""The messages whose progress officers are shown."""


class How(StrEnum):
    """What was done in a recipient's chat."""

    SENT = ""
    COPIED = "copied"
    EDITED = "edited"
    LINKED = "linked"
    DELETED = "deleted"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A version of a notice as its recipients get it. `corrected_at` is None for the first.

    Sent by an organisation that was merged since, it was `number_then` of `issuer`.
    """

    id: int
    number: int
    organisation: str
    content: Content
    version: int = 1
    asks_receipt: bool = False
    corrected_at: datetime | None = None
    issuer: str = ""
    number_then: int = 0


@dataclass(frozen=True, slots=True)
class NoticeTally:
    """How a notice stands: counts of recipients, groups among them.

    `not_reached` names those it did not reach, `blocked` those of them who blocked the bot.
    """

    waiting: int = 0
    held: int = 0
    sent: int = 0
    failed: int = 0
    dropped: int = 0
    not_reached: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()

    @property
    def left(self) -> int:
        """Messages without an outcome."""
        return self.waiting + self.held

    @property
    def total(self) -> int:
        return self.left + self.sent + self.failed + self.dropped


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a correction or the withdrawal has come with those who had the notice: still to do,
    failed, and done by which way."""

    post: NoticePost
    waiting: int
    failed: int
    done: dict[How, int]

    @property
    def total(self) -> int:
        return self.waiting + self.failed + sum(self.done.values())


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice and how it stands. `text` is what it says now; `at` when it was, or is to be, sent.

    `is_fanned_out` tells that everybody it is for is counted in the tally, `followed` how the last
    correction or the withdrawal stands, where there is one.
    """

    text: NoticeText
    state: NoticeState
    organisation_id: int
    sender_id: int
    sender: str
    audience: AudienceNames
    at: datetime
    tally: NoticeTally
    is_fanned_out: bool = True
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    followed: Followed | None = None

    @property
    def id(self) -> int:
        return self.text.id

    @property
    def number(self) -> int:
        return self.text.number

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is sent any more."""
        if self.followed is not None and self.followed.waiting:
            return False
        return self.is_fanned_out and not self.tally.left and self.state not in GOING_ON


class NothingCorrected(RuleViolation):
    """The correction says what the notice says already."""


class NoticeMoved(RuleViolation):
    """Somebody else, or time, has brought the notice on meanwhile: what was pressed no longer
    fits."""

    def __init__(self, notice_id: int) -> None:
        super().__init__(notice_id)
        self.notice_id = notice_id
