"""Where stories are told: in an empty world, or in that of the alliance, on either engine."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from storage.database import Database, sqlite_url
from storage.schema import migrate
from tests.conftest import fresh_database
from tests.stories.beginning import Alliance, Beginning, begin
from tests.stories.world import World, world_in


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Stories marked `both_engines` are told on SQLite and on PostgreSQL.

    Those marked `both_ways` are told with updates asked for, and with updates brought.
    """
    if metafunc.definition.get_closest_marker("both_ways"):
        metafunc.parametrize("by_webhook", [False, True], ids=["polling", "webhook"], indirect=True)
    if metafunc.definition.get_closest_marker("both_engines"):
        engines = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
        metafunc.parametrize("engine", engines, indirect=True)


@pytest.fixture(scope="session")
async def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with every table, to be copied: migrating takes longer."""
    path = tmp_path_factory.mktemp("empty") / "thidua.db"
    await _migrate(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
async def empty_postgresql(postgres: str) -> AsyncIterator[str]:
    """The name of a PostgreSQL database with every table, likewise."""
    with fresh_database(postgres) as url:
        await _migrate(url)
        yield make_url(url).database or ""


@pytest.fixture(scope="session")
async def sqlite_beginning(
    tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path
) -> Beginning:
    """The alliance, gathered in an SQLite file."""
    folder = tmp_path_factory.mktemp("alliance")
    path = Path(shutil.copy(empty_sqlite, folder / "thidua.db"))
    return await begin(folder, sqlite_url(path))


@pytest.fixture(scope="session")
async def postgresql_beginning(
    tmp_path_factory: pytest.TempPathFactory, postgres: str, empty_postgresql: str
) -> AsyncIterator[Beginning]:
    """The alliance, gathered in a PostgreSQL database."""
    with fresh_database(postgres, empty_postgresql) as url:
        yield await begin(tmp_path_factory.mktemp("alliance"), url)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """What a story is told on: SQLite unless PostgreSQL is asked for."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def beginning(request: pytest.FixtureRequest, engine: str) -> Beginning | None:
    """What a story about the alliance begins with; other stories begin with nothing."""
    if "alliance" not in request.fixturenames:
        return None
    begun: Beginning = request.getfixturevalue(f"{engine}_beginning")
    return begun


@pytest.fixture
def story_database(
    request: pytest.FixtureRequest, engine: str, beginning: Beginning | None, tmp_path: Path
) -> Iterator[str]:
    """The address of a database for one story, as far as it has begun."""
    template = beginning.database if beginning else request.getfixturevalue(f"empty_{engine}")
    if engine == "sqlite":
        yield sqlite_url(Path(shutil.copy(template, tmp_path / "thidua.db")))
    else:
        with fresh_database(request.getfixturevalue("postgres"), template) as url:
            yield url


@pytest.fixture
def by_webhook(request: pytest.FixtureRequest) -> bool:
    """Whether updates are brought rather than asked for."""
    return bool(getattr(request, "param", False))


@pytest.fixture
async def world(
    tmp_path: Path, story_database: str, by_webhook: bool, beginning: Beginning | None
) -> AsyncIterator[World]:
    """A world on Monday 30/01/2023, 08:00: empty, or with the alliance where that is asked for."""
    telegram = beginning.telegram_again() if beginning else None
    async with world_in(
        tmp_path, database_url=story_database, by_webhook=by_webhook, telegram=telegram
    ) as world:
        await world.settle()  # a bot that has not asked yet is not back
        yield world


@pytest.fixture
def alliance(world: World, beginning: Beginning | None) -> Alliance:
    """Hòa speaks for Tam Đường, Páo for Giáo dục; nobody yet for Phong Thổ."""
    assert beginning is not None
    return beginning.alliance_in(world)


async def _migrate(url: str) -> None:
    database = Database(url)
    await migrate(database)
    await database.close()
