"""Notices: recorded once, sent at once or at an hour, paused, stopped; and how each stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.audiences import check_audience
from bot.actions.journal import note
from bot.messages.notice_text import frame_length
from bot.rules.audiences import Audience, NobodyToReach, audience_of_json, audience_to_json
from bot.rules.contents import Content, check_content, content_to_json
from bot.rules.dialogues import StaleForm
from bot.rules.folding import fold
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.notices import (
    BEGUN,
    Followed,
    NoticeMoved,
    NoticePost,
    NoticeState,
    NoticeText,
    NoticeView,
)
from bot.rules.schedules import check_moment
from storage.audiences import is_anybody_in, names_of
from storage.locking import hold
from storage.notices import followed, listed, notice_now, tally_of, text_of_version
from storage.organisations import officer_ids
from storage.tables import Member as MemberRow
from storage.tables import Notice, Organisation


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """A notice as an officer has composed it."""

    audience: Audience
    content: Content
    asks_receipt: bool = False


async def draft_text(
    db: AsyncSession, member: Member, draft: NoticeDraft, notice_id: int | None = None
) -> NoticeText:
    """The draft as recipients would get it now: under the number of the notice that it changes,
    else the one that comes next.

    Raises NotAllowed, NothingToSend, NoticeTooLong.
    """
    post = check_officer(member)
    if notice_id is None:
        number = await _next_number(db, post.organisation_id)
    else:
        number = (await db.get_one(Notice, notice_id)).number
    text = NoticeText(0, number, post.organisation, draft.content, asks_receipt=draft.asks_receipt)
    check_content(draft.content, frame_length(text))
    return text


async def send_notice(db: AsyncSession, member: Member, draft: NoticeDraft, now: datetime) -> int:
    """Record a notice that goes out at once; gives its id. The fan-out owes it to people.

    Raises NotAllowed, NothingToSend, NoticeTooLong, NobodyToReach, UnknownObligation.
    """
    post = check_officer(member)
    await check_audience(db, member, draft.audience)
    if not await is_anybody_in(db, post.organisation_id, draft.audience):
        raise NobodyToReach
    notice = await _add(db, member, draft, now)
    _begin(notice, now)
    note(db, member, "notice sent", str(notice.number), now=now, after=_facts(draft))
    return notice.id or 0


async def schedule_notice(
    db: AsyncSession, member: Member, draft: NoticeDraft, due_at: datetime, now: datetime
) -> int:
    """Record a notice that goes out at a moment to come, to whoever is in its audience then.

    Raises as `send_notice` does, but not NobodyToReach; and MomentPassed.
    """
    check_moment(due_at, now)
    await check_audience(db, member, draft.audience)
    notice = await _add(db, member, draft, now)
    notice.state, notice.due_at = NoticeState.SCHEDULED, due_at
    after = _facts(draft) | {"due_at": due_at.isoformat()}
    note(db, member, "notice scheduled", str(notice.number), now=now, after=after)
    return notice.id or 0


async def change_scheduled(
    db: AsyncSession,
    member: Member,
    notice_id: int,
    was: dict[str, Any],
    draft: NoticeDraft,
    due_at: datetime | None,
    now: datetime,
) -> None:
    """Put a draft in place of a notice that waits for its hour; without an hour it goes out now.

    `was` is what `standing_of` told when the change was begun. Raises NoticeMoved when it stands
    otherwise meanwhile, and as `send_notice`, `schedule_notice`.
    """
    notice = await held_notice(db, member, notice_id, NoticeState.SCHEDULED)
    if standing_of(notice) != was:
        raise NoticeMoved(notice_id)
    await check_audience(db, member, draft.audience)
    text = replace((await notice_now(db, notice_id)).text, content=draft.content)
    check_content(draft.content, frame_length(text))
    _take_over(notice, draft)
    if due_at is None:
        if not await is_anybody_in(db, notice.organisation_id, draft.audience):
            raise NobodyToReach
        _begin(notice, now)
    else:
        notice.due_at = check_moment(due_at, now)
    note(db, member, "notice changed", str(notice.number), now=now, before=was, after=_facts(draft))


async def own_notice(db: AsyncSession, member: Member, notice_id: int) -> NoticeView:
    """One notice of the officer's organisation. Raises NotAllowed."""
    await _own(db, member, notice_id)
    return await read_notice(db, notice_id)


async def own_version(db: AsyncSession, member: Member, notice_id: int, version: int) -> NoticeText:
    """A notice of the officer's organisation as it reads in a version, 0 for the newest; to be
    looked at, so its button belongs to no notice. Raises NotAllowed, StaleForm."""
    notice = await own_notice(db, member, notice_id)
    if version > notice.text.version:
        raise StaleForm
    text = await text_of_version(db, notice_id, version) if version > 0 else notice.text
    return replace(text, id=0)


async def read_notice(db: AsyncSession, notice_id: int) -> NoticeView:
    """A notice as it stands now; for the program's own use."""
    notice = await db.get_one(Notice, notice_id, populate_existing=True)
    now = await notice_now(db, notice_id)
    audience = audience_of_json(notice.audience)
    waits = notice.state in (NoticeState.SCHEDULED, NoticeState.CANCELLED)
    return NoticeView(
        text=now.text,
        state=notice.state,
        organisation_id=notice.organisation_id,
        sender_id=notice.sender_id,
        sender=await _name(db, notice.sender_id),
        audience=await names_of(db, notice.organisation_id, audience),
        at=notice.due_at if waits and notice.due_at else notice.sent_at,
        tally=await tally_of(db, notice_id),
        is_fanned_out=notice.fanned_to is None and notice.followed_to is None,
        followed=await _followed(db, notice),
        withdrawn_at=notice.withdrawn_at,
        withdrawn_by=await _name(db, notice.withdrawn_by),
    )


