"""Queries on group chats and whose they are."""

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.groups import Group
from bot.rules.outbox import OutboxState
from storage.tables import Bloc, GroupChat, Organisation, OutboxMessage

FIRST_SUPERGROUP = -1_000_000_000_000
"""From here down, Telegram's numbers are those of supergroups."""


async def group_by_id(db: AsyncSession, group_id: int) -> Group | None:
    """The group with this number of ours."""
    return await _one(db, col(GroupChat.id) == group_id)


async def group_by_telegram(db: AsyncSession, telegram_id: int) -> Group | None:
    """The group with this number of Telegram's."""
    return await _one(db, col(GroupChat.telegram_id) == telegram_id)


async def groups_of(db: AsyncSession, organisation_id: int) -> list[Group]:
    """Every group linked to the organisation, those the bot is no longer in too."""
    return await _all(db, col(GroupChat.organisation_id) == organisation_id)


async def officers_groups(db: AsyncSession, organisation_id: int) -> list[Group]:
    """The groups of the organisation's officers that can be posted to."""
    return await _all(
        db,
        col(GroupChat.organisation_id) == organisation_id,
        col(GroupChat.bloc_id).is_(None),
        col(GroupChat.left_at).is_(None),
    )


async def bloc_groups(
    db: AsyncSession, organisation_id: int, bloc_ids: Collection[int] | None = None
) -> list[Group]:
    """The groups that can be posted to of these blocs of the organisation; None for all of them."""
    chosen = (
        col(GroupChat.bloc_id).is_not(None)
        if bloc_ids is None
        else col(GroupChat.bloc_id).in_(bloc_ids)
    )
    return await _all(
        db,
        col(GroupChat.organisation_id) == organisation_id,
        col(GroupChat.left_at).is_(None),
        chosen,
    )


async def unclaimed_groups(db: AsyncSession, member_id: int) -> list[Group]:
    """The groups to which this person added the bot and that are nobody's yet."""
    return await _all(
        db,
        col(GroupChat.added_by) == member_id,
        col(GroupChat.organisation_id).is_(None),
        col(GroupChat.left_at).is_(None),
    )


async def groups_added_by(db: AsyncSession, member_id: int) -> list[Group]:
    """The groups to which this person added the bot last."""
    return await _all(db, col(GroupChat.added_by) == member_id)


async def weekly_groups(db: AsyncSession) -> list[Group]:
    """The groups of blocs, in all organisations, that are posted the bloc's standing weekly."""
    return await _all(
        db,
        col(GroupChat.weekly_since_on).is_not(None),
        col(GroupChat.bloc_id).is_not(None),
        col(GroupChat.left_at).is_(None),
    )


async def basic_namesakes(db: AsyncSession, title: str) -> list[int]:
    """Telegram's numbers of the basic groups with this title that the bot is in."""
    rows = await db.exec(
        select(GroupChat.telegram_id).where(
            col(GroupChat.title) == title,
            col(GroupChat.telegram_id) > FIRST_SUPERGROUP,
            col(GroupChat.left_at).is_(None),
        )
    )
    return list(rows.all())


async def drop_owed(db: AsyncSession, group_id: int) -> None:
    """What waits for a group is owed no more: it has become somebody else's."""
    waiting = update(OutboxMessage).where(
        col(OutboxMessage.group_id) == group_id, col(OutboxMessage.state) == OutboxState.WAITING
    )
    await db.exec(waiting.values(state=OutboxState.DROPPED))


async def move_group(db: AsyncSession, old: int, new: int) -> None:
    """Let the group with Telegram's number `old` go on as `new`; nothing happens when it does.

    The bot may have been seen joining the new one before anybody knew that it is the same: what
    was owed there, and whose it was said to be, goes over.
    """
    rows = select(GroupChat).where(col(GroupChat.telegram_id).in_((old, new)))
    found = {row.telegram_id: row for row in await db.exec(rows.with_for_update())}
    group, seen = found.get(old), found.get(new)
    if group is None:
        return
    if seen is not None:
        if group.organisation_id is None:
            group.organisation_id, group.bloc_id = seen.organisation_id, seen.bloc_id
        owed = update(OutboxMessage).where(col(OutboxMessage.group_id) == seen.id)
        await db.exec(owed.values(group_id=group.id))
        await db.delete(seen)
        await db.flush()
    group.telegram_id, group.left_at = new, None
    await db.flush()


async def _one(db: AsyncSession, *where: ColumnElement[bool]) -> Group | None:
    groups = await _all(db, *where)
    return groups[0] if groups else None


async def _all(db: AsyncSession, *where: ColumnElement[bool]) -> list[Group]:
    """In order of adding."""
    rows = await db.exec(
        select(GroupChat, Organisation.name, Bloc.name)
        .join(Organisation, col(Organisation.id) == col(GroupChat.organisation_id), isouter=True)
        .join(Bloc, col(Bloc.id) == col(GroupChat.bloc_id), isouter=True)
        .where(*where)
        .order_by(col(GroupChat.added_at), col(GroupChat.id))
    )
    return [_group(*row) for row in rows]


def _group(row: GroupChat, organisation: str | None, bloc: str | None) -> Group:
    assert row.id is not None
    return Group(
        id=row.id,
        telegram_id=row.telegram_id,
        title=row.title,
        organisation_id=row.organisation_id,
        organisation=organisation or "",
        bloc_id=row.bloc_id,
        bloc=bloc or "",
        added_by=row.added_by,
        added_at=row.added_at,
        left_at=row.left_at,
        weekly_since=row.weekly_since_on,
    )
