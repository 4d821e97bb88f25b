"""What happens to groups: the bot comes and goes, is called, and the group moves or is renamed."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.members import recognise
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.rules.groups import Arrival, Group
from bot.rules.outbox import Lane
from storage.groups import (
    basic_namesakes,
    drop_owed,
    group_by_id,
    group_by_telegram,
    move_group,
)
from storage.tables import GroupChat

CALLED_EVERY = timedelta(minutes=1)
REPLIED_EVERY = timedelta(hours=1)
"""How often the bot explains itself in a group: when called, and when people just talk to it."""


async def bot_added(
    db: AsyncSession, telegram_id: int, title: str, by: int, now: datetime
) -> Arrival:
    """The bot is in a group, where the person with the Telegram id `by` put it.

    An officer is asked whose the group is. Where the bot had been before, and for the officer's
    own organisation, it stays that group, and the officer is told so.
    """
    row = await _row_of(db, telegram_id)
    if row is not None and row.left_at is None:
        row.title = title
        return Arrival.KNOWN
    adder = await recognise(db, by)
    if adder is None or not adder.offices:
        return Arrival.UNWANTED
    if row is None:
        row = GroupChat(telegram_id=telegram_id, title=title, added_by=adder.id, added_at=now)
        db.add(row)
    elif row.organisation_id not in {post.organisation_id for post in adder.offices}:
        row.organisation_id = row.bloc_id = row.weekly_since_on = None
        await drop_owed(db, row.id or 0)
    row.title, row.added_by, row.added_at, row.left_at = title, adder.id, now, None
    await db.flush()
    note(db, adder, "bot added to a group", title, now=now, organisation_id=row.organisation_id)
    await put(
        db,
        lane=Lane.ANSWER,
        member_id=adder.id,
        message="group_added",
        details={"group": row.id},
        due_at=now,
    )
    return Arrival.ASKED


async def bot_removed(
    db: AsyncSession, telegram_id: int, now: datetime, *, by_itself: bool
) -> None:
    """The bot is no longer in a group; officers hear of it unless it left `by_itself`."""
    row = await _row_of(db, telegram_id)
    if row is None or row.left_at is not None:
        return
    row.left_at = now
    await db.flush()
    if not by_itself and row.id is not None:
        await tell_of_left(db, {row.id}, now)


async def bot_called(
    db: AsyncSession,
    telegram_id: int,
    title: str,
    by: int,
    *,
    is_reply: bool,
    now: datetime,
) -> Arrival:
    """Somebody in a group spoke to the bot: it says once in a while what it is there for.

    A group that is nobody's yet is told so. Where it is not known to be, it was added while
    nobody heard: as `bot_added`.
    """
    arrival = await bot_added(db, telegram_id, title, by, now)
    group = await group_by_telegram(db, telegram_id)
    if arrival is Arrival.KNOWN and group is not None and group.is_linked:
        # Replies to a notice are meant for the colleagues: the bot need not answer each.
        every = REPLIED_EVERY if is_reply else CALLED_EVERY
        turn = int(now.timestamp() // every.total_seconds())
        await put(
            db,
            lane=Lane.ANSWER,
            group_id=group.id,
            message="group_help",
            key=f"group_help:{group.id}:{every.total_seconds():.0f}:{turn}",
            due_at=now,
        )
    elif arrival is Arrival.KNOWN and group is not None:
        await tell_untied(db, group, now)
    return arrival


async def tell_untied(db: AsyncSession, group: Group, now: datetime) -> None:
    """Say in a group that is nobody's yet what is missing, once an hour."""
    turn = int(now.timestamp() // REPLIED_EVERY.total_seconds())
    await put(
        db,
        lane=Lane.ANSWER,
        group_id=group.id,
        message="group_untied",
        key=f"group_untied:{group.id}:{turn}",
        due_at=now,
    )


async def may_have_been(db: AsyncSession, telegram_id: int, title: str) -> list[int]:
    """Telegram's numbers of groups that may have become this one, which the bot was just put into.

    Telegram tells of joining a supergroup before, or without, telling that it is an old group.
    """
    known = await group_by_telegram(db, telegram_id)
    return [] if known is not None else await basic_namesakes(db, title)


async def group_moved(db: AsyncSession, old: int, new: int) -> None:
    """The group with one number of Telegram's goes on under another."""
    await move_group(db, old, new)


async def keep_title(db: AsyncSession, telegram_id: int, title: str) -> None:
    """A group is called this now."""
    row = await _row_of(db, telegram_id)
    if row is not None:
        row.title = title


async def tell_of_left(db: AsyncSession, group_ids: Collection[int], now: datetime) -> None:
    """Owe officers the news that the bot is out of groups of theirs, once for each stay there."""
    for group in await _linked(db, group_ids):
        key = f"group_left:{group.id}:{group.added_at.timestamp():.0f}"
        await _tell(db, group, "group_left", key, now)


async def tell_of_barred(db: AsyncSession, group_ids: Collection[int], now: datetime) -> None:
    """Owe officers the news that the bot may not write in groups of theirs, once a day each."""
    for group in await _linked(db, group_ids):
        await _tell(db, group, "group_barred", f"group_barred:{group.id}:{now.date()}", now)


async def _row_of(db: AsyncSession, telegram_id: int) -> GroupChat | None:
    known = select(GroupChat).where(col(GroupChat.telegram_id) == telegram_id)
    return (await db.exec(known.with_for_update())).first()


async def _linked(db: AsyncSession, group_ids: Collection[int]) -> list[Group]:
    found = [await group_by_id(db, group_id) for group_id in sorted(group_ids)]
    return [group for group in found if group is not None and group.is_linked]


async def _tell(db: AsyncSession, group: Group, message: str, key: str, now: datetime) -> None:
    assert group.organisation_id is not None
    details = {"group": group.id}
    await tell_officers(db, group.organisation_id, message, details, now, key=key)
