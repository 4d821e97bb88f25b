"""Plans: putting one in force, and dates set by hand."""

from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.campaigns import dump, parse
from bot.rules.errors import RuleViolation
from bot.rules.members import Member, NoPost, check_officer
from bot.rules.obligations import DeadlineTooEarly, UnknownObligation
from bot.rules.outbox import Lane
from bot.rules.plans import ObligationDraft, PlanDraft
from storage.organisations import calendar_of
from storage.tables import Obligation, Organisation, Plan, Seat, Unit


class PlanInForce(RuleViolation):
    """The organisation has this plan already."""


async def import_plan(
    db: AsyncSession, organisation_id: int, draft: PlanDraft, now: datetime
) -> int:
    """Put a plan in force in an organisation; gives its id. Raises PlanInForce."""
    same = select(Plan.id).where(
        col(Plan.organisation_id) == organisation_id, col(Plan.slug) == draft.slug
    )
    if (await db.exec(same)).first() is not None:
        raise PlanInForce
    plan = Plan(
        organisation_id=organisation_id,
        slug=draft.slug,
        number=draft.number,
        title=draft.title,
        year=draft.year,
        unregistered_excluded=draft.unregistered_excluded,
        document=dump(draft),
        published_at=now,
    )
    db.add(plan)
    await db.flush()
    assert plan.id is not None
    db.add_all(_obligation(plan.id, obligation) for obligation in draft.obligations)
    note(db, None, "plan imported", draft.slug, now=now, organisation_id=organisation_id)
    return plan.id


async def plans_of(db: AsyncSession, member: Member) -> list[tuple[int, PlanDraft]]:
    """The plans in force in the member's organisation, newest first. Raises NoPost."""
    if member.post is None:
        raise NoPost
    rows = await db.exec(
        select(Plan)
        .where(col(Plan.organisation_id) == member.post.organisation_id)
        .order_by(col(Plan.year).desc(), col(Plan.id).desc())
    )
    return [(plan.id, parse(plan.document)) for plan in rows if plan.id is not None]


async def set_deadline(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    day: date,
    *,
    inclusive: bool,
    now: datetime,
) -> int:
    """Set or change the date of an obligation, as the officer's own; units are told.

    What the plan wrote stays beside it. Gives how many people are told. Raises NotAllowed,
    UnknownObligation, DeadlineTooEarly.
    """
    post = check_officer(member)
    row = await _obligation_of(db, post.organisation_id, obligation_id)
    calendar = await calendar_of(db, post.organisation_id)
    if day < calendar.today(now):
        raise DeadlineTooEarly(day)
    before = {"in_force_on": str(row.in_force_on), "inclusive": row.inclusive}
    row.in_force_on, row.inclusive = day, inclusive
    row.set_by, row.set_at = member.id, now
    after = {"in_force_on": str(day), "inclusive": inclusive}
    note(db, member, "deadline set", row.title, now=now, before=before, after=after)
    return await _tell_units(db, post.organisation_id, obligation_id, now)


async def set_shifting(db: AsyncSession, member: Member, shifts: bool, now: datetime) -> None:
    """Choose whether a last day that is closed moves on (Bộ luật Dân sự 2015, Điều 148.5)."""
    post = check_officer(member)
    organisation = await db.get_one(Organisation, post.organisation_id)
    before = {"shifts": organisation.shifts_to_workday}
    organisation.shifts_to_workday = shifts
    note(
        db, member, "shift set", post.organisation, now=now, before=before, after={"shifts": shifts}
    )


async def _obligation_of(db: AsyncSession, organisation_id: int, obligation_id: int) -> Obligation:
    row = await db.get(Obligation, obligation_id)
    plan = await db.get(Plan, row.plan_id) if row else None
    if row is None or plan is None or plan.organisation_id != organisation_id:
        raise UnknownObligation
    return row


async def _tell_units(
    db: AsyncSession, organisation_id: int, obligation_id: int, now: datetime
) -> int:
    people = await db.exec(
        select(Seat.member_id)
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(col(Unit.organisation_id) == organisation_id, col(Seat.until_at).is_(None))
        .distinct()
    )
    member_ids = people.all()
    for member_id in member_ids:
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            message="deadline_set",
            details={"obligation": obligation_id},
            due_at=now,
        )
    return len(member_ids)


def _obligation(plan_id: int, draft: ObligationDraft) -> Obligation:
    row = Obligation(
        plan_id=plan_id,
        kind=draft.kind,
        actor=draft.actor,
        title=draft.title,
        clause=draft.clause,
        addressee=draft.addressee,
        note=draft.note,
        written=draft.written,
        starts_on=draft.starts_on,
    )
    if draft.deadline is not None:
        row.written_on = draft.deadline.written
        row.inclusive = draft.deadline.inclusive
        row.hour = draft.deadline.hour
        row.granularity = draft.deadline.granularity
        row.in_force_on = draft.deadline.in_force
    return row
