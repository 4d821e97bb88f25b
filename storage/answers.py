"""What a report answers and what was registered, as the tables hold it."""

from decimal import Decimal

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.answers import Answers, FigureLine, Section
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
    words = {row.section: row.words for row in sections}
    return Answers(
        figures=tuple(
            FigureLine(
                row.indicator,
                row.measure,
                Decimal(row.actual),
                number_in(row.planned),
                number_in(row.before),
                row.indicator_id,
            )
            for row in figures
        ),
        sections={section: words[section] for section in Section if section in words},
    )


def keep_answers(db: AsyncSession, report_id: int, answers: Answers) -> None:
    """Put down what a new version of a report answers."""
    db.add_all(
        ReportFigure(
            report_id=report_id,
            position=position,
            indicator_id=line.indicator_id,
            indicator=line.indicator,
            measure=line.measure,
            actual=written(line.actual),
            planned=written(line.planned),
            before=written(line.before),
        )
        for position, line in enumerate(answers.figures)
    )
    db.add_all(
        ReportSection(report_id=report_id, section=section, words=words)
        for section, words in (answers.sections or {}).items()
    )


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
        TargetLine(
            row.indicator,
            row.measure,
            Decimal(row.planned),
            number_in(row.before),
            row.indicator_id,
        )
        for row in targets
    )


def number_in(written: str) -> Decimal | None:
    """A number as a table keeps it, None for one that is not known."""
    return Decimal(written) if written else None


def written(number: Decimal | None) -> str:
    """A number as a table keeps it: plain notation, "" for none."""
    return "" if number is None else format(number, "f")
