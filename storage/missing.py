"""Queries on who has not."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, case, exists, false, or_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import NO_DATES, OwnDates
from bot.rules.missing import MissingUnit
from bot.rules.promises import Promise as PromiseValue
from bot.rules.registrations import RegistrationState
from bot.rules.reports import ReportState
from storage.active import is_active
from storage.obligations import has_done
from storage.scopes import is_asked, is_asked_here
from storage.signed import lacks_signed
from storage.tables import (
    Bloc,
    Member,
    Obligation,
    Promise,
    Registration,
    Report,
    Seat,
    Unit,
    UnitDeadline,
)

NOTHING, RETURNED, UNSIGNED = range(3)
"""What came of a unit: nothing, something that was sent back, something without its signed copy."""

NOBODY, JOINED, REACHED = range(3)
"""Whether somebody has joined for a unit, and whether the bot can write to one of them."""


async def count_asked(
    db: AsyncSession, organisation_id: int, obligation_id: int, bloc_id: int | None = None
) -> int:
    """Of how many units at work the obligation is asked, in all or in one bloc."""
    count = select(func.count(col(Unit.id))).where(
        *_among(organisation_id, bloc_id), is_asked(obligation_id)
    )
    return (await db.exec(count)).one()


async def missing_units(
    db: AsyncSession, organisation_id: int, obligation_id: int, bloc_id: int | None = None
) -> list[MissingUnit]:
    """The units asked that have not done the obligation, by bloc and then in order of making.

    All of the organisation's, or those of one bloc.
    """
    undone = ~has_done(obligation_id, col(Unit.id))
    chosen = and_(undone, is_asked(obligation_id), *_among(organisation_id, bloc_id))
    return await _units(db, organisation_id, obligation_id, chosen)


async def unsigned_units(
    db: AsyncSession, organisation_id: int, obligation_id: int
) -> list[MissingUnit]:
    """The units whose signed copy is missing though they handed in, whether it counts or not."""
    unsigned = and_(lacks_signed(obligation_id, col(Unit.id)), is_asked(obligation_id))
    return await _units(db, organisation_id, obligation_id, unsigned)


def _among(organisation_id: int, bloc_id: int | None) -> list[ColumnElement[bool]]:
    where = [col(Unit.organisation_id) == organisation_id, is_active()]
    return where if bloc_id is None else [*where, col(Unit.bloc_id) == bloc_id]


async def _units(
    db: AsyncSession, organisation_id: int, obligation_id: int, chosen: ColumnElement[bool]
) -> list[MissingUnit]:
    own = await _own_dates(db, obligation_id)
    promises = await _promises(db, obligation_id)
    by_place = select(or_(col(Obligation.by_bloc), col(Obligation.by_type)))
    of_some = (await db.exec(by_place.where(col(Obligation.id) == obligation_id))).one()
    rows = await db.exec(
        select(Unit, Bloc.name, _contact(), _came(obligation_id))
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(col(Unit.organisation_id) == organisation_id, is_active(), chosen)
        .order_by(col(Unit.bloc_id), col(Unit.id))
    )
    return [
        MissingUnit(
            id=unit.id,
            name=unit.name,
            bloc_id=unit.bloc_id,
            bloc=bloc or "",
            joined=contact != NOBODY,
            reachable=contact == REACHED,
            returned=came == RETURNED,
            unsigned=came == UNSIGNED,
            own=own.get(unit.id, NO_DATES),
            promise=promises.get(unit.id),
            asked_since=(unit.placed_at if of_some else None) or unit.created_at,
        )
        for unit, bloc, contact, came in rows
        if unit.id is not None
    ]


async def _own_dates(db: AsyncSession, obligation_id: int) -> dict[int, OwnDates]:
    given = select(UnitDeadline).where(col(UnitDeadline.obligation_id) == obligation_id)
    rows = await db.exec(given)
    return {row.unit_id: OwnDates(row.extended_to, row.mend_by, row.set_at) for row in rows}


async def _promises(db: AsyncSession, obligation_id: int) -> dict[int, PromiseValue]:
    rows = await db.exec(select(Promise).where(col(Promise.obligation_id) == obligation_id))
    return {row.unit_id: PromiseValue(row.promised_on, row.by_office) for row in rows}


def _contact() -> ColumnElement[int]:
    held = col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None)
    member = col(Member.id) == col(Seat.member_id)
    reached = exists().where(*held, member, col(Member.blocked_at).is_(None))
    return case((reached, REACHED), (exists().where(*held), JOINED), else_=NOBODY)


def _came(obligation_id: int) -> ColumnElement[int]:
    unsigned = lacks_signed(obligation_id, col(Unit.id))
    return case((unsigned, UNSIGNED), (_returned(obligation_id), RETURNED), else_=NOTHING)


def _returned(obligation_id: int) -> ColumnElement[bool]:
    reports = exists().where(
        col(Report.unit_id) == col(Unit.id),
        col(Report.obligation_id) == obligation_id,
        col(Report.state) == ReportState.RETURNED,
    )
    registrations = exists().where(
        col(Registration.unit_id) == col(Unit.id),
        col(Registration.obligation_id) == obligation_id,
        col(Registration.state) == RegistrationState.RETURNED,
    )
    return reports | registrations


async def speakers_awaited(
    db: AsyncSession, organisation_id: int, obligation_ids: Collection[int]
) -> list[int]:
    """Who speaks now for a unit that is asked one of these and has not done it, each once."""
    undone = [and_(is_asked(id_), ~has_done(id_, col(Unit.id))) for id_ in obligation_ids]
    rows = await db.exec(
        select(Seat.member_id)
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(
            col(Unit.organisation_id) == organisation_id,
            is_active(),
            col(Seat.until_at).is_(None),
            or_(false(), *undone),
        )
        .distinct()
    )
    return list(rows.all())


async def undone_of(
    db: AsyncSession, unit_ids: Collection[int], obligation_ids: Collection[int]
) -> list[int]:
    """Which of these one of the units was asked for and has not done, though they be dropped."""
    rows = await db.exec(
        select(Obligation.id)
        .join(Unit, col(Unit.id).in_(unit_ids))
        .where(
            col(Obligation.id).in_(obligation_ids),
            is_active(),
            is_asked_here(),
            ~has_done(col(Obligation.id), col(Unit.id)),
        )
        .distinct()
        .order_by(col(Obligation.id))
    )
    return [id_ for id_ in rows if id_ is not None]
