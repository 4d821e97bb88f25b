"""Databases to measure on: one organisation with its plan, and as many seats as wanted."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.fanning import carry_on
from bot.actions.members import recognise
from bot.actions.notices import NoticeDraft, send_notice, show_progress_in
from bot.actions.organisations import add_organisation
from bot.actions.plans import import_plan
from bot.campaigns import load
from bot.rules.audiences import EVERYONE
from bot.rules.contents import Content, Formatted
from bot.rules.members import MENUS
from storage.database import Database, sqlite_url
from storage.schema import migrate
from tests.bench.counting import FIRST_PERSON
from tests.bench.wording import NOTICE

CAMPAIGN = "lai-chau-2023"
JOINED = "2023-01-03 01:00:00.000000"
OFFICER = FIRST_PERSON - 1

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :seats) "
_SEATS = (
    _NUMBERS + "INSERT INTO member (id, telegram_id, name, language, address, menu, created_at) "
    "SELECT i + 1, :first + i, 'Nguyễn Văn ' || i, 'vi', 'unit', :manager, :joined FROM n",
    _NUMBERS + "INSERT INTO unit (id, organisation_id, name, folded, created_at) "
    "SELECT i + 1, 1, 'Công đoàn cơ sở ' || i, 'cong doan co so ' || i, :joined FROM n",
    _NUMBERS + "INSERT INTO seat (id, unit_id, member_id, role, since_at) "
    "SELECT i + 1, i + 1, i + 1, 'representative', :joined FROM n",
    "INSERT INTO member (id, telegram_id, name, language, address, menu, created_at) VALUES "
    "(:seats + 1, :first - 1, 'Lò Thị Mai', 'vi', 'unit', :officer, :joined)",
    "INSERT INTO office (organisation_id, member_id, role, since_at) "
    "VALUES (1, :seats + 1, 'owner', :joined)",
    "UPDATE invite SET used_at = :joined, used_by = :seats + 1",
)
_FIVE_DUE = (
    "DELETE FROM obligation",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) "
    "INSERT INTO obligation (id, plan_id, kind, actor, title, clause, addressee, note, written, "
    "written_on, inclusive, granularity, signed_counts) "
    "SELECT i, 1, 'midyear_report', 'unit', 'Báo cáo ' || i, '', '', '', '', :due, 1, 'day', 0 "
    "FROM n",
    "INSERT INTO report (unit_id, obligation_id, version, state, member_id, channel, words, "
    "reason, part) SELECT u.id, o.id, 1, 'submitted', u.id, 'bot', '', '', 'whole' "
    "FROM obligation o JOIN unit u ON u.id % 50 > 0",
    "ANALYZE",
)


def seed(path: Path, seats: int) -> Path:
    """A database of a campaign with so many units, each with a manager who has the menu."""
    _act(path, _campaign)
    menus = {role: f"{role}.vi.{MENUS}" for role in ("manager", "officer")}
    _run(path, _SEATS, seats=seats, first=FIRST_PERSON, joined=JOINED, **menus)
    return path


def seed_due(path: Path, seats: int, due: date) -> Path:
    """The same with five reports due on a day, which 2% of the units have not handed in."""
    seed(path, seats)
    _run(path, _FIVE_DUE, due=f"{due}")
    return path


def owe_notice(path: Path) -> None:
    """Send a notice to every seat, as the officer does."""
    _act(path, _notice)


def unsettled(path: Path) -> int:
    """How many messages of the outbox have no outcome yet."""
    with sqlite3.connect(path) as connection:
        query = "SELECT count(*) FROM outboxmessage WHERE state IN ('waiting', 'claimed')"
        count: int = connection.execute(query).fetchone()[0]
    connection.close()
    return count


async def _campaign(db: AsyncSession) -> None:
    now, draft = datetime.now(UTC), load(CAMPAIGN)
    id_, _ = await add_organisation(db, draft.organisation, draft.organisation_kind, now)
    await import_plan(db, id_, draft, now)


async def _notice(db: AsyncSession) -> None:
    officer = await recognise(db, OFFICER)
    assert officer is not None
    now, draft = datetime.now(UTC), NoticeDraft(EVERYONE, Content(Formatted.unformatted(NOTICE)))
    notice_id = await send_notice(db, officer, draft, now)
    await show_progress_in(db, notice_id, officer.id, 1)
    while await carry_on(db, notice_id, now):
        pass


def _act(path: Path, work: Callable[[AsyncSession], Awaitable[None]]) -> None:
    async def act() -> None:
        database = Database(sqlite_url(path))
        await migrate(database)
        async with database.transaction() as db:
            await work(db)
        await database.close()

    asyncio.run(act())


def _run(path: Path, statements: tuple[str, ...], **values: object) -> None:
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement, values)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
