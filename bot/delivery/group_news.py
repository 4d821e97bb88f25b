"""What officers are told of their groups: that the bot is out of one, or may not write there."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.group_news import tell_of_barred, tell_of_left
from bot.delivery.errors import is_barred
from bot.delivery.reading import Reading, Wording
from bot.messages import groups
from bot.messages.screens import Screen
from bot.rules.groups import Group
from bot.rules.outbox import Failed, Outcome
from storage.groups import group_by_id
from storage.outbox import ClaimedMessage
from storage.units import blocs_of


async def tell_of_groups(
    db: AsyncSession, outcomes: Sequence[tuple[ClaimedMessage, Outcome]], now: datetime
) -> None:
    """Owe officers the news of groups that took nothing."""
    failed = [
        (message, message.group_id, outcome)
        for message, outcome in outcomes
        if message.group_id is not None and isinstance(outcome, Failed)
    ]
    newly = [(id_, outcome) for message, id_, outcome in failed if message.lost_at is None]
    await tell_of_left(db, {id_ for id_, outcome in newly if outcome.unreachable}, now)
    await tell_of_barred(db, {id_ for _, id_, o in failed if is_barred(o.error)}, now)


async def _group_added(r: Reading) -> Screen | None:
    """Nothing once the bot is out of it, or the reader no officer any more."""
    group = await group_by_id(r.db, r.number("group"))
    offices = r.member.offices
    if group is None or group.left_at is not None or not offices:
        return None
    blocs = await blocs_of(r.db, offices[0].organisation_id)
    return groups.group_added(r.t, group, offices, blocs)


async def _group_left(r: Reading) -> Screen | None:
    """Nothing once the bot is back."""
    group = await _own(r)
    return groups.group_left(r.t, group) if group and group.left_at else None


async def _group_barred(r: Reading) -> Screen | None:
    group = await _own(r)
    return groups.group_barred(r.t, group) if group and not group.left_at else None


async def _own(r: Reading) -> Group | None:
    """The group, as long as the reader is an officer of its organisation."""
    group = await group_by_id(r.db, r.number("group"))
    organisations = {post.organisation_id for post in r.member.offices}
    return group if group and group.organisation_id in organisations else None


GROUP_NEWS: dict[str, Wording] = {
    "group_added": _group_added,
    "group_left": _group_left,
    "group_barred": _group_barred,
}
