"""A plan in force carried into the next year: prepared, shown beside this year's, walked anew."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.in_force import asked_in_force, draft_in_force, plan_in_force
from bot.actions.preparing import PreparationView, look_at_preparation, prepare
from bot.actions.scopes import known_to
from bot.rules.deadlines import Calendar
from bot.rules.members import Member
from bot.rules.plan_changes import Kept, PlanChanges
from bot.rules.plan_checks import Finding, lint
from bot.rules.plans import PlanDraft, UnknownPlan
from bot.rules.rolling import rolled
from storage.organisations import calendar_of
from storage.tables import Plan, Preparation


@dataclass(frozen=True, slots=True)
class NextYear:
    """What next year's plan would say, held against this year's, and what is odd in it.

    `begun` is the preparation that was made of the same plan for the same year before.
    """

    before: PlanDraft
    draft: PlanDraft
    changes: PlanChanges
    findings: tuple[Finding, ...]
    calendar: Calendar
    begun: int | None


async def plan_named(db: AsyncSession, organisation_id: int, slug: str) -> Plan | None:
    """The organisation's plan in force with this slug, if any."""
    named = col(Plan.organisation_id) == organisation_id, col(Plan.slug) == slug
    return (await db.exec(select(Plan).where(*named, col(Plan.withdrawn_at).is_(None)))).first()


async def slugs_in_force(db: AsyncSession, organisation_id: int) -> list[str]:
    """What the organisation's plans in force are called, the oldest first."""
    own = col(Plan.organisation_id) == organisation_id, col(Plan.withdrawn_at).is_(None)
    return list((await db.exec(select(Plan.slug).where(*own).order_by(col(Plan.id)))).all())


async def next_year(db: AsyncSession, plan: Plan, year: int | None = None) -> NextYear:
    """The plan for another year, the next unless one is named. Nothing is kept.

    Raises SameYear.
    """
    asked, before = await asked_in_force(db, plan), await draft_in_force(db, plan)
    draft = rolled(before, year or before.year + 1)
    calendar = await calendar_of(db, plan.organisation_id)
    known = await known_to(db, plan.organisation_id, draft)
    # Which is which is known; of the clauses nothing is yet, which changes nothing that is asked.
    kept = tuple(
        Kept(id_, replace(old, clause=""), new, place)
        for place, ((id_, old), new) in enumerate(zip(asked, draft.obligations, strict=True))
    )
    return NextYear(
        before=before,
        draft=draft,
        changes=PlanChanges(kept, (), ()),
        findings=lint(draft, calendar, known),
        calendar=calendar,
        begun=await _begun(db, plan, draft.year),
    )


async def look_at_next_year(db: AsyncSession, member: Member, plan_id: int) -> NextYear:
    """The same for an officer. Raises NotAllowed, UnknownPlan."""
    return await next_year(db, await plan_in_force(db, member, plan_id))


async def start_next_year(
    db: AsyncSession, member: Member, plan_id: int, now: datetime
) -> PreparationView:
    """Begin next year's plan in chat; the one begun before, if it is still there.

    Every duty is to be confirmed anew. Raises NotAllowed, UnknownPlan, TooManyItems.
    """
    plan = await plan_in_force(db, member, plan_id)
    it = await next_year(db, plan)
    id_ = it.begun or await prepare(
        db, member, plan.organisation_id, it.draft, now, rolled_from_id=plan.id
    )
    return await look_at_preparation(db, member, id_)


async def roll(
    db: AsyncSession, organisation_id: int, slug: str, year: int | None, now: datetime
) -> NextYear:
    """Begin it from outside of the chat; officers find it in preparation.

    One that was begun before stays as it is. Raises UnknownPlan, SameYear, TooManyItems.
    """
    plan = await plan_named(db, organisation_id, slug)
    if plan is None:
        raise UnknownPlan
    it = await next_year(db, plan, year)
    if it.begun is None:
        await prepare(db, None, organisation_id, it.draft, now, rolled_from_id=plan.id)
    return it


async def _begun(db: AsyncSession, plan: Plan, year: int) -> int | None:
    # By the plan itself: another draft may have come by the same slug.
    made = (
        col(Preparation.organisation_id) == plan.organisation_id,
        col(Preparation.rolled_from_id) == plan.id,
    )
    rows = await db.exec(select(Preparation).where(*made).order_by(col(Preparation.id)))
    return next((row.id for row in rows if row.document["year"] == year), None)
