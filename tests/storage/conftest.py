"""Databases for the storage tests: SQLite in a file, and PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - registers the tables
from storage.database import Database, sqlite_url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of its own for each test."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "thidua.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with the tables the code knows; test_schema holds the migrations against them."""
    database = Database(database_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    yield database
    await database.close()
