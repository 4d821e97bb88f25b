"""Members to write to and messages owed to them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import ClaimedMessage, put
from bot.messages.screens import Screen, screen
from bot.rules.outbox import Lane
from bot.simulator.groups import GroupChat
from bot.simulator.person import Person
from storage.database import Database
from storage.tables import GroupChat as GroupRow
from storage.tables import Member, OutboxMessage

NOW = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)


async def a_member(database: Database, person: Person | int) -> int:
    """Know a person of the simulator, or anyone by a Telegram id."""
    telegram_id = person if isinstance(person, int) else person.id
    async with database.transaction() as db:
        member = Member(telegram_id=telegram_id, name="Mai", created_at=NOW)
        db.add(member)
        await db.flush()
        assert member.id is not None
        return member.id


async def owe(
    database: Database, member_id: int, *texts: str, lane: Lane = Lane.REMINDER, late: int = 0
) -> None:
    """Owe texts that were due `late` seconds ago."""
    due_at = NOW - timedelta(seconds=late)
    async with database.transaction() as db:
        for text in texts:
            details = {"text": text}
            await put(
                db, lane=lane, member_id=member_id, message="say", details=details, due_at=due_at
            )


async def a_group(database: Database, member_id: int, chat: GroupChat) -> int:
    """Know a group of the simulator, to which the member added the bot."""
    async with database.transaction() as db:
        row = GroupRow(telegram_id=chat.chat_id, title=chat.title, added_by=member_id, added_at=NOW)
        db.add(row)
        await db.flush()
        assert row.id is not None
        return row.id


async def owe_group(
    database: Database, group_id: int, *texts: str, lane: Lane = Lane.NOTICE
) -> None:
    """Owe texts to a group."""
    async with database.transaction() as db:
        for text in texts:
            details = {"text": text}
            await put(db, lane=lane, group_id=group_id, message="say", details=details, due_at=NOW)


async def say(_db: AsyncSession, message: ClaimedMessage, _now: datetime) -> Screen | None:
    """Word a message as its own text; «nothing» is owed no more."""
    text = message.details["text"]
    return None if text == "nothing" else screen(text)


async def standing(database: Database, *names: str) -> list[Any]:
    """Columns of all messages owed, in the order they were put."""
    columns = [getattr(OutboxMessage, name) for name in names or ("state",)]
    async with database.reading() as db:
        rows = await db.exec(select(*columns).order_by(OutboxMessage.id))
        return list(rows)
