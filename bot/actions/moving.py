"""Moving a unit to another bloc: counts, heads, lists and duties follow from then on."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.heads import end_headings_of, own_bloc
from bot.actions.journal import note
from bot.actions.placing import follow_place
from bot.actions.units import unit_to_change
from bot.rules.heads import Heading
from bot.rules.members import Member
from bot.rules.units import UnitStopped
from storage.heads import headings_from
from storage.organisations import calendar_of
from storage.placing import asked_by_place
from storage.units import bloc_by_id


async def headed_by(
    db: AsyncSession, member: Member, unit_id: int, now: datetime
) -> tuple[Heading, ...]:
    """What the unit heads from this year on, and would not in another bloc. Raises NotAllowed."""
    unit = await unit_to_change(db, member, unit_id)
    this_year = (await calendar_of(db, unit.organisation_id)).today(now).year
    headings = await headings_from(db, unit.organisation_id, this_year)
    return tuple(heading for heading in headings if heading.unit_id == unit_id)


async def move_unit(
    db: AsyncSession, member: Member, unit_id: int, bloc_id: int | None, now: datetime
) -> tuple[Heading, ...]:
    """Let a unit belong to another bloc, or to none; gives what it headed, which ends.

    Its people are told what is asked of them now, and no more, if anything. Years gone by stay as
    they were. Raises NotAllowed, UnitStopped.
    """
    unit = await unit_to_change(db, member, unit_id)
    if unit.stopped_on is not None:
        raise UnitStopped(unit.name, unit.stopped_on)
    after = "" if bloc_id is None else (await own_bloc(db, member, bloc_id)).name
    if unit.bloc_id == bloc_id:
        return ()
    bloc = await bloc_by_id(db, unit.bloc_id) if unit.bloc_id is not None else None
    ended = await end_headings_of(db, member, unit, now)
    asked = await asked_by_place(db, [unit_id])
    unit.bloc_id = bloc_id
    await follow_place(db, [unit], asked, now)
    before = bloc[1] if bloc else ""
    note(
        db, member, "unit moved", unit.name, now=now, before={"bloc": before}, after={"bloc": after}
    )
    return tuple(ended)
