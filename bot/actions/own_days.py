"""Days given to one unit alone: more time for an obligation, time to mend what was handed in."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.promises import end_promise
from storage.locking import hold
from storage.tables import Unit, UnitDeadline


async def extend(
    db: AsyncSession, unit_id: int, obligation_id: int, until: date, now: datetime
) -> None:
    """The unit has until the end of this day to hand in; a later day given before stands."""
    row = await _own(db, unit_id, obligation_id, now)
    if row.extended_to is None or row.extended_to < until:
        row.extended_to, row.set_at = until, now


async def let_mend(
    db: AsyncSession, unit_id: int, obligation_id: int, until: date, now: datetime
) -> None:
    """The unit has until the end of this day to send again what it had handed in."""
    row = await _own(db, unit_id, obligation_id, now)
    row.mend_by, row.set_at = until, now


async def mended(db: AsyncSession, unit_id: int, obligation_id: int) -> None:
    """It was sent again: the day given to mend it is over."""
    row = await db.get(UnitDeadline, (unit_id, obligation_id))
    if row is not None:
        row.mend_by = None


async def _own(db: AsyncSession, unit_id: int, obligation_id: int, now: datetime) -> UnitDeadline:
    await hold(db, Unit, unit_id)
    # A day it had promised was for the earlier end.
    await end_promise(db, unit_id, obligation_id)
    row = await db.get(UnitDeadline, (unit_id, obligation_id))
    if row is None:
        row = UnitDeadline(unit_id=unit_id, obligation_id=obligation_id, set_at=now)
        db.add(row)
    return row
