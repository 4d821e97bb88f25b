"""Figures of earlier reports."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.reports import REPORTED
from storage.tables import Obligation, Report, ReportFigure


@dataclass(frozen=True, slots=True)
class LastFigure:
    """A figure of another report under the same plan."""

    indicator: str
    measure: str
    actual: Decimal
    title: str


async def figures_before(db: AsyncSession, unit_id: int, obligation_id: int) -> list[LastFigure]:
    """The figures of the unit's reports due before this one under the same plan, newest first."""
    asked = await db.get_one(Obligation, obligation_id)
    rows = await db.exec(
        select(ReportFigure, Obligation)
        .join(Report, col(Report.id) == col(ReportFigure.report_id))
        .join(Obligation, col(Obligation.id) == col(Report.obligation_id))
        .where(
            col(Report.unit_id) == unit_id,
            col(Report.state).in_(REPORTED),
            col(Obligation.plan_id) == asked.plan_id,
            col(Obligation.id) != obligation_id,
        )
        .order_by(col(ReportFigure.position))
    )
    due = _due_on(asked)
    earlier = [(figure, other) for figure, other in rows if _due_on(other) < due]
    earlier.sort(key=lambda pair: _due_on(pair[1]), reverse=True)
    return [
        LastFigure(figure.indicator, figure.measure, Decimal(figure.actual), other.title)
        for figure, other in earlier
    ]


def _due_on(obligation: Obligation) -> date:
    return obligation.in_force_on or obligation.written_on or date.max
