"""A plan in force as it stands now: the dates in force, and whom it asks by today's names."""

from dataclasses import replace

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.plan_rows import draft_of
from bot.campaigns import parse
from bot.rules.members import Member, check_officer
from bot.rules.plan_changes import compare
from bot.rules.plans import ObligationDraft, PlanDraft, UnknownPlan
from bot.rules.scopes import ALL
from storage.scopes import scopes_of
from storage.tables import Obligation, Plan


async def plan_in_force(db: AsyncSession, member: Member, plan_id: int) -> Plan:
    """One plan of the officer's organisation. Raises NotAllowed, UnknownPlan."""
    post = check_officer(member)
    plan = await db.get(Plan, plan_id)
    if plan is None or plan.organisation_id != post.organisation_id or plan.withdrawn_at:
        raise UnknownPlan
    return plan


async def asked_in_force(db: AsyncSession, plan: Plan) -> list[tuple[int, ObligationDraft]]:
    """What the plan asks now, by id; what an amendment dropped is not among it."""
    assert plan.id is not None
    own = col(Obligation.plan_id) == plan.id, col(Obligation.dropped_at).is_(None)
    rows = select(Obligation).where(*own).order_by(col(Obligation.id))
    scopes = await scopes_of(db, plan.id)
    asked = [
        (row.id, draft_of(row, scopes.get(row.id, ALL)))
        for row in await db.exec(rows)
        if row.id is not None
    ]
    # In the order of the document. What was dropped before such a moment was kept is not in it.
    kept = compare(asked, parse(plan.document).obligations).kept
    return [(each.id, each.before) for each in kept]


async def draft_in_force(db: AsyncSession, plan: Plan) -> PlanDraft:
    """The whole plan as it stands now."""
    asked = tuple(each for _, each in await asked_in_force(db, plan))
    return replace(parse(plan.document), obligations=asked)
