"""Queries on blocs and units."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, bindparam, case, exists
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.contacts import international
from bot.rules.members import Role
from storage.active import is_active
from storage.looking import look
from storage.tables import Bloc, Member, Seat, Unit

_THERE_SINCE = select(Unit.created_at, Unit.placed_at).where(col(Unit.id) == bindparam("unit_id"))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its bloc and how many people speak for it now; whom to call at it.

    `stopped_on` since when nothing is asked of it, None while it works; `merged_into` the unit that
    it became.
    """

    id: int
    name: str
    bloc_id: int | None
    bloc: str
    seats: int
    type: str = ""
    contact: str = ""
    phone: str = ""
    note: str = ""
    stopped_on: date | None = None
    stopped_because: str = ""
    merged_into: int | None = None


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Someone who speaks for a unit now; `phone` with its country in front, "" if not known."""

    id: int
    member_id: int
    name: str
    phone: str
    reachable: bool
    role: Role


async def blocs_of(db: AsyncSession, organisation_id: int) -> list[tuple[int, str]]:
    """The organisation's blocs: id and name."""
    rows = await db.exec(
        select(Bloc.id, Bloc.name)
        .where(col(Bloc.organisation_id) == organisation_id)
        .order_by(col(Bloc.id))
    )
    return [(id_, name) for id_, name in rows if id_ is not None]


async def bloc_by_id(db: AsyncSession, bloc_id: int) -> tuple[int, str] | None:
    """The organisation and the name of a bloc."""
    named = select(Bloc.organisation_id, Bloc.name).where(col(Bloc.id) == bloc_id)
    return (await db.exec(named)).first()


async def units_of(db: AsyncSession, organisation_id: int) -> list[UnitRow]:
    """The organisation's units that work on, by bloc and then in order of making."""
    return await _units(db, col(Unit.organisation_id) == organisation_id, is_active())


async def names_in(db: AsyncSession, organisation_id: int) -> list[str]:
    """The names of the organisation's units that work on."""
    own = select(Unit.name).where(col(Unit.organisation_id) == organisation_id, is_active())
    return list(await db.exec(own))


async def stopped_units_of(db: AsyncSession, organisation_id: int) -> list[UnitRow]:
    """The organisation's units that were stopped, the latest first."""
    stopped = await _units(db, col(Unit.organisation_id) == organisation_id, ~is_active())
    return sorted(stopped, key=lambda unit: (unit.stopped_on or date.min, unit.id), reverse=True)


async def merged_into(db: AsyncSession, unit_id: int) -> list[UnitRow]:
    """The units that became a part of this one, in order of making."""
    return await _units(db, col(Unit.merged_into) == unit_id)


async def unit_by_id(db: AsyncSession, organisation_id: int, unit_id: int) -> UnitRow | None:
    """One unit, if it is the organisation's."""
    units = await _units(db, col(Unit.organisation_id) == organisation_id, col(Unit.id) == unit_id)
    return units[0] if units else None


async def _units(db: AsyncSession, *where: ColumnElement[bool]) -> list[UnitRow]:
    held = (
        select(func.count(col(Seat.id)))
        .where(col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None))
        .scalar_subquery()
    )
    rows = await db.exec(
        select(Unit, Bloc.name, held)
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(*where)
        .order_by(col(Unit.bloc_id), col(Unit.id))
    )
    return [
        UnitRow(
            id=unit.id,
            name=unit.name,
            bloc_id=unit.bloc_id,
            bloc=bloc or "",
            seats=seats,
            type=unit.type,
            contact=unit.contact,
            phone=unit.phone,
            note=unit.note,
            stopped_on=unit.stopped_on,
            stopped_because=unit.stopped_because,
            merged_into=unit.merged_into,
        )
        for unit, bloc, seats in rows
        if unit.id is not None
    ]


async def there_since(db: AsyncSession, unit_id: int) -> tuple[datetime, datetime]:
    """When the unit was entered here, and since when it is asked what its bloc and type are."""
    (row,) = await look(db, _THERE_SINCE, unit_id=unit_id)
    return row.created_at, row.placed_at or row.created_at


async def seats_of(db: AsyncSession, unit_id: int) -> list[SeatRow]:
    """Who speaks for the unit now."""
    rows = await db.exec(
        select(Seat, Member)
        .join(Member, col(Member.id) == col(Seat.member_id))
        .where(col(Seat.unit_id) == unit_id, col(Seat.until_at).is_(None))
        .order_by(col(Seat.id))
    )
    return [
        SeatRow(
            id=seat.id,
            member_id=member.id,
            name=member.name,
            phone=international(member.phone or ""),
            reachable=member.blocked_at is None,
            role=seat.role,
        )
        for seat, member in rows
        if seat.id is not None and member.id is not None
    ]


async def speakers_of(db: AsyncSession, organisation_id: int) -> list[int]:
    """The people who speak now for any unit of the organisation that works on, each once."""
    rows = await db.exec(
        select(Seat.member_id)
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(
            col(Unit.organisation_id) == organisation_id,
            is_active(),
            col(Seat.until_at).is_(None),
        )
        .distinct()
    )
    return list(rows.all())


async def organisations_spoken_for(db: AsyncSession, member_id: int) -> list[int]:
    """The organisations in which this person speaks now for a unit that works on."""
    rows = await db.exec(
        select(Unit.organisation_id)
        .join(Seat, col(Seat.unit_id) == col(Unit.id))
        .where(col(Seat.member_id) == member_id, is_active(), col(Seat.until_at).is_(None))
        .distinct()
    )
    return sorted(rows.all())


async def bloc_sizes(db: AsyncSession, organisation_id: int) -> dict[int | None, tuple[int, int]]:
    """Units of each bloc (None: of no bloc): how many there are, and how many have joined."""
    joined = exists().where(col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None))
    rows = await db.exec(
        select(Unit.bloc_id, func.count(), func.sum(case((joined, 1), else_=0)))
        .where(col(Unit.organisation_id) == organisation_id, is_active())
        .group_by(col(Unit.bloc_id))
    )
    return {bloc_id: (units, int(here)) for bloc_id, units, here in rows}


async def seat_by_id(db: AsyncSession, seat_id: int) -> tuple[SeatRow, UnitRow, int] | None:
    """A seat held now, its unit, and the organisation's id; None for one that ended."""
    found = select(Seat, Unit).join(Unit, col(Unit.id) == col(Seat.unit_id))
    row = (
        await db.exec(found.where(col(Seat.id) == seat_id, col(Seat.until_at).is_(None)))
    ).first()
    if row is None:
        return None
    unit = row[1]
    assert unit.id is not None
    unit_row = await unit_by_id(db, unit.organisation_id, unit.id)
    seat = next((each for each in await seats_of(db, unit.id) if each.id == seat_id), None)
    if seat is None or unit_row is None:
        return None
    return seat, unit_row, unit.organisation_id
