"""Gathering what an official paper says; making the document needs no database."""

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.registrations import read_registration
from bot.actions.reporting import look_at_report_form
from bot.actions.reports import read_report
from bot.campaigns import parse
from bot.papers.registration_form import RegistrationPaper
from bot.papers.report_paper import ReportPaper
from bot.rules.answers import Answers
from bot.rules.members import Member
from bot.rules.plans import REPORTS, Kind
from bot.rules.registrations import TargetLine
from storage.answers import answers_of, targets_under
from storage.organisations import calendar_of
from storage.tables import Bloc, Obligation, Organisation, Plan, Receipt, Unit


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every paper of a unit rests on."""

    organisation: str
    bloc: str
    kind: Kind
    plan_id: int
    year: int
    plan_title: str
    plan_number: str
    plan_issued_on: date | None
    zone: tzinfo


async def registration_paper(
    db: AsyncSession, member: Member, registration_id: int
) -> RegistrationPaper:
    """What the form of a registration says, for its unit and its officers. Raises NotAllowed."""
    view = await read_registration(db, member, registration_id)
    ground = await _ground(db, view.unit_id, view.obligation_id)
    issued = select(Receipt).where(col(Receipt.registration_id) == registration_id)
    receipt = (await db.exec(issued)).one()
    return RegistrationPaper(
        organisation=ground.organisation,
        unit=view.unit,
        year=ground.year,
        receipt=f"{receipt.number:04d}",
        received_at=receipt.counted_at.astimezone(ground.zone),
        version=view.version,
        bloc=ground.bloc,
        plan_title=ground.plan_title,
        plan_number=ground.plan_number,
        plan_issued_on=ground.plan_issued_on,
        titles=view.draft.titles,
        targets=view.draft.targets,
    )


async def report_paper(db: AsyncSession, member: Member, report_id: int) -> ReportPaper:
    """What the draft of a report says, for its unit and its officers. Raises NotAllowed.

    Targets still without a figure are those registered under the plan as it stands today.
    """
    view = await read_report(db, member, report_id)
    ground = await _ground(db, view.unit_id, view.obligation_id)
    answers = await answers_of(db, report_id)
    registered = await targets_under(db, ground.plan_id, view.unit_id)
    issued = select(Receipt).where(col(Receipt.report_id) == report_id)
    receipt = (await db.exec(issued)).one()
    return ReportPaper(
        organisation=ground.organisation,
        unit=view.unit,
        kind=ground.kind,
        title=view.obligation,
        year=ground.year,
        zone=ground.zone,
        answers=answers,
        missing=_missing(registered, answers) if ground.kind in REPORTS else (),
        words=view.words,
        attachments=tuple(part.name for part in view.files),
        bloc=ground.bloc,
        plan_title=ground.plan_title,
        plan_number=ground.plan_number,
        plan_issued_on=ground.plan_issued_on,
        receipt=f"{receipt.number:04d}",
        received_at=receipt.counted_at,
        version=view.version,
    )


async def draft_paper(
    db: AsyncSession, member: Member, draft_id: int, now: datetime
) -> ReportPaper:
    """The same of a report that is still being filled in. Raises as reading the form does."""
    form = await look_at_report_form(db, member, draft_id, now)
    obligation, report = form.duty.obligation, form.report
    ground = await _ground(db, form.duty.unit_id, obligation.id)
    registered = await targets_under(db, ground.plan_id, form.duty.unit_id)
    return ReportPaper(
        organisation=ground.organisation,
        unit=(await db.get_one(Unit, form.duty.unit_id)).name,
        kind=ground.kind,
        title=obligation.title,
        year=ground.year,
        zone=ground.zone,
        answers=report.answers,
        missing=_missing(registered, report.answers) if ground.kind in REPORTS else (),
        words=report.words,
        attachments=tuple(part.name for part in report.files),
        bloc=ground.bloc,
        plan_title=ground.plan_title,
        plan_number=ground.plan_number,
        plan_issued_on=ground.plan_issued_on,
    )


def _missing(registered: tuple[TargetLine, ...], answers: Answers) -> tuple[TargetLine, ...]:
    told = {(line.indicator, line.measure) for line in answers.figures}
    return tuple(line for line in registered if (line.indicator, line.measure) not in told)


async def _ground(db: AsyncSession, unit_id: int, obligation_id: int) -> _Ground:
    unit = await db.get_one(Unit, unit_id)
    organisation = await db.get_one(Organisation, unit.organisation_id)
    bloc = await db.get(Bloc, unit.bloc_id) if unit.bloc_id else None
    obligation = await db.get_one(Obligation, obligation_id)
    plan = await db.get_one(Plan, obligation.plan_id)
    calendar = await calendar_of(db, unit.organisation_id)
    return _Ground(
        organisation=organisation.name,
        bloc=bloc.name if bloc else "",
        kind=obligation.kind,
        plan_id=obligation.plan_id,
        year=plan.year,
        plan_title=plan.title,
        plan_number=plan.number,
        plan_issued_on=parse(plan.document).issued_on,
        zone=calendar.zone,
    )
