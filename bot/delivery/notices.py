"""Wording notices, and what follows them: corrections, calls, withdrawals.

Thousands read the same notice, so it is worded once for all of a turn. What follows depends on
what stands in the reader's chat.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import ClaimedMessage
from bot.delivery.sending import NotYet, Worded
from bot.messages import notice_changes as words
from bot.messages.notice_text import notice_post
from bot.messages.outgoing import Outgoing
from bot.rules.contents import Content
from bot.rules.notices import How, NoticePost, NoticeState
from bot.rules.outbox import Held, OutboxState
from bot.rules.recipients import Posted, are_deletable, first_of, live_of
from bot.texts import Texts
from storage.acknowledgements import lacks_acknowledgement
from storage.groups import group_by_id
from storage.members import DEFAULT_ZONE
from storage.notices import NoticeNow, notice_now, text_of_version
from storage.outbox import begun_of
from storage.recipients import posts_to
from storage.undelivered import is_of


@dataclass(frozen=True, slots=True)
class Following:
    """What a wording of something that follows a notice may look at. `live` is what the reader
    has of it now."""

    db: AsyncSession
    t: Texts
    message: ClaimedMessage
    found: NoticeNow
    posts: list[Posted]
    live: Posted
    now: datetime

    @property
    def to_group(self) -> bool:
        return self.message.member_id is None

    @property
    def version(self) -> int:
        """The version that stands."""
        return self.found.text.version

    async def content_there(self) -> Content:
        """The content in the version the reader has."""
        found = self.found.text
        if self.live.version == found.version:
            return found.content
        return (await text_of_version(self.db, found.id, self.live.version)).content

    async def lacks_receipt(self) -> bool:
        """Whether the reader is still to confirm."""
        reader = self.message.member_id
        return reader is not None and await lacks_acknowledgement(
            self.db, self.found.text.id, self.version, reader
        )


async def word_notice(db: AsyncSession, message: ClaimedMessage, now: datetime) -> Worded:
    """A message of a notice as things stand now; None when it is owed no more."""
    if message.message == NoticePost.FIRST:
        return await _first(db, message)
    assert message.notice_id is not None
    posts = await posts_to(db, message.notice_id, message.member_id, message.group_id)
    first, live = first_of(posts), live_of(posts)
    if first is not None and first.state is OutboxState.CLAIMED:
        return NotYet()
    if first is None or live is None:
        return None
    t = Texts(message.language, message.address, DEFAULT_ZONE)
    found = await notice_now(db, message.notice_id)
    following = Following(db, t, message, found, posts, live, now)
    worded = await FOLLOWING[NoticePost(message.message)](following)
    return await _resumed(db, message, worded)


async def _first(db: AsyncSession, message: ClaimedMessage) -> Worded:
    assert message.notice_id is not None
    is_for_group = message.member_id is None
    key = "notice", message.notice_id, message.language, message.address, is_for_group
    if key not in db.info:
        found = await notice_now(db, message.notice_id)
        t = Texts(message.language, message.address, DEFAULT_ZONE)
        db.info[key] = _worded(t, found, to_group=is_for_group)
    if message.group_id is not None and not await _is_theirs(db, message):
        return None
    return await _resumed(db, message, db.info[key])


async def _is_theirs(db: AsyncSession, message: ClaimedMessage) -> bool:
    """Whether the reader still is of the organisation whose notice it is."""
    assert message.notice_id is not None
    found = await notice_now(db, message.notice_id)
    if message.group_id is None:
        return await is_of(db, message.member_id or 0, found.organisation_id)
    group = await group_by_id(db, message.group_id)
    return group is not None and group.organisation_id == found.organisation_id


async def _resumed(db: AsyncSession, message: ClaimedMessage, worded: Worded) -> Worded:
    """Without what an earlier try has sent of it, if that was of the same version."""
    if message.attempts and isinstance(worded, Outgoing):
        so_far = await begun_of(db, message.id)
        if so_far is not None and so_far.version == worded.version:
            return replace(worded, so_far=so_far)
    return worded


def _worded(t: Texts, found: NoticeNow, *, to_group: bool) -> Worded:
    if found.withdrawn_at is not None or found.state is NoticeState.STOPPED:
        return None
    if found.state is NoticeState.PAUSED:
        return Held()
    return notice_post(t, found.text, to_group=to_group)


async def _correction(f: Following) -> Worded:
    """Nothing to whoever got the newest version at once, nor to people and groups that are no
    longer the organisation's."""
    if f.found.withdrawn_at is not None or f.live.version >= f.version:
        return None
    if not await _is_theirs(f.db, f.message):
        return None
    return words.correction(f.t, await f.content_there(), f.found.text, f.live, to_group=f.to_group)


async def _read_again(f: Following) -> Worded:
    """Once the correction was made in place; what replies to the notice makes a sound itself."""
    if f.found.withdrawn_at is not None or f.message.details["version"] < f.version:
        return None
    corrections = [each for each in f.posts if each.post is NoticePost.CORRECTION]
    if not corrections or corrections[-1].state in (OutboxState.WAITING, OutboxState.CLAIMED):
        return NotYet()
    if f.live.version < f.version or f.live.how != How.EDITED:
        return None
    if f.found.text.asks_receipt and not f.to_group and not await f.lacks_receipt():
        return None
    return words.read_again(f.t, f.found.text, f.live, to_group=f.to_group)


async def _second_call(f: Following) -> Worded:
    """Nothing to whose unit has confirmed meanwhile."""
    if f.found.withdrawn_at is not None or not await f.lacks_receipt():
        return None
    return words.second_call(f.t, f.found.text, f.live)


async def _withdrawal(f: Following) -> Worded:
    content = await f.content_there()
    young = are_deletable(f.posts, f.now)
    return words.withdrawal(f.t, content, f.found.text, f.posts, f.live, young=young)


FOLLOWING: dict[NoticePost, Callable[[Following], Awaitable[Worded]]] = {
    NoticePost.CORRECTION: _correction,
    NoticePost.READ_AGAIN: _read_again,
    NoticePost.SECOND_CALL: _second_call,
    NoticePost.WITHDRAWAL: _withdrawal,
}
