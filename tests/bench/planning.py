"""Planning reminders in our own process, held against the statement that finds who is due."""

import asyncio
import shutil
import sqlite3
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.actions.reminders import plan_reminders
from storage.database import Database, sqlite_url
from tests.bench.rows import Bench
from tests.bench.seeding import seed_due
from tests.bench.table import Bar, Line

SEATS = 100_000
DUE = date(2023, 6, 14)
NOW = datetime(2023, 6, 7, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A Wednesday, seven days before: a rung of the ladder, within hours."""

FINDS = """
SELECT o.id, s.id FROM obligation o
JOIN unit u ON u.organisation_id = 1
JOIN seat s ON s.unit_id = u.id AND s.until_at IS NULL AND s.role = 'representative'
JOIN member m ON m.id = s.member_id AND m.blocked_at IS NULL
WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.unit_id = u.id AND r.obligation_id = o.id
    AND r.state IN ('submitted', 'accepted'))
  AND NOT EXISTS (SELECT 1 FROM registration g WHERE g.unit_id = u.id AND g.obligation_id = o.id
    AND g.state IN ('pending', 'approved'))
"""


def planning(bench: Bench) -> list[Line]:
    """100,000 seats, five obligations on a rung, 2% due: the first tick of a day, and the next."""
    first = Line("planning 100,000 seats × 5, 2% due, first tick of the day", "ms", Bar(most=2))
    again = Line("the same, every later tick", "ms", Bar(most=2))
    seeded = bench.seeded("due", lambda path: seed_due(path, SEATS, DUE))
    for _ in range(bench.rounds):
        copy = Path(shutil.copy(seeded, bench.folder / "planning.db"))
        spent = _find(copy)
        first.bare.append(spent)
        again.bare.append(spent)
        owed, repeated = asyncio.run(_plan(copy))
        first.ours.append(owed)
        again.ours.append(repeated)
    return [first, again]


def _find(path: Path) -> float:
    connection = sqlite3.connect(path)
    began = time.perf_counter()
    found = connection.execute(FINDS).fetchall()
    spent = time.perf_counter() - began
    connection.close()
    assert len(found) == SEATS * 5 // 50, len(found)
    return spent * 1000


async def _plan(path: Path) -> tuple[float, float]:
    database = Database(sqlite_url(path))
    async with database.reading() as db:
        await db.connection()
    first, again = await _tick(database), await _tick(database)
    await database.close()
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT count(*) FROM reminder").fetchone()
    connection.close()
    assert rows == (SEATS * 5 // 50,), rows
    return first, again


async def _tick(database: Database) -> float:
    began = time.perf_counter()
    async with database.transaction() as db:
        await plan_reminders(db, NOW)
    return (time.perf_counter() - began) * 1000
