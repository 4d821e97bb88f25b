"""A plan in preparation comes into force, and every unit's people hear of it, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

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
from bot.rules.deadlines import ONE_DAY
from bot.rules.dialogues import StaleForm
from bot.rules.files import FilePart
from bot.rules.members import Member, check_officer
from bot.rules.outbox import Lane
from bot.rules.plans import PlanDraft
from bot.rules.preparing import check_ready
from bot.rules.publishing import Asked, asked_by, free_slug
from storage.organisations import calendar_of
from storage.tables import Obligation, Plan
from storage.units import speakers_of, units_of


@dataclass(frozen=True, slots=True)
class Publication:
    """What putting a plan in force means: what is asked, how many units and people are told.

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

    Raises NotAllowed, PreparationGone, PreparationMoved, NothingToPublish, StillUnconfirmed.
    """
    post = check_officer(member)
    view = await look_at_preparation(db, member, preparation_id, version)
    check_ready(view.prepared)
    if view.amends_id is not None:
        raise StaleForm
    units = await units_of(db, post.organisation_id)
    return Publication(
        view=view,
        asked=tuple(asked_by(view.draft, view.calendar)),
        units=len(units),
        unheard=sum(not unit.seats for unit in units),
        people=len(await speakers_of(db, post.organisation_id)),
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
    """Put the plan in force and tell everybody who speaks for a unit. Raises as the preview does.

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
    for member_id in await speakers_of(db, organisation_id):
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
