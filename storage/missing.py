"""Queries on who has not."""

from sqlalchemy import ColumnElement, exists
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.missing import MissingUnit
from bot.rules.registrations import RegistrationState
from bot.rules.reports import ReportState
from storage.obligations import has_done
from storage.tables import Bloc, Registration, Report, Seat, Unit


async def count_units(db: AsyncSession, organisation_id: int) -> int:
    """How many units the organisation has."""
    return (
        await db.exec(
            select(func.count(col(Unit.id))).where(col(Unit.organisation_id) == organisation_id)
        )
    ).one()


async def missing_units(
    db: AsyncSession, organisation_id: int, obligation_id: int
) -> list[MissingUnit]:
    """The units that have not done the obligation, by bloc and then in order of making."""
    joined = exists().where(col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None))
    rows = await db.exec(
        select(Unit, Bloc.name, joined, _returned(obligation_id))
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(
            col(Unit.organisation_id) == organisation_id,
            ~has_done(obligation_id, col(Unit.id)),
        )
        .order_by(col(Unit.bloc_id), col(Unit.id))
    )
    return [
        MissingUnit(unit.id, unit.name, unit.bloc_id, bloc or "", bool(here), bool(returned))
        for unit, bloc, here, returned in rows
        if unit.id is not None
    ]


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