async def notices_with(
    db: AsyncSession, member: Member, words: str = "", *, scheduled: bool = False
) -> list[int]:
    """The organisation's notices that hold these words, accents or none, or have this number; the
    newest first. Those that wait for their hour, or all others. Raises NotAllowed."""
    post = check_officer(member)
    waiting = (NoticeState.SCHEDULED,)
    states = waiting if scheduled else (*BEGUN, NoticeState.CANCELLED)
    wanted = fold(words)
    return [
        notice.id
        for notice in await listed(db, post.organisation_id, states)
        if wanted in fold(notice.words) or wanted in (str(notice.number), f"so {notice.number}")
    ]


async def scheduled_draft(
    db: AsyncSession, member: Member, notice_id: int
) -> tuple[NoticeDraft, dict[str, Any]]:
    """A notice that waits for its hour, to be changed, and how it stands.

    Raises NotAllowed, NoticeMoved.
    """
    notice = await held_notice(db, member, notice_id, NoticeState.SCHEDULED)
    content = (await notice_now(db, notice_id)).text.content
    draft = NoticeDraft(audience_of_json(notice.audience), content, notice.asks_receipt)
    return draft, standing_of(notice)


def standing_of(notice: Notice) -> dict[str, Any]:
    """All of a scheduled notice that an officer can change, as a JSON value."""
    return {
        "audience": notice.audience,
        "content": notice.content,
        "asks_receipt": notice.asks_receipt,
        "due_at": notice.due_at.isoformat() if notice.due_at else None,
    }


async def show_progress_in(
    db: AsyncSession, notice_id: int, member_id: int, message_id: int
) -> None:
    """Remember whose message shows the notice's progress."""
    notice = await db.get_one(Notice, notice_id)
    notice.progress_member_id, notice.progress_message_id = member_id, message_id


async def progress_shown(db: AsyncSession, notice_id: int) -> tuple[int, int | None] | None:
    """To whom, and in which message, the notice's progress is shown; None when nobody who may see
    it is left."""
    notice = await db.get_one(Notice, notice_id, populate_existing=True)
    officers = await officer_ids(db, notice.organisation_id)
    reader = notice.progress_member_id or notice.sender_id
    if reader in officers:
        return reader, notice.progress_message_id
    return (officers[0], None) if officers and notice.progress_message_id is None else None


async def held_notice(
    db: AsyncSession, member: Member, notice_id: int, *states: NoticeState
) -> Notice:
    """A notice of the officer's organisation, held until the transaction ends.

    Raises NotAllowed, NoticeMoved when it is in none of these states.
    """
    check_officer(member)
    await hold(db, Notice, notice_id)
    notice = await _own(db, member, notice_id)
    if notice.state not in states:
        raise NoticeMoved(notice_id)
    return notice


async def _followed(db: AsyncSession, notice: Notice) -> Followed | None:
    assert notice.id is not None
    if notice.withdrawn_at is not None:
        return await followed(db, notice.id, NoticePost.WITHDRAWAL, "")
    if notice.version > 1:
        occasion = f"v{notice.version}:"
        return await followed(db, notice.id, NoticePost.CORRECTION, occasion)
    return None


async def _own(db: AsyncSession, member: Member, notice_id: int) -> Notice:
    post = check_officer(member)
    notice = await db.get(Notice, notice_id, populate_existing=True)
    if notice is None or notice.organisation_id != post.organisation_id:
        raise NotAllowed
    return notice


async def _add(db: AsyncSession, member: Member, draft: NoticeDraft, now: datetime) -> Notice:
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    await draft_text(db, member, draft)
    notice = Notice(
        organisation_id=post.organisation_id,
        number=await _next_number(db, post.organisation_id),
        sender_id=member.id,
        words="",
        audience={},
        state=NoticeState.SENDING,
        sent_at=now,
    )
    _take_over(notice, draft)
    db.add(notice)
    await db.flush()
    return notice


def _take_over(notice: Notice, draft: NoticeDraft) -> None:
    notice.words = draft.content.to_list
    notice.content = content_to_json(draft.content)
    notice.audience = audience_to_json(draft.audience)
    notice.asks_receipt = draft.asks_receipt


def _begin(notice: Notice, now: datetime) -> None:
    notice.state, notice.sent_at, notice.fanned_to = NoticeState.SENDING, now, 0


async def _next_number(db: AsyncSession, organisation_id: int) -> int:
    same = col(Notice.organisation_id) == organisation_id
    return ((await db.exec(select(func.max(Notice.number)).where(same))).one() or 0) + 1


async def _name(db: AsyncSession, member_id: int | None) -> str:
    if member_id is None:
        return ""
    return (await db.exec(select(MemberRow.name).where(col(MemberRow.id) == member_id))).one()


def _facts(draft: NoticeDraft) -> dict[str, Any]:
    return {
        "words": draft.content.to_list,
        "audience": audience_to_json(draft.audience),
        "asks_receipt": draft.asks_receipt,
    }
