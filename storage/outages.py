"""Outages: the open row follows the last sign of hearing, the others are over."""

from datetime import datetime, timedelta

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.outages import Outage
from storage.tables import Outage as OutageRow

_OPEN = col(OutageRow.ended_at).is_(None)
_A_WHILE = timedelta(minutes=1)


async def heard_last(db: AsyncSession) -> datetime | None:
    """When we were last known to hear; None when that was never noted."""
    return (await db.exec(select(OutageRow.began_at).where(_OPEN))).first()


async def note_hearing(db: AsyncSession, now: datetime) -> None:
    """We hear now. Within a minute of the last time nothing is written."""
    heard_at = await heard_last(db)
    if heard_at is None:
        db.add(OutageRow(began_at=now))
    elif abs(now - heard_at) >= _A_WHILE:
        await db.exec(update(OutageRow).where(_OPEN).values(began_at=now))


async def end_outage(db: AsyncSession, before: datetime, now: datetime) -> None:
    """The silence since `before` or earlier is over, and another one may begin.

    Of several who find that at once, one ends it.
    """
    silent = update(OutageRow).where(_OPEN, col(OutageRow.began_at) <= before)
    if (await db.exec(silent.values(ended_at=now))).rowcount:
        db.add(OutageRow(began_at=now))


async def outages_between(db: AsyncSession, since: datetime, until: datetime) -> list[Outage]:
    """The outages that ended in between, the first first."""
    ended = select(OutageRow.began_at, OutageRow.ended_at).where(
        col(OutageRow.ended_at) > since, col(OutageRow.ended_at) <= until
    )
    rows = await db.exec(ended.order_by(col(OutageRow.began_at)))
    return [Outage(began_at, ended_at) for began_at, ended_at in rows if ended_at is not None]
