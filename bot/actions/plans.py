"""Plans: putting one in force, and what is in force."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.campaigns import dump, parse
from bot.rules.errors import RuleViolation
from bot.rules.members import Member, NoPost
from bot.rules.plans import ObligationDraft, PlanDraft
from storage.tables import Obligation, Plan


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
