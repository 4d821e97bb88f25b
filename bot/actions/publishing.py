"""A plan in preparation comes into force, and every unit's people hear of it, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import or_, true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.ladders import owe_from
from bot.actions.outbox import put
from bot.actions.plans import import_plan
from bot.actions.preparing import (
    PreparationView,
    forget_preparation,
    hold_preparation,
    look_at_preparation,
)
from bot.actions.scopes import within
from bot.rules.deadlines import ONE_DAY
from bot.rules.dialogues import StaleForm
from bot.rules.files import FilePart
from bot.rules.members import Member, check_officer
from bot.rules.outbox import Lane
from bot.rules.plans import PlanDraft
from bot.rules.preparing import check_ready, collected
from bot.rules.publishing import Asked, asked_by, concerns, free_slug
from bot.rules.scopes import check_scopes, scope_of
from storage.organisations import calendar_of
from storage.scopes import speakers_among
from storage.tables import Obligation, Plan
from storage.units import units_of


@dataclass(frozen=True, slots=True)
class Publication:
    """What putting a plan in force means: what is asked, how many units and people are told.

    Units that it asks for nothing while it asks others are none of them.
    `unheard` units have nobody who speaks for them yet.
    """

    view: PreparationView
    asked: tuple[Asked, ...]
    units: int
    unheard: int
    people: int


async def preview_publication(
    db: AsyncSession, member: Member, preparation_id: int, version: int
) -> Publication:
    """Asked before a plan is put in force.

    Raises NotAllowed, PreparationGone, PreparationMoved, NothingToPublish, StillUnconfirmed,
    UnknownScope.
    """
    post = check_officer(member)
    view = await look_at_preparation(db, member, preparation_id, version)
    check_ready(view.prepared)
    if view.amends_id is not None:
        raise StaleForm
    check_scopes(view.draft, view.known)
    units = [
        unit
        for unit in await units_of(db, post.organisation_id)
        if concerns(view.draft, unit.bloc, unit.type)
    ]
    people = await _concerned(db, post.organisation_id, view.draft)
    return Publication(
        view=view,
        asked=tuple(asked_by(view.draft, view.calendar, view.known)),
        units=len(units),
        unheard=sum(not unit.seats for unit in units),
        people=len(people),
    )


@dataclass(frozen=True, slots=True)
class Published:
    """A plan that has just come into force, and how many people are being told."""

    plan_id: int
    draft: PlanDraft
    people: int
    unheard: int


async def publish(
    db: AsyncSession,
    member: Member,
    preparation_id: int,
    version: int,
    files: Sequence[FilePart],
    now: datetime,
) -> Published:
    """Put the plan in force and tell who speaks for a unit it concerns. Raises as the preview does.

    `files` are those of the preparation with the pages joined.
    """
    await hold_preparation(db, member, preparation_id, version)
    it = await preview_publication(db, member, preparation_id, version)
    organisation_id = check_officer(member).organisation_id
    kept = select(Plan.slug).where(col(Plan.organisation_id) == organisation_id)
    slug = free_slug(it.view.draft.slug, (await db.exec(kept)).all())
    draft = replace(it.view.draft, slug=slug)
    plan_id = await import_plan(db, organisation_id, draft, now, member=member, files=files)
    await db.flush()
    # Units are told today: what the ladder has for today would be a second message.
    tomorrow = (await calendar_of(db, organisation_id)).today(now) + ONE_DAY
    for row in await db.exec(select(Obligation).where(col(Obligation.plan_id) == plan_id)):
        owe_from(row, tomorrow)
    await forget_preparation(db, preparation_id)
    for member_id in await _concerned(db, organisation_id, draft):
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=organisation_id,
            message="plan_published",
            details={"plan": plan_id, "organisation": organisation_id},
            key=f"plan_published:{plan_id}:{member_id}",
            due_at=now,
        )
    return Published(plan_id, draft, it.people, it.unheard)


async def _concerned(db: AsyncSession, organisation_id: int, draft: PlanDraft) -> list[int]:
    """Who speaks for a unit that the plan asks something of, each once."""
    scopes = [await within(db, organisation_id, scope_of(item)) for item in collected(draft)]
    spoken_for = await speakers_among(db, organisation_id, or_(*scopes) if scopes else true())
    return list(dict.fromkeys(member_id for member_id, _ in spoken_for))
