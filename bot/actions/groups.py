"""Group chats, as officers see them: whose they are, and what may be done with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.groups import Group, GroupLeft, UnknownGroup, check_keeper
from bot.rules.members import Member, NotAllowed, check_office, check_officer
from bot.rules.outbox import Lane
from bot.rules.standings import next_monday
from storage.groups import drop_owed, group_by_id, groups_of, unclaimed_groups
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import GroupChat
from storage.units import blocs_of


async def own_groups(db: AsyncSession, member: Member) -> list[Group]:
    """The groups of the officer's organisation, first those of the officer's own choosing yet.

    Raises NotAllowed.
    """
    post = check_officer(member)
    waiting = await unclaimed_groups(db, member.id)
    return [*waiting, *await groups_of(db, post.organisation_id)]


async def read_group(db: AsyncSession, member: Member, group_id: int) -> Group:
    """A group that the member may say something about. Raises UnknownGroup, NotAllowed."""
    group = await group_by_id(db, group_id)
    if group is None:
        raise UnknownGroup
    check_keeper(member, group)
    return group


async def blocs_to_choose(
    db: AsyncSession, member: Member, organisation_id: int
) -> Sequence[tuple[int, str]]:
    """The blocs whose group it may be. Raises NotAllowed without an office there."""
    check_office(member, organisation_id)
    return await blocs_of(db, organisation_id)


async def link_group(
    db: AsyncSession,
    member: Member,
    group_id: int,
    organisation_id: int,
    bloc_id: int,
    now: datetime,
) -> Group:
    """Say whose a group is: the officers' of an organisation (`bloc_id` 0) or a bloc's.

    The group is told. Raises UnknownGroup, NotAllowed, GroupLeft.
    """
    group, row = await _held(db, member, group_id)
    blocs = dict(await blocs_to_choose(db, member, organisation_id))
    if bloc_id and bloc_id not in blocs:
        raise NotAllowed
    if group.left_at is not None:
        raise GroupLeft(group.title)
    before = row.organisation_id, row.bloc_id
    row.organisation_id, row.bloc_id = organisation_id, bloc_id or None
    if before != (row.organisation_id, row.bloc_id):
        row.weekly_since_on = None
        await drop_owed(db, group_id)
        after = {"bloc": blocs.get(bloc_id, "")}
        was = {"organisation": group.organisation, "bloc": group.bloc} if group.is_linked else None
        _note(db, member, "group linked", row, now, before=was, after=after)
        # Its people are told what the bot is there for.
        await put(db, lane=Lane.ANSWER, group_id=group_id, message="group_linked", due_at=now)
    await db.flush()
    return await read_group(db, member, group_id)


async def set_weekly(
    db: AsyncSession, member: Member, group_id: int, *, weekly: bool, now: datetime
) -> Group:
    """Post the bloc's standing into its group every week from the next Monday on, or no more.

    Raises UnknownGroup, GroupLeft; NotAllowed also for a group that is no bloc's.
    """
    group, row = await _held(db, member, group_id)
    if group.bloc_id is None or group.organisation_id is None:
        raise NotAllowed
    if group.left_at is not None:
        raise GroupLeft(group.title)
    if weekly != (row.weekly_since_on is not None):
        calendar = await calendar_of(db, group.organisation_id)
        row.weekly_since_on = next_monday(calendar.today(now)) if weekly else None
        _note(db, member, "weekly standing", row, now, after={"on": weekly})
    await db.flush()
    return await read_group(db, member, group_id)


async def note_left(db: AsyncSession, member: Member, group_id: int, now: datetime) -> Group:
    """The bot has left a group on an officer's word. Raises UnknownGroup, NotAllowed."""
    group, row = await _held(db, member, group_id)
    row.left_at = row.left_at or now
    _note(db, member, "group left", row, now)
    return group


async def forget_group(db: AsyncSession, member: Member, group_id: int, now: datetime) -> None:
    """Take a group the bot is no longer in off the list. Raises UnknownGroup, NotAllowed."""
    group, row = await _held(db, member, group_id)
    if group.left_at is None:
        raise NotAllowed
    _note(db, member, "group forgotten", row, now)
    row.organisation_id = row.bloc_id = row.weekly_since_on = None


async def _held(db: AsyncSession, member: Member, group_id: int) -> tuple[Group, GroupChat]:
    """A group about to be changed, as it is now and as its row."""
    await hold(db, GroupChat, group_id)
    group = await read_group(db, member, group_id)
    return group, await db.get_one(GroupChat, group_id)


def _note(
    db: AsyncSession,
    member: Member,
    act: str,
    row: GroupChat,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    organisation_id = row.organisation_id
    note(
        db,
        member,
        act,
        row.title,
        now=now,
        organisation_id=organisation_id,
        before=before,
        after=after,
    )
