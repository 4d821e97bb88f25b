"""Wording what officers are told of their groups."""

from bot.delivery.reading import Reading, Wording
from bot.messages import groups
from bot.messages.screens import Screen
from bot.rules.groups import Group
from storage.groups import group_by_id
from storage.units import blocs_of


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
