"""What a report answers and what was registered, as the tables hold it."""

from decimal import Decimal

from sqlmodel import col, exists, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.answers import Answers, FigureLine
from bot.rules.plans import Kind
from bot.rules.registrations import REGISTERED, TargetLine
from storage.tables import Obligation, Registration, ReportFigure, ReportSection, Target


async def answers_of(db: AsyncSession, report_id: int) -> Answers:
    """The figures of a report in their order and its sections in words."""
    figures = await db.exec(
        select(ReportFigure)
        .where(col(ReportFigure.report_id) == report_id)
        .order_by(col(ReportFigure.position))
    )
    sections = await db.exec(select(ReportSection).where(col(ReportSection.report_id) == report_id))
    return Answers(
        figures=tuple(
            FigureLine(
                row.indicator,
                row.measure,
                Decimal(row.actual),
                number_in(row.planned),
                number_in(row.before),
            )
            for row in figures
        ),
        sections={row.section: row.words for row in sections},
    )


async def has_answers(db: AsyncSession, report_id: int | None) -> bool:
    """Whether a report holds a figure or a section; never without a report."""
    if report_id is None:
        return False
    either = or_(
        exists().where(col(ReportFigure.report_id) == report_id),
        exists().where(col(ReportSection.report_id) == report_id),
    )
    return bool((await db.exec(select(either))).one())


async def targets_under(db: AsyncSession, plan_id: int, unit_id: int) -> tuple[TargetLine, ...]:
    """The targets a unit's registration under the plan holds now; one sent back holds none."""
    latest = (
        select(Registration.id)
        .join(Obligation, col(Obligation.id) == col(Registration.obligation_id))
        .where(
            col(Obligation.plan_id) == plan_id,
            col(Obligation.kind) == Kind.REGISTRATION,
            col(Registration.unit_id) == unit_id,
            col(Registration.state).in_(REGISTERED),
        )
        .order_by(col(Registration.id).desc())
        .limit(1)
    )
    targets = await db.exec(
        select(Target)
        .where(col(Target.registration_id) == latest.scalar_subquery())
        .order_by(col(Target.id))
    )
    return tuple(
        TargetLine(row.indicator, row.measure, Decimal(row.planned), number_in(row.before))
        for row in targets
    )


def number_in(written: str) -> Decimal | None:
    """A number as a table keeps it, None for one that is not known."""
    return Decimal(written) if written else None
