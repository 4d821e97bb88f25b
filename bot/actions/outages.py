"""Whether we were there to hear, and what it means for those who wrote meanwhile."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import Term
from bot.rules.outages import SHORTEST
from bot.rules.reports import CONFIRM_WITHIN, Verdict, in_time_until, verdict_of
from storage.outages import end_outage, note_hearing, outages_between


async def keep_hearing(db: AsyncSession, now: datetime) -> None:
    """We hear Telegram, as we did a moment ago. Cheap: it writes once a minute."""
    await note_hearing(db, now)


async def hear_again(db: AsyncSession, now: datetime) -> None:
    """We hear Telegram after a silence of unknown length: a long one is kept as an outage.

    To be called before what was said meanwhile is handled.
    """
    await end_outage(db, now - SHORTEST, now)
    await note_hearing(db, now)


async def confirms_in_time_until(
    db: AsyncSession, term: Term | None, completed_at: datetime, now: datetime
) -> datetime | None:
    """As `in_time_until`, with the outages there were since."""
    if term is None or not term.is_over(now):
        return None
    return in_time_until(term, completed_at, now, await outages_between(db, completed_at, now))


async def judge(
    db: AsyncSession, term: Term | None, completed_at: datetime, confirmed_at: datetime
) -> Verdict:
    """As `verdict_of`, with the outages there were between completing and confirming."""
    if confirmed_at - completed_at <= CONFIRM_WITHIN:
        return verdict_of(term, completed_at, confirmed_at)
    outages = await outages_between(db, completed_at, confirmed_at)
    return verdict_of(term, completed_at, confirmed_at, outages)
