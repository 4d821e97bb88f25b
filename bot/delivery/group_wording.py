"""Wording what the outbox owes groups. A group reads Vietnamese, whoever is in it."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.standings import bloc_standing
from bot.delivery.group_answers import word_answer
from bot.delivery.group_reading import GroupReading
from bot.messages.in_groups import greeting, group_help, private_chat, untied
from bot.messages.outgoing import Outgoing
from bot.messages.screens import Screen, screen
from bot.messages.standings import standing_text
from bot.rules.standings import BlocStanding, is_pressing
from bot.texts import Texts
from storage.groups import group_by_id
from storage.members import DEFAULT_ZONE
from storage.outbox import ClaimedMessage

GroupWording = Callable[[GroupReading], Awaitable[Screen | Outgoing | None]]


async def word_for_group(
    db: AsyncSession, message: ClaimedMessage, now: datetime, bot_name: str
) -> Screen | Outgoing | None:
    """The message as things stand now; None when the group is owed it no more."""
    assert message.group_id is not None
    group = await group_by_id(db, message.group_id)
    if group is None or group.is_linked == (message.message == "group_untied"):
        return None
    t = Texts(message.language, message.address, DEFAULT_ZONE)
    reading = GroupReading(db, group, t, message, now, bot_name)
    return await GROUP_WORDINGS[message.message](reading)


async def _linked(r: GroupReading) -> Screen | None:
    return greeting(r.t, r.group, r.bot_name)


async def _help(r: GroupReading) -> Screen | None:
    return group_help(r.t, r.group, r.bot_name)


async def _untied(r: GroupReading) -> Screen | None:
    return untied(r.t)


async def _standing(r: GroupReading) -> Screen | None:
    standing = await _of_bloc(r)
    return _posted(r, standing) if standing and standing.duties else None


async def _weekly(r: GroupReading) -> Screen | None:
    """Nothing in a week in which nothing presses, or once the officer wants it no more."""
    standing = await _of_bloc(r)
    today = r.now.astimezone(DEFAULT_ZONE).date()
    if standing is None or r.group.weekly_since is None or not is_pressing(standing, today):
        return None
    return _posted(r, standing)


async def _of_bloc(r: GroupReading) -> BlocStanding | None:
    """Nothing once the group is another organisation's, or another bloc's."""
    asked = int(r.message.details.get("obligation", 0))
    standing = await bloc_standing(r.db, int(r.message.details["bloc"]), r.now, asked)
    is_theirs = standing.organisation_id == r.group.organisation_id
    return standing if is_theirs and r.group.bloc_id in (None, standing.bloc_id) else None


def _posted(r: GroupReading, standing: BlocStanding) -> Screen:
    return screen(standing_text(r.t, standing, r.now), private_chat(r.t, r.bot_name))


GROUP_WORDINGS: dict[str, GroupWording] = {
    "group_linked": _linked,
    "group_help": _help,
    "group_answer": word_answer,
    "group_untied": _untied,
    "bloc_standing": _standing,
    "weekly_standing": _weekly,
}
