"""Queries on an organisation's catalogue of titles and indicators, retired entries included."""

from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.catalogue import IndicatorEntry, TitleEntry
from storage.tables import Indicator, RegisteredTitle, ReportFigure, Target, Title


async def titles_of(db: AsyncSession, organisation_id: int) -> list[TitleEntry]:
    """Every title, collective and individual, in order of adding."""
    mine = select(Title).where(col(Title.organisation_id) == organisation_id)
    return [title_entry(row) for row in await db.exec(mine.order_by(col(Title.id)))]


async def indicators_of(db: AsyncSession, organisation_id: int) -> list[IndicatorEntry]:
    """Every indicator, in order of adding."""
    mine = select(Indicator).where(col(Indicator.organisation_id) == organisation_id)
    return [indicator_entry(row) for row in await db.exec(mine.order_by(col(Indicator.id)))]


def title_entry(row: Title) -> TitleEntry:
    """The title as a value; a condition only once it was confirmed."""
    assert row.id is not None
    stands = row.confirmed_at is not None
    return TitleEntry(
        row.id,
        row.scope,
        row.name,
        row.retired_at is not None,
        row.condition if stands else "",
        row.condition_source if stands else "",
    )


def indicator_entry(row: Indicator) -> IndicatorEntry:
    """The indicator as a value."""
    assert row.id is not None
    return IndicatorEntry(row.id, row.name, row.measure, row.retired_at is not None)


async def is_title_used(db: AsyncSession, title_id: int) -> bool:
    """Whether anybody ever registered it."""
    return await _is_there(db, col(RegisteredTitle.title_id) == title_id)


async def is_indicator_used(db: AsyncSession, indicator_id: int) -> bool:
    """Whether a target or a figure of a report ever counted it."""
    return await _is_there(db, col(Target.indicator_id) == indicator_id) or await _is_there(
        db, col(ReportFigure.indicator_id) == indicator_id
    )


async def _is_there(db: AsyncSession, condition: object) -> bool:
    return bool((await db.exec(select(exists().where(condition)))).one())  # type: ignore[arg-type]
