"""Bringing a database to the present schema."""

from importlib import resources
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, inspect, text

from storage.database import WRITES, Database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The newest migration; a test holds it against the folder."""


async def revision_of(database: Database) -> str | None:
    """The migration the database stands at, None for an empty one."""
    async with database.engine.connect() as connection:
        return await connection.run_sync(_revision)


async def migrate(database: Database) -> bool:
    """Bring the database to `HEAD`; True when something had to be done.

    Safe to call from several processes at once: the second finds nothing left to do.
    """
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

    command.upgrade(alembic_config(connection), "head")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
