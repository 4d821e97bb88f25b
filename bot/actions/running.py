"""A notice under way: held back, let go on, stopped; one that waits for its hour cancelled.

Each changes one row at once; carrying on does what follows from it.
"""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.notices import held_notice
from bot.rules.members import Member
from bot.rules.notices import NoticeState


async def cancel_scheduled(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> None:
    """Let a scheduled notice not go out. Raises NotAllowed, NoticeMoved."""
    notice = await held_notice(db, member, notice_id, NoticeState.SCHEDULED)
    notice.state, notice.ended_at = NoticeState.CANCELLED, now
    note(db, member, "notice cancelled", str(notice.number), now=now)


async def pause_notice(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> None:
    """Hold back what has not left yet. Raises NotAllowed, NoticeMoved."""
    notice = await held_notice(db, member, notice_id, NoticeState.SENDING)
    notice.state = NoticeState.PAUSED
    note(db, member, "notice paused", str(notice.number), now=now)


async def resume_notice(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> None:
    """Go on with what was held back. Raises NotAllowed, NoticeMoved."""
    notice = await held_notice(db, member, notice_id, NoticeState.PAUSED)
    notice.state = NoticeState.SENDING
    note(db, member, "notice resumed", str(notice.number), now=now)


async def stop_notice(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> None:
    """Send nothing more of it. Raises NotAllowed, NoticeMoved."""
    going_on = NoticeState.SENDING, NoticeState.PAUSED
    notice = await held_notice(db, member, notice_id, *going_on)
    notice.state, notice.fanned_to = NoticeState.STOPPED, None
    note(db, member, "notice stopped", str(notice.number), now=now)
