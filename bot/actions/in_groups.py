"""Questions in groups: answered with what is common to all, never with one unit's record.

Whoever asks needs no seat and is not looked up: whose the group is decides what is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.group_news import bot_added, tell_untied
from bot.actions.outbox import put
from bot.actions.plans import plans_in
from bot.rules.desks import Desk
from bot.rules.groups import Arrival, Group
from bot.rules.obligations import Duty, Standing, in_order
from bot.rules.outbox import Lane
from bot.rules.phrases import Phrase
from bot.rules.plans import PlanDraft
from bot.rules.scopes import Scope
from storage.desks import desks_of
from storage.groups import group_by_telegram
from storage.obligations import obligations_of
from storage.organisations import calendar_of
from storage.phrases import phrases_of
from storage.scopes import scopes_of
from storage.standings import asked_in


@dataclass(frozen=True, slots=True)
class Message:
    """A message in a group, by Telegram's numbers; `by` is who wrote it."""

    chat_id: int
    title: str
    message_id: int
    by: int


async def ask_in_group(
    db: AsyncSession, message: Message, kept: dict[str, Any], now: datetime
) -> Arrival:
    """Owe the group an answer, in reply to the message; once, however often it is handled.

    `kept` is what was understood. A group that is nobody's is told so instead; where it is not
    known to be, it was added while nobody heard: as `bot_added`.
    """
    arrival = await bot_added(db, message.chat_id, message.title, message.by, now)
    group = await group_by_telegram(db, message.chat_id)
    if arrival is not Arrival.KNOWN or group is None:
        return arrival
    if not group.is_linked:
        await tell_untied(db, group, now)
        return arrival
    await put(
        db,
        lane=Lane.ANSWER,
        group_id=group.id,
        message="group_answer",
        details=kept | {"chat": message.chat_id, "message": message.message_id},
        key=f"group_answer:{message.chat_id}:{message.message_id}",
        due_at=now,
    )
    return arrival


async def phrases_in(db: AsyncSession, chat_id: int) -> list[Phrase]:
    """The phrases of the organisation whose group it is, by Telegram's number; else none."""
    group = await group_by_telegram(db, chat_id)
    if group is None or group.organisation_id is None:
        return []
    return await phrases_of(db, group.organisation_id)


async def common_duties(db: AsyncSession, group: Group) -> list[Duty]:
    """What the group's organisation collects, as the plan has it: of no unit, nobody's time given.

    In a bloc's group what is asked of none of its units is left out.
    """
    assert group.organisation_id is not None
    calendar = await calendar_of(db, group.organisation_id)
    found = []
    for each in await obligations_of(db, group.organisation_id):
        is_elsewhere = (
            each.is_of_some
            and group.bloc_id is not None
            and not await asked_in(db, group.bloc_id, each.id)
        )
        if each.is_collected and not is_elsewhere:
            found.append(Duty(0, each, calendar.term(each.deadline), Standing.OPEN))
    return in_order(found)


async def scope_of_duty(db: AsyncSession, duty: Duty) -> Scope | None:
    """Whom a duty is asked of; None for every unit."""
    if not duty.obligation.is_of_some:
        return None
    return (await scopes_of(db, duty.obligation.plan_id)).get(duty.obligation.id)


async def common_plans(db: AsyncSession, group: Group) -> Sequence[PlanDraft]:
    """The plans in force in the group's organisation, newest first."""
    assert group.organisation_id is not None
    return await plans_in(db, group.organisation_id)


async def common_desks(db: AsyncSession, group: Group) -> list[Desk]:
    """Whom units of the group's organisation may ask."""
    assert group.organisation_id is not None
    return await desks_of(db, group.organisation_id)
