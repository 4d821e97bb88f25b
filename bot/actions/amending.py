"""A plan in force is amended: prepared like a new one, held against it, told to those concerned.

What units handed in, and every record, stays with the obligation it was handed in for.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.amendment_news import News, concerned_by, tell
from bot.actions.in_force import asked_in_force, draft_in_force, plan_in_force
from bot.actions.journal import note
from bot.actions.ladders import owe_from
from bot.actions.letting_go import cap_put_offs, drop_promises
from bot.actions.plan_rows import rewrite, row_of
from bot.actions.preparing import (
    PreparationView,
    change_preparation,
    forget_preparation,
    hold_preparation,
    look_at_preparation,
    start_from,
)
from bot.actions.scopes import keep_scopes
from bot.campaigns import dump, parse
from bot.rules.deadlines import ONE_DAY
from bot.rules.files import FilePart
from bot.rules.members import Member
from bot.rules.plan_changes import (
    Kept,
    NothingChanged,
    PlanChanges,
    as_collected,
    compare,
)
from bot.rules.plans import PlanDraft
from bot.rules.preparing import PreparationMoved, Prepared, check_ready
from bot.rules.scopes import check_scopes, scope_of
from storage.locking import hold
from storage.obligations import obligation_by_id
from storage.organisations import calendar_of
from storage.tables import Obligation, Plan, Preparation


async def start_amendment(
    db: AsyncSession, member: Member, plan_id: int, now: datetime
) -> PreparationView:
    """Prepare a new version of a plan in force, as it stands; the one begun before, if any.

    Raises NotAllowed, UnknownPlan.
    """
    await hold(db, Plan, plan_id)
    plan = await plan_in_force(db, member, plan_id)
    begun = select(Preparation.id).where(col(Preparation.amends_id) == plan_id)
    if id_ := (await db.exec(begun)).first():
        return await look_at_preparation(db, member, id_)
    current = await draft_in_force(db, plan)
    view = await start_from(db, member, current, now)
    row = await db.get_one(Preparation, view.id)
    row.amends_id, row.confirmed = plan_id, list(range(len(current.obligations)))
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

    What it asks for as the plan in force does needs no second look. Of whom, and how it is
    collected, stays as it is where the new version does not say.
    """
    view = await hold_preparation(db, member, preparation_id, version)
    plan = await plan_in_force(db, member, view.amends_id or 0)
    kept = compare(await asked_in_force(db, plan), draft.obligations).kept
    own = replace(
        as_collected(draft, kept),
        slug=view.draft.slug,
        organisation=view.draft.organisation,
        organisation_kind=view.draft.organisation_kind,
    )
    items = compare(await asked_in_force(db, plan), own.obligations).kept
    same = frozenset(each.place for each in items if not each.is_changed)
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

    Raises as looking does, NothingToPublish, StillUnconfirmed, UnknownScope, UnknownPlan,
    NothingChanged.
    """
    view = await look_at_preparation(db, member, preparation_id, version)
    check_ready(view.prepared)
    check_scopes(view.draft, view.known)
    plan = await plan_in_force(db, member, view.amends_id or 0)
    changes = compare(await asked_in_force(db, plan), view.draft.obligations)
    before = parse(plan.document)
    is_same = replace(view.draft, obligations=()) == replace(before, obligations=())
    if changes.is_empty and is_same and not view.files:
        raise NothingChanged
    told = await concerned_by(db, plan.organisation_id, view.draft, changes)
    return Amendment(view, before, changes, len(told.people))


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

    Only those are told whom it concerns: who still has to do what moved or is dropped, who is asked
    for something new, who is asked for something no longer. Gives the plan's id. Raises as the
    preview does, PreparationMoved when the plan in force changed since.
    """
    view = await hold_preparation(db, member, preparation_id, version)
    await hold(db, Plan, view.amends_id)
    it = await preview_amendment(db, member, preparation_id, version)
    if it.changes.mark != mark:
        raise PreparationMoved(preparation_id)
    plan = await plan_in_force(db, member, view.amends_id or 0)
    assert plan.id is not None
    people = await concerned_by(db, plan.organisation_id, view.draft, it.changes)
    note(db, member, "plan amended", plan.title, now=now, before=plan.document)
    plan.title, plan.number, plan.year = view.draft.title, view.draft.number, view.draft.year
    plan.unregistered_excluded = view.draft.unregistered_excluded
    plan.document = dump(view.draft)
    plan.files = [*plan.files, *(asdict(part) for part in files)]
    news = News(plan.id, plan.organisation_id, people, now)
    await _apply(db, member, it.changes, news)
    await forget_preparation(db, preparation_id)
    await tell(db, news)
    return plan.id, it


async def _apply(db: AsyncSession, member: Member, changes: PlanChanges, news: News) -> None:
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
        if kept.is_rescoped:
            await keep_scopes(db, news.organisation_id, [(row, scope_of(kept.after))])
            owe_from(row, tomorrow)
    for draft in changes.added:
        row = row_of(news.plan_id, draft)
        owe_from(row, tomorrow)
        db.add(row)
        await db.flush()
        await keep_scopes(db, news.organisation_id, [(row, scope_of(draft))])
        news.added.append(row.id or 0)
    for id_, _ in changes.dropped:
        (await db.get_one(Obligation, id_)).dropped_at = news.now
        news.dropped.append(id_)
    await db.flush()


async def _let_go(db: AsyncSession, kept: Kept, news: News) -> None:
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
