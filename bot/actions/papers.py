"""Gathering what an official paper says; making the document needs no database."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.registrations import read_registration
from bot.campaigns import parse
from bot.papers.registration_form import RegistrationPaper
from bot.rules.members import Member
from storage.organisations import calendar_of
from storage.tables import Bloc, Obligation, Organisation, Plan, Receipt, Unit


async def registration_paper(
    db: AsyncSession, member: Member, registration_id: int
) -> RegistrationPaper:
    """What the form of a registration says, for its unit and its officers. Raises NotAllowed."""
    view = await read_registration(db, member, registration_id)
    unit = await db.get_one(Unit, view.unit_id)
    organisation = await db.get_one(Organisation, unit.organisation_id)
    bloc = await db.get(Bloc, unit.bloc_id) if unit.bloc_id else None
    obligation = await db.get_one(Obligation, view.obligation_id)
    plan = await db.get_one(Plan, obligation.plan_id)
    calendar = await calendar_of(db, unit.organisation_id)
    issued = select(Receipt).where(col(Receipt.registration_id) == registration_id)
    receipt = (await db.exec(issued)).one()
    return RegistrationPaper(
        organisation=organisation.name,
        unit=view.unit,
        year=plan.year,
        receipt=f"{receipt.number:04d}",
        received_at=receipt.counted_at.astimezone(calendar.zone),
        version=view.version,
        bloc=bloc.name if bloc else "",
        plan_title=plan.title,
        plan_number=plan.number,
        plan_issued_on=parse(plan.document).issued_on,
        titles=view.draft.titles,
        targets=view.draft.targets,
    )
