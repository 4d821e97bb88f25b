"""The engine and its transactions: SQLite in WAL mode by default, PostgreSQL by URL."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.direct import DRIVER, DirectConnection

WRITES = "writes"
WAL_TRIES = 100
WAL_WAIT = 0.05
READER_PATIENCE = 1_000


class DatabaseUnusable(Exception):
    """The database cannot be reached, or is none of ours; the message is the reason, one line."""


class Database:
    """One database. `reading` and `transaction` are the only two ways in.

    On SQLite a transaction takes the write lock as it begins (`BEGIN IMMEDIATE`): with the
    driver's own habit two of them could both read, and the second to write would be lost. Reading
    is done on the loop, as it waits for nobody.
    """

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.engine: AsyncEngine = create_async_engine(self.url, pool_pre_ping=not self.is_sqlite)
        self._writer = self.engine.execution_options(**{WRITES: True})
        self._one_writer = asyncio.Lock()
        self._reader = self.engine
        self._reads_directly = self.is_sqlite and has_file(self.url)
        if self.is_sqlite:
            _listen_sqlite(self.engine, _prepare_sqlite, _begin_sqlite)
            if self._reads_directly:
                self._reader = create_async_engine(make_url(self.url).set(drivername=DRIVER))
                _listen_sqlite(self._reader, _prepare_sqlite_reader, _begin_sqlite_reader)

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite")

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session for looking only; what it changes is thrown away."""
        session = AsyncSession(self._reader, expire_on_commit=False)
        try:
            yield session
        finally:
            # On the loop it is closed here and now. SQLAlchemy's own way out leaves that to a
            # task: under load dozens of sessions would hold a connection until theirs is run.
            await (session.close() if self._reads_directly else asyncio.shield(session.close()))

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end, or not at all when something raises.

        Never open one inside another: on SQLite it would wait for itself.
        """
        # SQLite's own waiting for another writer is sleeping, and whoever comes last may be first.
        turn = self._one_writer if self.is_sqlite else nullcontext()
        async with turn, AsyncSession(self._writer, expire_on_commit=False) as session:
            yield session
            await session.commit()

    async def close(self) -> None:
        await self._reader.dispose()
        await self.engine.dispose()


def async_url(url: str) -> str:
    """Name the asynchronous driver in a plain URL: sqlite → aiosqlite, postgresql → psycopg 3.

    Raises sqlalchemy.exc.ArgumentError for something that is no database URL.
    """
    parsed = make_url(url)
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+psycopg",
        "postgres": "postgresql+psycopg",
    }
    named = parsed.set(drivername=drivers.get(parsed.drivername, parsed.drivername))
    return named.render_as_string(hide_password=False)


def sqlite_url(path: Path) -> str:
    """The URL of an SQLite database in a file."""
    return f"sqlite+aiosqlite:///{path}"


def has_file(url: str) -> bool:
    """Whether an SQLite database is kept in a file that several connections can open."""
    parsed = make_url(url)
    return parsed.database not in (None, "", ":memory:") and not parsed.query


def _listen_sqlite(
    engine: AsyncEngine,
    prepare: Callable[[Any, object], None],
    begin: Callable[[Connection], None],
) -> None:
    event.listen(engine.sync_engine, "connect", prepare)
    event.listen(engine.sync_engine, "begin", begin)


def _prepare_sqlite_reader(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    # Readers wait for nobody but a crash being mended; and the whole loop would wait.
    connection.execute(f"PRAGMA busy_timeout={READER_PATIENCE}")
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # SQLAlchemy's "begin" event says BEGIN, not the driver
    cursor: sqlite3.Cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")
    _turn_on_wal(connection, cursor)
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _turn_on_wal(connection: Any, cursor: sqlite3.Cursor) -> None:
    # Two processes that open a new file together: SQLite refuses one of them at once, without
    # waiting as it does elsewhere (https://sqlite.org/c3ref/busy_handler.html).
    for tries_left in reversed(range(WAL_TRIES)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if not tries_left:
                raise
            connection.run_async(lambda _: asyncio.sleep(WAL_WAIT))


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_sqlite_reader(connection: Connection) -> None:
    # Past SQLAlchemy's own way, which takes as long as a whole statement.
    reader = connection.connection.dbapi_connection
    assert isinstance(reader, DirectConnection)
    reader.begin()
