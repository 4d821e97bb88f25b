"""Blocs and units, made by officers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import duties_of_unit
from bot.actions.journal import note
from bot.rules.dialogues import NAME_LENGTH, AnswerTooLong, check_words
from bot.rules.folding import fold
from bot.rules.members import Member, NameTaken, NotAllowed, check_officer
from bot.rules.obligations import Duty
from bot.rules.units import (
    NO_BLOC,
    BlocSize,
    Made,
    OtherUnit,
    SeatEnded,
    UnitPast,
    UnitStopped,
)
from storage.former_names import former_names_in, former_names_of
from storage.invites import OpenInvite, open_invites
from storage.locking import hold
from storage.organisations import calendar_of
from storage.receipts import has_receipts
from storage.tables import Bloc, Organisation, Unit
from storage.units import (
    SeatRow,
    UnitRow,
    bloc_sizes,
    blocs_of,
    merged_into,
    seat_by_id,
    seats_of,
    stopped_units_of,
    unit_by_id,
    units_of,
)

SHORTEST_NAME = 3
"""Letters of a unit's name by which it may be found."""


@dataclass(frozen=True, slots=True)
class UnitView:
    """A unit as officers see it: who speaks for it, who may yet, how its duties stand, what was."""

    unit: UnitRow
    seats: tuple[SeatRow, ...]
    duties: tuple[Duty, ...]
    invites: tuple[OpenInvite, ...]
    past: UnitPast


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


async def add_blocs(db: AsyncSession, member: Member, names: list[str], now: datetime) -> Made:
    """Make a bloc of every name that can be one. Raises NotAllowed."""
    check_officer(member)
    return await _each(names, lambda name: add_bloc(db, member, name, now))


async def add_units(
    db: AsyncSession, member: Member, names: list[str], bloc_id: int | None, now: datetime
) -> Made:
    """Make a unit of every name that can be one, all in one bloc or in none. Raises NotAllowed."""
    check_officer(member)
    return await _each(names, lambda name: add_unit(db, member, name, bloc_id, now))


async def read_unit(db: AsyncSession, member: Member, unit_id: int, now: datetime) -> UnitView:
    """A unit of the officer's organisation. Raises NotAllowed."""
    post = check_officer(member)
    unit = await unit_by_id(db, post.organisation_id, unit_id)
    if unit is None:
        raise NotAllowed
    duties = [
        duty for duty in await duties_of_unit(db, member, unit_id) if duty.obligation.is_collected
    ]
    seats = await seats_of(db, unit_id)
    invites = await open_invites(db, post.organisation_id, unit_id, now)
    past = await _past_of(db, post.organisation_id, unit)
    return UnitView(unit, tuple(seats), tuple(duties), tuple(invites), past)


async def working_unit(db: AsyncSession, member: Member, unit_id: int) -> Unit:
    """A unit of the officer's organisation that works on. Raises NotAllowed, UnitStopped."""
    post = check_officer(member)
    unit = await db.get(Unit, unit_id)
    if unit is None or unit.organisation_id != post.organisation_id:
        raise NotAllowed
    if unit.stopped_on is not None:
        raise UnitStopped(unit.name, unit.stopped_on)
    return unit


async def unit_to_change(db: AsyncSession, member: Member, unit_id: int) -> Unit:
    """A unit of the officer's organisation, held until the transaction ends. Raises NotAllowed."""
    post = check_officer(member)
    await hold(db, Unit, unit_id)
    unit = await db.get(Unit, unit_id, populate_existing=True)
    if unit is None or unit.organisation_id != post.organisation_id:
        raise NotAllowed
    return unit


async def read_seat(db: AsyncSession, member: Member, seat_id: int) -> tuple[SeatRow, UnitRow]:
    """A seat held now in a unit of the officer's organisation. Raises NotAllowed, SeatEnded."""
    post = check_officer(member)
    found = await seat_by_id(db, seat_id)
    if found is None:
        raise SeatEnded
    seat, unit, organisation_id = found
    if organisation_id != post.organisation_id:
        raise NotAllowed
    return seat, unit


async def own_blocs(db: AsyncSession, member: Member) -> list[BlocSize]:
    """The blocs of the officer's organisation, then the units of no bloc if there are any."""
    post = check_officer(member)
    sizes = await bloc_sizes(db, post.organisation_id)
    blocs = [
        BlocSize(id_, name, *sizes.get(id_, (0, 0)))
        for id_, name in await blocs_of(db, post.organisation_id)
    ]
    return [*blocs, BlocSize(NO_BLOC, "", *sizes[None])] if None in sizes else blocs


async def own_units(db: AsyncSession, member: Member, bloc_id: int = 0) -> list[UnitRow]:
    """The units of the officer's organisation: all (0), of one bloc, or of none (NO_BLOC)."""
    post = check_officer(member)
    wanted = None if bloc_id == NO_BLOC else bloc_id
    units = await units_of(db, post.organisation_id)
    return [unit for unit in units if not bloc_id or unit.bloc_id == wanted]


async def units_named(db: AsyncSession, member: Member, words: str) -> list[UnitRow]:
    """The units of the officer's organisation whose names hold these words, accents or none.

    By a name they had before, too, and at the end those that were stopped.
    """
    post = check_officer(member)
    wanted = fold(words)
    if len(wanted) < SHORTEST_NAME:
        return []
    former = await former_names_in(db, post.organisation_id)
    units = await units_of(db, post.organisation_id)
    units += await stopped_units_of(db, post.organisation_id)
    return [
        unit
        for unit in units
        if any(wanted in fold(name) for name in (unit.name, *former.get(unit.id, ())))
    ]


async def new_bloc(db: AsyncSession, organisation_id: int, name: str) -> int:
    """A bloc, made by the program. Raises NameTaken, EmptyAnswer, AnswerTooLong."""
    tidy = check_words(name, NAME_LENGTH)
    folded = fold(tidy)
    await hold(db, Organisation, organisation_id)
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
    await hold(db, Organisation, organisation_id)
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


async def _past_of(db: AsyncSession, organisation_id: int, unit: UnitRow) -> UnitPast:
    became = (
        await unit_by_id(db, organisation_id, unit.merged_into)
        if unit.merged_into is not None
        else None
    )
    zone = (await calendar_of(db, organisation_id)).zone
    return UnitPast(
        former=tuple(
            (name, until_at.astimezone(zone).date())
            for name, until_at in await former_names_of(db, unit.id)
        ),
        merged=tuple(OtherUnit(each.id, each.name) for each in await merged_into(db, unit.id)),
        became=OtherUnit(became.id, became.name) if became else None,
        handed_in=await has_receipts(db, unit.id),
    )


async def _each(names: list[str], make: Callable[[str], Awaitable[int]]) -> Made:
    made, taken, too_long = [], [], []
    for name in names:
        try:
            await make(name)
        except NameTaken as error:
            taken.append(error.name)
        except AnswerTooLong:
            too_long.append(name)
        else:
            made.append(name)
    return Made(tuple(made), tuple(taken), tuple(too_long))
