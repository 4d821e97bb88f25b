"""Wording notices: thousands read the same, so each is worded once for all of a turn."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import ClaimedMessage
from bot.delivery.sending import Worded
from bot.messages.notice_text import notice_post
from bot.messages.outgoing import Outgoing
from bot.rules.notices import NoticeState
from bot.rules.outbox import Held
from bot.texts import Texts
from storage.members import DEFAULT_ZONE
from storage.notices import NoticeNow, notice_now
from storage.outbox import begun_of


async def word_notice(db: AsyncSession, message: ClaimedMessage, _now: datetime) -> Worded:
    """A message of a notice as things stand now; None when it is owed no more."""
    assert message.notice_id is not None
    is_for_group = message.member_id is None
    key = "notice", message.notice_id, message.language, message.address, is_for_group
    if key not in db.info:
        found = await notice_now(db, message.notice_id)
        t = Texts(message.language, message.address, DEFAULT_ZONE)
        db.info[key] = _first(t, found, to_group=is_for_group)
    worded: Worded = db.info[key]
    if message.attempts and isinstance(worded, Outgoing):
        so_far = await begun_of(db, message.id)
        if so_far is not None and so_far.version == worded.version:
            return replace(worded, so_far=so_far)
    return worded


def _first(t: Texts, found: NoticeNow, *, to_group: bool) -> Worded:
    if found.withdrawn_at is not None or found.state is NoticeState.STOPPED:
        return None
    if found.state is NoticeState.PAUSED:
        return Held()
    return notice_post(t, found.text, to_group=to_group)
