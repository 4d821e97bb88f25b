"""Giving a unit another name: the former one is kept, what was issued before stays in it."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.actions.units import unit_to_change
from bot.rules.dialogues import NAME_LENGTH, check_words
from bot.rules.folding import fold
from bot.rules.members import Member, NameTaken
from bot.rules.outbox import Lane
from bot.rules.units import UnitStopped
from storage.locking import hold
from storage.tables import FormerName, Organisation, Unit
from storage.units import seats_of


async def rename_unit(
    db: AsyncSession, member: Member, unit_id: int, name: str, now: datetime
) -> bool:
    """Call a unit by another name from now on and tell its people; False when it has that name.

    Raises NotAllowed, UnitStopped, NameTaken, EmptyAnswer, AnswerTooLong.
    """
    tidy = check_words(name, NAME_LENGTH)
    unit = await unit_to_change(db, member, unit_id)
    if unit.stopped_on is not None:
        raise UnitStopped(unit.name, unit.stopped_on)
    if tidy == unit.name:
        return False
    await hold(db, Organisation, unit.organisation_id)
    same = select(Unit.name).where(
        col(Unit.organisation_id) == unit.organisation_id,
        col(Unit.folded) == fold(tidy),
        col(Unit.id) != unit_id,
    )
    if taken := (await db.exec(same)).first():
        raise NameTaken(taken)
    before = unit.name
    db.add(FormerName(unit_id=unit_id, name=before, until_at=now))
    unit.name, unit.folded = tidy, fold(tidy)
    await db.flush()
    note(db, member, "unit renamed", tidy, now=now, before={"name": before}, after={"name": tidy})
    for seat in await seats_of(db, unit_id):
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=seat.member_id,
            organisation_id=unit.organisation_id,
            message="unit_renamed",
            details={"unit": unit_id, "before": before},
            due_at=now,
        )
    return True
