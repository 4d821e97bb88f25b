"""Notices: recorded once, fanned out into the outbox, tallied while they run."""

from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation
from bot.actions.journal import note
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.notices import (
    Audience,
    AudienceKind,
    NobodyToReach,
    NothingToSend,
    NoticePreview,
    NoticeState,
    NoticeView,
    check_notice_words,
)
from storage.locking import hold
from storage.notices import audience_members, audience_name, fan_out, tally_of, units_without_anyone
from storage.tables import Notice, Organisation
from storage.units import blocs_of


async def preview_notice(db: AsyncSession, member: Member, audience: Audience) -> NoticePreview:
    """Whom a notice would reach. Raises NotAllowed, UnknownObligation."""
    post = check_officer(member)
    await _check_audience(db, member, audience)
    organisation_id = post.organisation_id
    people = audience_members(organisation_id, audience)
    count = select(func.count()).select_from(people.subquery())
    return NoticePreview(
        audience=audience,
        audience_name=await audience_name(db, organisation_id, audience),
        people=(await db.exec(count)).one(),
        without_anyone=tuple(await units_without_anyone(db, organisation_id, audience)),
    )


async def send_notice(
    db: AsyncSession, member: Member, audience: Audience, words: str, now: datetime
) -> int:
    """Record a notice and owe it to everyone in its audience; gives its id.

    Raises NotAllowed, NothingToSend, NoticeTooLong, NobodyToReach, UnknownObligation.
    """
    post = check_officer(member)
    await _check_audience(db, member, audience)
    tidy = check_notice_words(words)
    if not tidy:
        raise NothingToSend
    await hold(db, Organisation, post.organisation_id)
    same = col(Notice.organisation_id) == post.organisation_id
    latest = (await db.exec(select(func.max(Notice.number)).where(same))).one()
    notice = Notice(
        organisation_id=post.organisation_id,
        number=(latest or 0) + 1,
        sender_id=member.id,
        words=tidy,
        audience={"kind": audience.kind, "id": audience.id},
        state=NoticeState.SENDING,
        sent_at=now,
    )
    db.add(notice)
    await db.flush()
    assert notice.id is not None
    if await fan_out(db, post.organisation_id, audience, notice.id, now) == 0:
        raise NobodyToReach
    note(db, member, "notice sent", str(notice.number), now=now, after={"words": tidy})
    return notice.id


async def read_notice(db: AsyncSession, notice_id: int) -> NoticeView:
    """A notice as it stands now; for the program's own use."""
    notice = await db.get_one(Notice, notice_id)
    audience = Audience(AudienceKind(notice.audience["kind"]), notice.audience["id"])
    return NoticeView(
        id=notice_id,
        number=notice.number,
        organisation_id=notice.organisation_id,
        sender_id=notice.sender_id,
        words=notice.words,
        audience_kind=audience.kind,
        audience_name=await audience_name(db, notice.organisation_id, audience),
        state=notice.state,
        sent_at=notice.sent_at,
        tally=await tally_of(db, notice_id),
        progress_message_id=notice.progress_message_id,
    )


async def own_notices(db: AsyncSession, member: Member, limit: int = 10) -> list[NoticeView]:
    """The newest notices of the officer's organisation. Raises NotAllowed."""
    post = check_officer(member)
    ids = await db.exec(
        select(Notice.id)
        .where(col(Notice.organisation_id) == post.organisation_id)
        .order_by(col(Notice.number).desc())
        .limit(limit)
    )
    return [await read_notice(db, id_) for id_ in ids if id_ is not None]


async def own_notice(db: AsyncSession, member: Member, notice_id: int) -> NoticeView:
    """One notice of the officer's organisation. Raises NotAllowed."""
    post = check_officer(member)
    notice = await db.get(Notice, notice_id)
    if notice is None or notice.organisation_id != post.organisation_id:
        raise NotAllowed
    return await read_notice(db, notice_id)


async def show_progress_in(db: AsyncSession, notice_id: int, message_id: int) -> None:
    """Remember which message shows the notice's progress."""
    notice = await db.get_one(Notice, notice_id)
    notice.progress_message_id = message_id


async def finish_notice(db: AsyncSession, notice_id: int) -> bool:
    """Mark a notice done when nothing of it waits any more; True when it was marked now."""
    notice = await db.get_one(Notice, notice_id)
    tally = await tally_of(db, notice_id)
    if tally.waiting or notice.state is NoticeState.DONE:
        return False
    notice.state = NoticeState.DONE
    return True


async def _check_audience(db: AsyncSession, member: Member, audience: Audience) -> None:
    post = check_officer(member)
    if audience.kind is AudienceKind.MISSING:
        await asked_obligation(db, member, audience.id)
    if audience.kind is AudienceKind.BLOC:
        blocs = await blocs_of(db, post.organisation_id)
        if audience.id not in [bloc_id for bloc_id, _ in blocs]:
            raise NotAllowed
