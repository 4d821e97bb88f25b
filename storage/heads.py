"""Queries on who heads which bloc in which year."""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.heads import Heading
from storage.tables import Bloc, BlocHead, Organisation, Plan, Unit


async def heading_by_id(db: AsyncSession, head_id: int) -> Heading | None:
    """One heading, None when it was taken away."""
    found = await _headings(db, col(BlocHead.id) == head_id)
    return found[0] if found else None


async def headings_of_units(db: AsyncSession, unit_ids: Collection[int]) -> list[Heading]:
    """What these units head, the newest year first."""
    return await _headings(db, col(BlocHead.unit_id).in_(unit_ids)) if unit_ids else []


async def headings_of_bloc(
    db: AsyncSession, bloc_id: int, *, deputies: bool = False
) -> dict[int, Heading]:
    """The heads of a bloc by year, or their deputies."""
    which = col(BlocHead.bloc_id) == bloc_id, col(BlocHead.is_deputy) == deputies
    return {heading.year: heading for heading in await _headings(db, *which)}


async def headings_from(db: AsyncSession, organisation_id: int, year: int) -> list[Heading]:
    """Every heading in the organisation from this year on, the newest year first."""
    where = col(Bloc.organisation_id) == organisation_id, col(BlocHead.year) >= year
    return await _headings(db, *where)


async def plan_years(db: AsyncSession, organisation_id: int) -> list[int]:
    """The years of the organisation's plans in force, each once."""
    rows = await db.exec(
        select(Plan.year)
        .where(col(Plan.organisation_id) == organisation_id, col(Plan.withdrawn_at).is_(None))
        .distinct()
    )
    return list(rows.all())


async def plans_of_year(db: AsyncSession, organisation_id: int, year: int) -> set[int]:
    """The ids of the organisation's plans of a year."""
    rows = await db.exec(
        select(Plan.id).where(col(Plan.organisation_id) == organisation_id, col(Plan.year) == year)
    )
    return {id_ for id_ in rows if id_ is not None}


async def _headings(db: AsyncSession, *where: ColumnElement[bool]) -> list[Heading]:
    rows = await db.exec(
        select(BlocHead, Bloc, Unit, Organisation.name)
        .join(Bloc, col(Bloc.id) == col(BlocHead.bloc_id))
        .join(Unit, col(Unit.id) == col(BlocHead.unit_id))
        .join(Organisation, col(Organisation.id) == col(Bloc.organisation_id))
        .where(*where)
        .order_by(col(BlocHead.year).desc(), col(BlocHead.id))
    )
    return [
        Heading(
            id=head.id,
            organisation_id=bloc.organisation_id,
            organisation=organisation,
            bloc_id=head.bloc_id,
            bloc=bloc.name,
            year=head.year,
            unit_id=head.unit_id,
            unit=unit.name,
            is_deputy=head.is_deputy,
        )
        for head, bloc, unit, organisation in rows
        if head.id is not None
    ]
