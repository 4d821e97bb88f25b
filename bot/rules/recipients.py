"""What stands of a notice in one recipient's chat, and what at last became of it there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.rules.members import Role
from bot.rules.notices import How, NoticePost
from bot.rules.outbox import OutboxState
from bot.rules.undelivered import Why

DELETABLE = timedelta(hours=48)
"""How long a bot may delete a message: https://core.telegram.org/bots/api#deletemessage"""

UNDECIDED = frozenset({OutboxState.WAITING, OutboxState.CLAIMED, OutboxState.HELD})


@dataclass(frozen=True, slots=True)
class Posted:
    """One message of a notice that one recipient is owed, and how far it has come.

    `message_ids` are those it became or changed, `version` is that of the notice it shows. `at` is
    when it was sent.
    """

    post: NoticePost
    state: OutboxState
    message_ids: tuple[int, ...] = ()
    how: str = How.SENT
    version: int = 1
    at: datetime | None = None
    error: str = ""

    @property
    def is_sent(self) -> bool:
        return self.state is OutboxState.SENT

    @property
    def made_messages(self) -> bool:
        """Whether it put something new into the chat."""
        return self.is_sent and self.how in (How.SENT, How.COPIED, How.LINKED)


class Final(StrEnum):
    """What became of a notice with a recipient."""

    WAITING = "waiting"
    SENT = "sent"
    EDITED = "edited"
    LINKED = "linked"
    OUTDATED = "outdated"
    DELETED = "deleted"
    MARKED = "marked"
    TOLD = "told"
    NOT_WITHDRAWN = "not_withdrawn"
    FAILED = "failed"
    DROPPED = "dropped"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What became of a notice with a person of a unit; of a unit nobody speaks for there is a line
    without a person, of a group one without a unit.

    `acknowledged_at` is of the version that stands, `earlier_at` the last of those before it.
    `error` is what Telegram said last, `lost` why the person cannot be written to now; of a group
    `is_left` says so.
    """

    final: Final
    unit: str = ""
    bloc: str = ""
    person: str = ""
    role: Role | None = None
    sent_at: datetime | None = None
    version: int | None = None
    acknowledged_at: datetime | None = None
    earlier_at: datetime | None = None
    error: str = ""
    lost: Why | None = None
    is_left: bool = False


def first_of(posts: Sequence[Posted]) -> Posted | None:
    """The notice itself, in whichever version it was sent."""
    return next((each for each in posts if each.post is NoticePost.FIRST), None)


def live_of(posts: Sequence[Posted]) -> Posted | None:
    """What the recipient has of the notice now: as it was sent, or as it was last corrected."""
    shows = (NoticePost.FIRST, NoticePost.CORRECTION)
    return next((each for each in reversed(posts) if each.post in shows and each.is_sent), None)


def messages_of(posts: Sequence[Posted]) -> tuple[int, ...]:
    """Every message that the notice has put into the chat, oldest first."""
    return tuple(id_ for each in posts if each.made_messages for id_ in each.message_ids)


def are_deletable(posts: Sequence[Posted], now: datetime) -> bool:
    """Whether all that the notice has put into the chat is young enough to be deleted."""
    sent = [each.at for each in posts if each.made_messages]
    return all(at is not None and now - at < DELETABLE for at in sent)


def final_of(posts: Sequence[Posted], version: int, *, withdrawn: bool) -> Final:
    """What at last became of a notice, now at that version, with a recipient who was owed these."""
    first = first_of(posts)
    if first is None or first.state is OutboxState.DROPPED:
        return Final.DROPPED
    if first.state is OutboxState.FAILED:
        return Final.FAILED
    if first.state in UNDECIDED:
        return Final.WAITING
    return _withdrawn(posts) if withdrawn else _standing(posts, version)


def _withdrawn(posts: Sequence[Posted]) -> Final:
    last = next((each for each in reversed(posts) if each.post is NoticePost.WITHDRAWAL), None)
    if last is None or last.state in UNDECIDED:
        return Final.WAITING
    if not last.is_sent:
        return Final.NOT_WITHDRAWN
    return {How.DELETED: Final.DELETED, How.MARKED: Final.MARKED}.get(How(last.how), Final.TOLD)


def _standing(posts: Sequence[Posted], version: int) -> Final:
    live = live_of(posts)
    assert live is not None
    if live.version == version:
        if live.post is NoticePost.FIRST:
            return Final.SENT
        return Final.EDITED if live.how == How.EDITED else Final.LINKED
    corrections = [each for each in posts if each.post is NoticePost.CORRECTION]
    is_coming = not corrections or corrections[-1].state in UNDECIDED
    return Final.WAITING if is_coming else Final.OUTDATED
