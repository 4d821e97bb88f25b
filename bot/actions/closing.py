"""«Kết thúc thu, không nhắc nữa»: an officer ends the collecting of a duty, or opens it again."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation
from bot.actions.journal import note
from bot.actions.ladders import owe_from
from bot.rules.members import Member, check_officer
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Obligation


async def close_duty(
    db: AsyncSession, member: Member, obligation_id: int, *, closed: bool, now: datetime
) -> None:
    """Remind nobody of it any more, or do so again from today on.

    Records and lists stay; what is handed in after it was closed is taken and judged as ever.
    Raises NotAllowed, UnknownObligation.
    """
    post = check_officer(member)
    await hold(db, Obligation, obligation_id)
    obligation = await asked_obligation(db, member, obligation_id)
    if closed is (obligation.closed_at is not None):
        return
    row = await db.get_one(Obligation, obligation_id, populate_existing=True)
    row.closed_at = now if closed else None
    if not closed:
        owe_from(row, (await calendar_of(db, post.organisation_id)).today(now))
    note(db, member, "duty closed" if closed else "duty opened", row.title, now=now)
