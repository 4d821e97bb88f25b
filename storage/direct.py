"""SQLite's own driver beneath SQLAlchemy's asynchronous engine, without a thread in between.

A read from SQLite takes microseconds, and to hand it to a thread and back takes a hundred times as
long. In WAL mode a reader waits for nobody, so reading may be done where the caller is: on the
loop. Writing may wait, for the disk and for another writer, and keeps its thread.
"""

import sqlite3
from typing import Any

from sqlalchemy import URL
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import ConnectArgsType, DBAPIConnection
from sqlalchemy.pool import AsyncAdaptedQueuePool, Pool
from sqlalchemy.util.concurrency import await_

DRIVER = "sqlite+direct"


class DirectCursor(sqlite3.Cursor):
    """A cursor as SQLAlchemy's asynchronous sessions want it."""

    server_side = False

    def execute(self, *statement: Any) -> "DirectCursor":
        # SQLAlchemy takes a driver that never awaits for the wrong one.
        await_(_nothing())
        super().execute(*statement)
        return self

    async def _async_soft_close(self) -> None:
        """Nothing to wait for."""


class DirectConnection(sqlite3.Connection):
    """A connection that makes such cursors, and begins without any."""

    def begin(self) -> None:
        """Begin a reading transaction: all that is read in it is of one moment."""
        super().cursor().execute("BEGIN")

    def cursor(self, *_: Any) -> DirectCursor:  # type: ignore[override]
        return super().cursor(DirectCursor)


class DirectSqlite(SQLiteDialect_pysqlite):
    """The dialect: every call is done when it returns, so that nothing is ever awaited."""

    driver = "direct"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        return AsyncAdaptedQueuePool

    def create_connect_args(self, url: URL) -> ConnectArgsType:
        arguments, options = super().create_connect_args(url)
        return arguments, {**options, "factory": DirectConnection}

    def get_driver_connection(self, connection: DBAPIConnection) -> DBAPIConnection:
        return connection


async def _nothing() -> None:
    pass


registry.register(DRIVER.replace("+", "."), __name__, DirectSqlite.__name__)
