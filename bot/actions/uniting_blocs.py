"""Blocs and units of an organisation that becomes a part of another."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import put
from bot.actions.units import new_bloc
from bot.rules.folding import fold
from bot.rules.outbox import Lane
from bot.rules.uniting import Own
from storage.tables import Bloc, FormerName, Unit
from storage.units import blocs_of, seats_of

Renamed = Mapping[int, tuple[str, str]]
"""By id: the name, and the new one."""


async def give_blocs(db: AsyncSession, organisation_id: int, rest: str) -> Own:
    """Give the units without a bloc one of this name, unless it is ""; the organisation's blocs.

    Stopped units too: they may work again.
    """
    rest_id = await new_bloc(db, organisation_id, rest) if rest else None
    if rest_id is not None:
        without = col(Unit.organisation_id) == organisation_id, col(Unit.bloc_id).is_(None)
        await db.exec(update(Unit).where(*without).values(bloc_id=rest_id))
    blocs = await blocs_of(db, organisation_id)
    return Own(tuple(id_ for id_, _ in blocs), tuple(name for _, name in blocs), rest_id)


async def move_blocs(db: AsyncSession, of_id: int, into_id: int, renamed: Renamed) -> None:
    """Let the blocs be the other organisation's, under names that are free there."""
    for id_, (_, name) in renamed.items():
        values = {"name": name, "folded": fold(name)}
        await db.exec(update(Bloc).where(col(Bloc.id) == id_).values(**values))
    own = col(Bloc.organisation_id) == of_id
    await db.exec(update(Bloc).where(own).values(organisation_id=into_id))


async def move_units(
    db: AsyncSession, of_id: int, into_id: int, renamed: Renamed, now: datetime
) -> None:
    """The same of the units; the former name is kept, and whoever speaks for one is told of it."""
    for id_, (before, name) in renamed.items():
        values = {"name": name, "folded": fold(name)}
        await db.exec(update(Unit).where(col(Unit.id) == id_).values(**values))
        db.add(FormerName(unit_id=id_, name=before, until_at=now))
    own = col(Unit.organisation_id) == of_id
    await db.exec(update(Unit).where(own).values(organisation_id=into_id))
    await db.flush()
    working = select(Unit.id).where(col(Unit.id).in_(renamed), col(Unit.stopped_on).is_(None))
    for unit_id in (await db.exec(working)).all():
        assert unit_id is not None
        for seat in await seats_of(db, unit_id):
            await put(
                db,
                lane=Lane.ANSWER,
                member_id=seat.member_id,
                organisation_id=into_id,
                message="unit_renamed",
                details={"unit": unit_id, "before": renamed[unit_id][0]},
                due_at=now,
            )
