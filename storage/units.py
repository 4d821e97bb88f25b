"""Queries on blocs and units."""

from dataclasses import dataclass

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import Bloc, Member, Seat, Unit


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its bloc and how many people speak for it now."""

    id: int
    name: str
    bloc_id: int | None
    bloc: str
    seats: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Someone who speaks for a unit now."""

    id: int
    member_id: int
    name: str
    phone: str
    reachable: bool


async def blocs_of(db: AsyncSession, organisation_id: int) -> list[tuple[int, str]]:
    """The organisation's blocs: id and name."""
    rows = await db.exec(
        select(Bloc.id, Bloc.name)
        .where(col(Bloc.organisation_id) == organisation_id)
        .order_by(col(Bloc.id))
    )
    return [(id_, name) for id_, name in rows if id_ is not None]


async def units_of(db: AsyncSession, organisation_id: int) -> list[UnitRow]:
    """The organisation's units, by bloc and then in order of making."""
    held = (
        select(func.count(col(Seat.id)))
        .where(col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None))
        .scalar_subquery()
    )
    rows = await db.exec(
        select(Unit, Bloc.name, held)
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(col(Unit.organisation_id) == organisation_id)
        .order_by(col(Unit.bloc_id), col(Unit.id))
    )
    return [
        UnitRow(unit.id, unit.name, unit.bloc_id, bloc or "", seats)
        for unit, bloc, seats in rows
        if unit.id is not None
    ]


async def unit_by_id(db: AsyncSession, organisation_id: int, unit_id: int) -> UnitRow | None:
    """One unit, if it is the organisation's."""
    units = await units_of(db, organisation_id)
    return next((unit for unit in units if unit.id == unit_id), None)


async def seats_of(db: AsyncSession, unit_id: int) -> list[SeatRow]:
    """Who speaks for the unit now."""
    rows = await db.exec(
        select(Seat.id, Member)
        .join(Member, col(Member.id) == col(Seat.member_id))
        .where(col(Seat.unit_id) == unit_id, col(Seat.until_at).is_(None))
        .order_by(col(Seat.id))
    )
    return [
        SeatRow(seat_id, member.id, member.name, member.phone or "", member.blocked_at is None)
        for seat_id, member in rows
        if seat_id is not None and member.id is not None
    ]
