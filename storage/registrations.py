"""What a version of a registration holds, as the tables have it."""

from decimal import Decimal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.registrations import RegistrationDraft, TargetLine, TitleLine
from storage.tables import RegisteredTitle, Target


async def lines_of(db: AsyncSession, registration_id: int) -> RegistrationDraft:
    """Its titles and targets, in the order in which they were put down."""
    titles = await db.exec(
        select(RegisteredTitle)
        .where(col(RegisteredTitle.registration_id) == registration_id)
        .order_by(col(RegisteredTitle.id))
    )
    targets = await db.exec(
        select(Target)
        .where(col(Target.registration_id) == registration_id)
        .order_by(col(Target.id))
    )
    return RegistrationDraft(
        titles=tuple(TitleLine(row.scope, row.title, row.person, row.title_id) for row in titles),
        targets=tuple(
            TargetLine(
                row.indicator,
                row.measure,
                Decimal(row.planned),
                Decimal(row.before) if row.before else None,
                row.indicator_id,
            )
            for row in targets
        ),
    )
