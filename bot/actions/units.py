"""Blocs and units, made by officers."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.dialogues import NAME_LENGTH, check_words
from bot.rules.folding import fold
from bot.rules.members import Member, NameTaken, NotAllowed, check_officer
from storage.tables import Bloc, Unit


async def add_bloc(db: AsyncSession, member: Member, name: str, now: datetime) -> int:
    """Make a bloc; gives its id. Raises NotAllowed, NameTaken, EmptyAnswer, AnswerTooLong."""
    post = check_officer(member)
    bloc_id = await new_bloc(db, post.organisation_id, name)
    note(db, member, "bloc added", name, now=now)
    return bloc_id


async def add_unit(
    db: AsyncSession, member: Member, name: str, bloc_id: int | None, now: datetime
) -> int:
    """Make a unit in a bloc (or in none); gives its id. Raises as `add_bloc`."""
    post = check_officer(member)
    if bloc_id is not None:
        bloc = await db.get(Bloc, bloc_id)
        if bloc is None or bloc.organisation_id != post.organisation_id:
            raise NotAllowed
    unit_id = await new_unit(db, post.organisation_id, name, bloc_id, now)
    note(db, member, "unit added", name, now=now)
    return unit_id


async def new_bloc(db: AsyncSession, organisation_id: int, name: str) -> int:
    """A bloc, made by the program. Raises NameTaken, EmptyAnswer, AnswerTooLong."""
    tidy = check_words(name, NAME_LENGTH)
    folded = fold(tidy)
    same = select(Bloc.name).where(
        col(Bloc.organisation_id) == organisation_id, col(Bloc.folded) == folded
    )
    if taken := (await db.exec(same)).first():
        raise NameTaken(taken)
    bloc = Bloc(organisation_id=organisation_id, name=tidy, folded=folded)
    db.add(bloc)
    await db.flush()
    assert bloc.id is not None
    return bloc.id


async def new_unit(
    db: AsyncSession, organisation_id: int, name: str, bloc_id: int | None, now: datetime
) -> int:
    """A unit, made by the program. Raises NameTaken, EmptyAnswer, AnswerTooLong."""
    tidy = check_words(name, NAME_LENGTH)
    folded = fold(tidy)
    same = select(Unit.name).where(
        col(Unit.organisation_id) == organisation_id, col(Unit.folded) == folded
    )
    if taken := (await db.exec(same)).first():
        raise NameTaken(taken)
    unit = Unit(
        organisation_id=organisation_id, bloc_id=bloc_id, name=tidy, folded=folded, created_at=now
    )
    db.add(unit)
    await db.flush()
    assert unit.id is not None
    return unit.id
