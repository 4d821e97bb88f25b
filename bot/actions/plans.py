"""Plans: putting one in force, and what is in force."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.ladders import owe_from
from bot.actions.outbox import put
from bot.actions.plan_rows import row_of
from bot.actions.scopes import keep_scopes, known_to
from bot.campaigns import dump, parse
from bot.rules.errors import RuleViolation
from bot.rules.files import FilePart
from bot.rules.members import Member, NoPost, check_officer
from bot.rules.outbox import Lane
from bot.rules.plans import PlanDraft, UnknownPlan
from bot.rules.scopes import check_scopes, scope_of
from storage.locking import hold
from storage.obligations import all_obligations_of
from storage.organisations import calendar_of
from storage.outbox import told_by
from storage.plans import in_force_for, people_asked
from storage.tables import Obligation, Plan


class PlanInForce(RuleViolation):
    """The organisation has this plan already."""


async def import_plan(
    db: AsyncSession,
    organisation_id: int,
    draft: PlanDraft,
    now: datetime,
    *,
    member: Member | None = None,
    files: Sequence[FilePart] = (),
) -> int:
    """Put a plan in force in an organisation; gives its id. Raises PlanInForce, UnknownScope.

    `files` are the document itself.
    """
    same = select(Plan.id).where(
        col(Plan.organisation_id) == organisation_id, col(Plan.slug) == draft.slug
    )
    if (await db.exec(same)).first() is not None:
        raise PlanInForce
    check_scopes(draft, await known_to(db, organisation_id, draft))
    plan = Plan(
        organisation_id=organisation_id,
        slug=draft.slug,
        number=draft.number,
        title=draft.title,
        year=draft.year,
        unregistered_excluded=draft.unregistered_excluded,
        document=dump(draft),
        files=[asdict(part) for part in files],
        published_at=now,
    )
    db.add(plan)
    await db.flush()
    assert plan.id is not None
    rows = [row_of(plan.id, obligation) for obligation in draft.obligations]
    db.add_all(rows)
    await db.flush()
    scopes = [scope_of(obligation) for obligation in draft.obligations]
    await keep_scopes(db, organisation_id, zip(rows, scopes, strict=True))
    note(db, member, "plan imported", draft.slug, now=now, organisation_id=organisation_id)
    return plan.id


async def plans_of(db: AsyncSession, member: Member) -> list[tuple[int, PlanDraft]]:
    """The plans in force in the member's organisation, newest first. Raises NoPost.

    A manager's are those that ask something of the unit, or nothing of any.
    """
    if member.post is None:
        raise NoPost
    rows = await _plans(db, member.post.organisation_id, in_force_for(member.post.unit_id))
    return [(plan.id, parse(plan.document)) for plan in rows if plan.id is not None]


async def plans_in(db: AsyncSession, organisation_id: int) -> list[PlanDraft]:
    """The plans in force in an organisation, newest first, whoever looks."""
    return [parse(plan.document) for plan in await _plans(db, organisation_id, in_force_for(None))]


async def has_plan(db: AsyncSession, organisation_id: int) -> bool:
    """Whether any plan is in force in the organisation."""
    in_force = col(Plan.organisation_id) == organisation_id, col(Plan.withdrawn_at).is_(None)
    return (await db.exec(select(Plan.id).where(*in_force).limit(1))).first() is not None


async def document_of(db: AsyncSession, member: Member, plan_id: int) -> tuple[FilePart, ...]:
    """The files of a plan as `plans_of` has it. Raises NoPost, UnknownPlan."""
    if member.post is None:
        raise NoPost
    own = col(Plan.organisation_id) == member.post.organisation_id, col(Plan.id) == plan_id
    row = (await db.exec(select(Plan).where(*own, in_force_for(member.post.unit_id)))).first()
    if row is None:
        raise UnknownPlan
    return tuple(FilePart(**part) for part in row.files)


@dataclass(frozen=True, slots=True)
class WithdrawnPlan:
    """A plan that was in force, with the moment it was withdrawn."""

    id: int
    draft: PlanDraft
    withdrawn_at: datetime


async def withdrawn_plans_of(db: AsyncSession, member: Member) -> list[WithdrawnPlan]:
    """The plans withdrawn in the officer's organisation, newest first. Raises NotAllowed."""
    post = check_officer(member)
    rows = await _plans(db, post.organisation_id, col(Plan.withdrawn_at).is_not(None))
    return [
        WithdrawnPlan(plan.id, parse(plan.document), plan.withdrawn_at)
        for plan in rows
        if plan.id is not None and plan.withdrawn_at is not None
    ]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What withdrawing a plan means: how much it asked, how many people are told."""

    draft: PlanDraft
    duties: int
    people: int


async def preview_withdrawal(db: AsyncSession, member: Member, plan_id: int) -> Withdrawal:
    """Asked before a plan is withdrawn. Raises NotAllowed, UnknownPlan."""
    post = check_officer(member)
    for id_, draft in await plans_of(db, member):
        if id_ == plan_id:
            asked = await all_obligations_of(db, post.organisation_id)
            duties = sum(obligation.plan_id == plan_id for obligation in asked)
            people = await people_asked(db, plan_id)
            return Withdrawal(draft, duties, len(people))
    raise UnknownPlan


async def withdraw_plan(
    db: AsyncSession, member: Member, plan_id: int, now: datetime
) -> Withdrawal:
    """Ask nothing of anyone by this plan any more; whoever was asked is told, once.

    What was handed in under it stays, as do its receipts. Raises NotAllowed, and UnknownPlan for
    one that was withdrawn before.
    """
    check_officer(member)
    await hold(db, Plan, plan_id)
    withdrawal = await preview_withdrawal(db, member, plan_id)
    row = await db.get_one(Plan, plan_id, populate_existing=True)
    row.withdrawn_at, row.withdrawn_by = now, member.id
    note(db, member, "plan withdrawn", row.title, now=now, after={"plan": plan_id})
    for member_id in await people_asked(db, plan_id):
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=row.organisation_id,
            message="plan_withdrawn",
            details={"plan": plan_id, "at": now.isoformat()},
            key=f"{_withdrawal(plan_id, now)}{member_id}",
            due_at=now,
        )
    return withdrawal


async def restore_plan(db: AsyncSession, member: Member, plan_id: int, now: datetime) -> PlanDraft:
    """Put a withdrawn plan in force again; whoever had heard of the withdrawal is told.

    Its rungs are owed from today on. Raises NotAllowed, and UnknownPlan for one in force.
    """
    check_officer(member)
    await hold(db, Plan, plan_id)
    found = [plan for plan in await withdrawn_plans_of(db, member) if plan.id == plan_id]
    if not found:
        raise UnknownPlan
    row = await db.get_one(Plan, plan_id, populate_existing=True)
    row.withdrawn_at = row.withdrawn_by = None
    today = (await calendar_of(db, row.organisation_id)).today(now)
    for asked in await db.exec(select(Obligation).where(col(Obligation.plan_id) == plan_id)):
        owe_from(asked, today)
    note(db, member, "plan restored", row.title, now=now, after={"plan": plan_id})
    for member_id in await told_by(db, _withdrawal(plan_id, found[0].withdrawn_at)):
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=row.organisation_id,
            message="plan_restored",
            details={"plan": plan_id},
            due_at=now,
        )
    return found[0].draft


def _withdrawal(plan_id: int, withdrawn_at: datetime) -> str:
    """How the keys of the messages about one withdrawal begin."""
    return f"plan_withdrawn:{plan_id}:{withdrawn_at.timestamp():.0f}:"


async def _plans(db: AsyncSession, organisation_id: int, which: ColumnElement[bool]) -> list[Plan]:
    rows = await db.exec(
        select(Plan)
        .where(col(Plan.organisation_id) == organisation_id, which)
        .order_by(col(Plan.year).desc(), col(Plan.id).desc())
    )
    return list(rows)
