"""Migrations on both engines: from nothing to the very tables the code knows."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - registers the tables
from storage.database import Database
from storage.schema import HEAD, alembic_config, migrate, revision_of


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


def differences(connection: Connection) -> list[object]:
    # Imported here: autogenerate is a development tool.
    from alembic.autogenerate import compare_metadata

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


async def test_an_empty_database_is_brought_to_the_newest_revision(empty: Database) -> None:
    before = await revision_of(empty)
    worked = await migrate(empty)

    assert (before, worked, await revision_of(empty)) == (None, True, HEAD)


async def test_migrating_again_does_nothing(empty: Database) -> None:
    await migrate(empty)

    assert await migrate(empty) is False


async def test_migrations_make_the_tables_the_code_knows(empty: Database) -> None:
    await migrate(empty)

    async with empty.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_two_processes_may_migrate_at_once(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)

    await asyncio.gather(migrate(first), migrate(second))

    assert await revision_of(first) == HEAD
    await first.close()
    await second.close()


def test_the_newest_migration_in_the_folder_is_the_one_the_program_expects() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())

    assert scripts.get_current_head() == HEAD
