"""What people hear of an amended plan: gathered while it is applied, told to those concerned."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import put
from bot.actions.scopes import within
from bot.rules.outbox import Lane
from bot.rules.plan_changes import Kept, PlanChanges
from bot.rules.plans import PlanDraft
from bot.rules.preparing import collected, is_collected
from bot.rules.scopes import scope_of
from storage.missing import speakers_awaited
from storage.obligations import has_done
from storage.scopes import speakers_among
from storage.tables import Unit

Units = dict[int, dict[str, list[int]]]
"""By person: obligations, each with the units of that person that are meant."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """Who hears of an amendment, and what is asked anew, or no longer, of which of their units."""

    people: tuple[int, ...]
    anew: Units
    no_longer: Units


async def concerned_by(
    db: AsyncSession, organisation_id: int, draft: PlanDraft, changes: PlanChanges
) -> Concerned:
    """To be asked before the amendment is applied.

    Those who still have to do what moved or is dropped; those asked for what is new; and of what
    is asked of other units than before, those who are asked now, or are asked no more.
    """
    asked = collected(draft)
    new = [scope_of(each) for each in changes.added if each in asked]
    added = [await within(db, organisation_id, scope) for scope in new]
    people = [
        *await speakers_awaited(db, organisation_id, changes.touched),
        *(id_ for id_, _ in await speakers_among(db, organisation_id, or_(false(), *added))),
    ]
    anew: Units = {}
    no_longer: Units = {}
    for kept in changes.rescoped:
        before = await within(db, organisation_id, scope_of(kept.before))
        after = await within(db, organisation_id, scope_of(kept.after))
        if is_collected(kept.after):
            await _add(db, organisation_id, anew, kept, after & ~before)
        if is_collected(kept.before):
            await _add(db, organisation_id, no_longer, kept, before & ~after)
    return Concerned(tuple(dict.fromkeys((*people, *anew, *no_longer))), anew, no_longer)


async def _add(
    db: AsyncSession, organisation_id: int, found: Units, kept: Kept, which: ColumnElement[bool]
) -> None:
    undone = which & ~has_done(kept.id, col(Unit.id))
    for member_id, unit_id in await speakers_among(db, organisation_id, undone):
        mine = found.setdefault(member_id, defaultdict(list))
        mine[str(kept.id)].append(unit_id)


@dataclass(slots=True)
class News:
    """What is to be told of an amendment."""

    plan_id: int
    organisation_id: int
    concerned: Concerned
    now: datetime
    moved: dict[str, str | None] = field(default_factory=dict)
    added: list[int] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    promises: dict[int, dict[str, str]] = field(default_factory=dict)
    until: dict[int, str] = field(default_factory=dict)

    @property
    def people(self) -> Sequence[int]:
        return self.concerned.people


async def tell(db: AsyncSession, news: News) -> None:
    """Owe it to everybody concerned, each with what is their own."""
    for member_id in news.people:
        own = {
            "promises": news.promises.get(member_id),
            "until": news.until.get(member_id),
            "anew": news.concerned.anew.get(member_id),
            "no_longer": news.concerned.no_longer.get(member_id),
        }
        details: dict[str, Any] = {
            "plan": news.plan_id,
            "organisation": news.organisation_id,
            "moved": news.moved,
            "added": news.added,
            "dropped": news.dropped,
            **{name: value for name, value in own.items() if value},
        }
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=news.organisation_id,
            message="plan_amended",
            details=details,
            due_at=news.now,
        )
