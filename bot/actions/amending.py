"""A plan in force is amended: prepared like a new one, held against it, told to those concerned.

What units handed in, and every record, stays with the obligation it was handed in for.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.ladders import owe_from
from bot.actions.letting_go import cap_put_offs, drop_promises
from bot.actions.outbox import put
from bot.actions.plan_rows import draft_of, rewrite, row_of
from bot.actions.preparing import (
    PreparationView,
    change_preparation,
    forget_preparation,
    hold_preparation,
    look_at_preparation,
    start_from,
)
from bot.campaigns import dump, parse
from bot.rules.deadlines import ONE_DAY
from bot.rules.files import FilePart
from bot.rules.members import Member, check_officer
from bot.rules.outbox import Lane
from bot.rules.plan_changes import Kept, NothingChanged, PlanChanges, compare
from bot.rules.plans import ObligationDraft, PlanDraft, UnknownPlan
from bot.rules.preparing import PreparationMoved, Prepared, check_ready, collected
from storage.locking import hold
from storage.missing import speakers_awaited
from storage.obligations import obligation_by_id
from storage.organisations import calendar_of
from storage.tables import Obligation, Plan, Preparation
from storage.units import speakers_of


async def start_amendment(
    db: AsyncSession, member: Member, plan_id: int, now: datetime
) -> PreparationView:
    """Prepare a new version of a plan in force, as it stands; the one begun before, if any.

    Raises NotAllowed, UnknownPlan.
    """
    await hold(db, Plan, plan_id)
    plan = await _plan_in_force(db, member, plan_id)
    begun = select(Preparation.id).where(col(Preparation.amends_id) == plan_id)
    if id_ := (await db.exec(begun)).first():
        return await look_at_preparation(db, member, id_)
    document = parse(plan.document)
    in_force = [each for _, each in await _in_force(db, plan)]
    current = replace(document, obligations=tuple(in_force))
    view = await start_from(db, member, current, now)
    row = await db.get_one(Preparation, view.id)
    row.amends_id, row.confirmed = plan_id, list(range(len(in_force)))
    await db.flush()
    return await look_at_preparation(db, member, view.id)


async def take_amended(
    db: AsyncSession,
    member: Member,
    preparation_id: int,
    version: int,
    draft: PlanDraft,
    now: datetime,
) -> PreparationView:
    """Let an amended plan that was read take the place of what is prepared.

    What it asks for as the plan in force does needs no second look.
    """
    view = await hold_preparation(db, member, preparation_id, version)
    plan = await _plan_in_force(db, member, view.amends_id or 0)
    kept = compare(await _in_force(db, plan), draft.obligations).kept
    own = replace(
        draft,
        slug=view.draft.slug,
        organisation=view.draft.organisation,
        organisation_kind=view.draft.organisation_kind,
    )
    same = frozenset(each.place for each in kept if not each.is_changed)
    return await change_preparation(
        db, member, preparation_id, view.version, now, lambda _: Prepared(own, same)
    )


@dataclass(frozen=True, slots=True)
class Amendment:
    """What an amended plan changes, and how many people hear of it."""

    view: PreparationView
    before: PlanDraft
    changes: PlanChanges
    people: int


async def preview_amendment(
    db: AsyncSession, member: Member, preparation_id: int, version: int
) -> Amendment:
    """Asked before an amended plan takes the place of the one in force.

    Raises as looking does, NothingToPublish, StillUnconfirmed, UnknownPlan, NothingChanged.
    """
    view = await look_at_preparation(db, member, preparation_id, version)
    check_ready(view.prepared)
    plan = await _plan_in_force(db, member, view.amends_id or 0)
    changes = compare(await _in_force(db, plan), view.draft.obligations)
    before = parse(plan.document)
    is_same = replace(view.draft, obligations=()) == replace(before, obligations=())
    if changes.is_empty and is_same and not view.files:
        raise NothingChanged
    told = await _concerned(db, plan.organisation_id, view.draft, changes)
    return Amendment(view, before, changes, len(told))


async def amend(
    db: AsyncSession,
    member: Member,
    preparation_id: int,
    version: int,
    mark: int,
    files: Sequence[FilePart],
    now: datetime,
) -> tuple[int, Amendment]:
    """Let the amended plan take the place of the one in force, as far as it was shown (`mark`).

    Only those are told whom it concerns: who still has to do what moved or is dropped, and all
    where something is added. Gives the plan's id. Raises as the preview does, PreparationMoved when
    the plan in force changed since.
    """
    view = await hold_preparation(db, member, preparation_id, version)
    await hold(db, Plan, view.amends_id)
    it = await preview_amendment(db, member, preparation_id, version)
    if it.changes.mark != mark:
        raise PreparationMoved(preparation_id)
    plan = await _plan_in_force(db, member, view.amends_id or 0)
    assert plan.id is not None
    people = await _concerned(db, plan.organisation_id, view.draft, it.changes)
    note(db, member, "plan amended", plan.title, now=now, before=plan.document)
    plan.title, plan.number, plan.year = view.draft.title, view.draft.number, view.draft.year
    plan.unregistered_excluded = view.draft.unregistered_excluded
    plan.document = dump(view.draft)
    plan.files = [*plan.files, *(asdict(part) for part in files)]
    news = _News(plan.id, plan.organisation_id, people, now)
    await _apply(db, member, it.changes, news)
    await forget_preparation(db, preparation_id)
    await _tell(db, news)
    return plan.id, it


@dataclass(slots=True)
class _News:
    """What is to be told of an amendment, gathered while it is applied."""

    plan_id: int
    organisation_id: int
    people: Sequence[int]
    now: datetime
    moved: dict[str, str | None] = field(default_factory=dict)
    added: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    promises: dict[int, dict[str, str]] = field(default_factory=dict)
    until: dict[int, str] = field(default_factory=dict)


async def _apply(db: AsyncSession, member: Member, changes: PlanChanges, news: _News) -> None:
    calendar = await calendar_of(db, news.organisation_id)
    # Units are told today: what the ladder has for today would be a second message.
    tomorrow = calendar.today(news.now) + ONE_DAY
    for kept in (each for each in changes.kept if each.is_changed):
        row = await db.get_one(Obligation, kept.id)
        rewrite(row, kept.after)
        if row.in_force_on is None:
            row.set_by = row.set_at = None
        elif kept.is_moved:
            row.set_by, row.set_at = member.id, news.now
        if kept.is_moved:
            row.closed_at = None
            owe_from(row, tomorrow)
            await db.flush()
            await _let_go(db, kept, news)
    for draft in changes.added:
        row = row_of(news.plan_id, draft)
        owe_from(row, tomorrow)
        db.add(row)
        await db.flush()
        news.added.append(row.id or 0)
    for id_, _ in changes.dropped:
        (await db.get_one(Obligation, id_)).closed_at = news.now
        news.dropped.append(id_)
    await db.flush()


async def _let_go(db: AsyncSession, kept: Kept, news: _News) -> None:
    """Days that people had named beyond the new last day hold no more, and that is told."""
    calendar = await calendar_of(db, news.organisation_id)
    earlier, term = calendar.term(kept.before.deadline), calendar.term(kept.after.deadline)
    news.moved[str(kept.id)] = earlier.last_day.isoformat() if earlier else None
    obligation = await obligation_by_id(db, news.organisation_id, kept.id)
    if term is None or obligation is None:
        return
    dropped = await drop_promises(db, kept.id, earlier, term)
    for member_id, days in dropped.items():
        said = news.promises.setdefault(member_id, {})
        said |= {str(unit_id): day.isoformat() for unit_id, day in days.items()}
    capped = await cap_put_offs(db, obligation, term, calendar.today(news.now))
    news.until |= {member_id: day.isoformat() for member_id, day in capped.items()}


async def _tell(db: AsyncSession, news: _News) -> None:
    for member_id in news.people:
        details: dict[str, Any] = {
            "plan": news.plan_id,
            "organisation": news.organisation_id,
            "moved": news.moved,
            "added": news.added,
            "dropped": news.dropped,
        }
        if promises := news.promises.get(member_id):
            details["promises"] = promises
        if until := news.until.get(member_id):
            details["until"] = until
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=news.organisation_id,
            message="plan_amended",
            details=details,
            due_at=news.now,
        )


async def _concerned(
    db: AsyncSession, organisation_id: int, draft: PlanDraft, changes: PlanChanges
) -> list[int]:
    asked = collected(draft)
    if any(each in asked for each in changes.added):
        return await speakers_of(db, organisation_id)
    return await speakers_awaited(db, organisation_id, changes.touched)


async def _plan_in_force(db: AsyncSession, member: Member, plan_id: int) -> Plan:
    post = check_officer(member)
    plan = await db.get(Plan, plan_id)
    if plan is None or plan.organisation_id != post.organisation_id or plan.withdrawn_at:
        raise UnknownPlan
    return plan


async def _in_force(db: AsyncSession, plan: Plan) -> list[tuple[int, ObligationDraft]]:
    """What the plan asks now, by the dates in force; what an amendment dropped is not among it."""
    rows = select(Obligation).where(col(Obligation.plan_id) == plan.id).order_by(col(Obligation.id))
    asked = [(row.id, draft_of(row)) for row in await db.exec(rows) if row.id is not None]
    kept = compare(asked, parse(plan.document).obligations).kept
    return [(each.id, each.before) for each in kept]
