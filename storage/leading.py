"""Which of several processes on one database leads: handles, plans and sends, alone.

On PostgreSQL the lead is an advisory lock of a session of its own, so it ends with its process
however that ends, and whoever waits for it has it in the same moment. The same session listens for
what the others store. On SQLite there can be no second process: the lead is a lock on a file
beside the database, which ends with its process too.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, LiteralString, Protocol

from sqlalchemy.engine import make_url

from storage.database import Database, DatabaseUnusable, has_file
from storage.inbox import STORED

if TYPE_CHECKING:
    import psycopg

LOCK = 74686965
NEWEST = "SELECT max(update_id) FROM inboxupdate"
LOOKS_EVERY = 2.0
ANSWERS_WITHIN = 5.0
CONNECTS_WITHIN = 10

# We wait for the lead a few seconds at a time, so that a dead connection is noticed; and the server
# notices within seconds that the machine of whoever leads is gone.
_SESSION: tuple[LiteralString, ...] = (
    "SET lock_timeout = '5s'",
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
    f"LISTEN {STORED}",
)

Heard = Callable[[list[int]], None]
"""Hears the numbers of updates that some process has stored."""


class LeadTaken(Exception):
    """Another process works on this SQLite database."""


class Lead(Protocol):
    """The lead of one database, to be gained, kept and released, again and again."""

    @property
    def looked_at(self) -> float | None:
        """When it was last looked after, in monotonic time: every few seconds, ours or not."""
        ...

    async def try_to_gain(self) -> bool:
        """Take the lead if nobody has it; whether it is ours now. Raises OSError, LeadTaken."""
        ...

    async def gain(self) -> None:
        """Return once the lead is ours, however long that takes. Raises OSError."""
        ...

    async def keep(self, heard: Heard) -> None:
        """Return when the lead is lost, and pass on meanwhile what is stored."""
        ...

    async def release(self) -> None:
        """Leave it to others."""
        ...


def lead_of(database: Database) -> Lead:
    """The lead of this database, not gained yet."""
    return FileLead(database) if database.is_sqlite else SessionLead(database.url)


class FileLead:
    """The lead of an SQLite database. It is gained at once or not at all, and never lost."""

    def __init__(self, database: Database) -> None:
        self._path = make_url(database.url).database or "" if has_file(database.url) else ""
        self._lock: sqlite3.Connection | None = None

    @property
    def looked_at(self) -> None:
        return None

    async def try_to_gain(self) -> bool:
        if self._path and self._lock is None:
            self._lock = _locked(self._path)
        return True

    async def gain(self) -> None:
        await self.try_to_gain()

    async def keep(self, heard: Heard) -> None:
        await asyncio.Event().wait()

    async def release(self) -> None:
        if self._lock is not None:
            self._lock.close()
        self._lock = None


def _locked(path: str) -> sqlite3.Connection:
    """A lock beside a database, by the one means that every system has and SQLite needs anyway."""
    try:
        lock = sqlite3.connect(f"{path}.lock", timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"{path}: {error}") from None
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        lock.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise LeadTaken from None
        raise DatabaseUnusable(f"{path}: {error}") from None
    return lock


class SessionLead:
    """The lead of a PostgreSQL database."""

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql")
        self._address = plain.render_as_string(hide_password=False)
        self._session: psycopg.AsyncConnection | None = None
        self.looked_at: float | None = None

    async def try_to_gain(self) -> bool:
        answer = await self._ask("SELECT pg_try_advisory_lock(%s)", LOCK)
        return bool(answer and answer[0])

    async def gain(self) -> None:
        from psycopg.errors import LockNotAvailable

        while True:
            with suppress(LockNotAvailable):
                await self._ask("SELECT pg_advisory_lock(%s)", LOCK)
                return

    async def keep(self, heard: Heard) -> None:
        from psycopg import Error

        with suppress(OSError, Error):
            while self._session is not None:
                async for notice in self._session.notifies(timeout=LOOKS_EVERY):
                    heard([int(number) for number in notice.payload.split(",")])
                async with asyncio.timeout(ANSWERS_WITHIN):
                    newest = await self._ask(NEWEST)
                # While we lead we are told of all that is stored: this is to be quite sure.
                heard([newest[0]] if newest and newest[0] is not None else [])

    async def release(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _ask(self, question: LiteralString, *values: int) -> tuple[Any, ...] | None:
        """The one row of an answer. Raises OSError when there is none to be had."""
        from psycopg import Error
        from psycopg.errors import LockNotAvailable

        self.looked_at = time.monotonic()
        try:
            session = self._session or await self._open()
            return await (await session.execute(question, values)).fetchone()
        except LockNotAvailable:
            raise
        except Error as error:
            await self.release()
            raise ConnectionError(str(error)) from None

    async def _open(self) -> "psycopg.AsyncConnection":
        from psycopg import AsyncConnection

        self._session = await AsyncConnection.connect(
            self._address,
            autocommit=True,
            connect_timeout=CONNECTS_WITHIN,
            keepalives_idle=5,
            keepalives_interval=2,
            keepalives_count=3,
        )
        for wish in _SESSION:
            await self._session.execute(wish)
        return self._session
