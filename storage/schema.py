"""Bringing a database to the present schema."""

import sqlite3
from importlib import resources
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.database import WRITES, Database, DatabaseUnusable

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0014"
"""The newest migration; a test holds it against the folder."""


async def revision_of(database: Database) -> str | None:
    """The migration the database stands at, None for an empty one."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision)


async def migrate(database: Database) -> bool:
    """Bring the database to `HEAD`; True when something had to be done.

    Safe to call from several processes at once: the second finds nothing left to do. Raises
    DatabaseUnusable when it cannot be reached, is no database, or comes from a newer program.
    """
    try:
        _check_opens(database)
        return await _migrate(database)
    except DBAPIError as error:
        raise DatabaseUnusable(_first_line(error.orig)) from None
    except SQLAlchemyError as error:
        raise DatabaseUnusable(_first_line(error)) from None


async def _migrate(database: Database) -> bool:
    if await revision_of(database) == HEAD:
        return False
    writer = database.engine.execution_options(**{WRITES: True})
    async with writer.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT pg_advisory_xact_lock(74686964)"))
        await connection.run_sync(_upgrade)
    return True


def alembic_config(connection: Connection | None = None) -> "Config":
    """Alembic's configuration, without a file of its own."""
    # Imported where used: alembic costs a tenth of a second at every start.
    from alembic.config import Config

    config = Config()
    folder: Any = resources.files("storage").joinpath("migrations")
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.util import CommandError

    try:
        command.upgrade(alembic_config(connection), "head")
    except CommandError as error:
        raise DatabaseUnusable(
            f"it is of another version of this program ({_first_line(error)})"
        ) from None


def _check_opens(database: Database) -> None:
    # When aiosqlite cannot open a file, the thread it leaves behind may die aloud.
    path = make_url(database.url).database
    if not database.is_sqlite or not path or path.startswith("file:"):
        return
    try:
        sqlite3.connect(path).close()
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"{path}: {error}") from None


def _first_line(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".:") if lines else type(error).__name__


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
