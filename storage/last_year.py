"""What is known of a unit's year before: what it reported, else what it had planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.registrations import REGISTERED
from bot.rules.reports import REPORTED
from storage.tables import Obligation, Plan, Registration, Report, ReportFigure, Target

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class LastYear:
    """A number of the plan year before; `reported`, or only planned."""

    value: Decimal
    year: int
    reported: bool


async def last_year_of(db: AsyncSession, unit_id: int, obligation_id: int) -> dict[Key, LastYear]:
    """The numbers of the year before the obligation's plan, by indicator and measure.

    Of several reports the newest counts: the annual one comes last.
    """
    asked = select(Plan.year).join(Obligation, col(Obligation.plan_id) == col(Plan.id))
    year = (await db.exec(asked.where(col(Obligation.id) == obligation_id))).one() - 1
    planned = (
        select(Target.indicator, Target.measure, Target.planned)
        .join(Registration, col(Registration.id) == col(Target.registration_id))
        .join(Obligation, col(Obligation.id) == col(Registration.obligation_id))
        .join(Plan, col(Plan.id) == col(Obligation.plan_id))
        .where(col(Registration.unit_id) == unit_id, col(Plan.year) == year)
        .where(col(Registration.state).in_(REGISTERED))
        .order_by(col(Target.id))
    )
    actual = (
        select(ReportFigure.indicator, ReportFigure.measure, ReportFigure.actual)
        .join(Report, col(Report.id) == col(ReportFigure.report_id))
        .join(Obligation, col(Obligation.id) == col(Report.obligation_id))
        .join(Plan, col(Plan.id) == col(Obligation.plan_id))
        .where(col(Report.unit_id) == unit_id, col(Plan.year) == year)
        .where(col(Report.state).in_(REPORTED), col(ReportFigure.actual) != "")
        .order_by(col(ReportFigure.id))
    )
    return {
        **_known(await db.exec(planned), year, reported=False),
        **_known(await db.exec(actual), year, reported=True),
    }


def _known(
    rows: Iterable[tuple[str, str, str]], year: int, *, reported: bool
) -> dict[Key, LastYear]:
    return {
        (indicator, measure): LastYear(Decimal(number), year, reported)
        for indicator, measure, number in rows
    }
