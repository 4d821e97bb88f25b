"""The alliance that most stories are about: Lai Châu 2023, one officer, two managers."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from storage.database import Database, sqlite_url
from storage.schema import migrate
from tests.conftest import fresh_database
from tests.stories.world import Phone, World, world_in


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Stories marked `both_engines` are told on SQLite and on PostgreSQL.

    Those marked `both_ways` are told with updates asked for, and with updates brought.
    """
    if metafunc.definition.get_closest_marker("both_ways"):
        metafunc.parametrize("by_webhook", [False, True], ids=["polling", "webhook"], indirect=True)
    if metafunc.definition.get_closest_marker("both_engines"):
        engines = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
        metafunc.parametrize("story_database", engines, indirect=True)


@pytest.fixture(scope="session")
async def migrated_postgres(postgres: str) -> AsyncIterator[str]:
    """The name of a PostgreSQL database with every table, to be copied: migrating takes longer."""
    with fresh_database(postgres) as url:
        database = Database(url)
        await migrate(database)
        await database.close()
        yield make_url(url).database or ""


@pytest.fixture
def story_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database for one story: SQLite unless PostgreSQL is asked for."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield sqlite_url(tmp_path / "thidua.db")
        return
    server, template = (request.getfixturevalue(n) for n in ("postgres", "migrated_postgres"))
    with fresh_database(server, template) as url:
        yield url


@pytest.fixture
def by_webhook(request: pytest.FixtureRequest) -> bool:
    """Whether updates are brought rather than asked for."""
    return bool(getattr(request, "param", False))


@pytest.fixture
async def world(tmp_path: Path, story_database: str, by_webhook: bool) -> AsyncIterator[World]:
    """An empty world on Monday 30/01/2023, 08:00."""
    async with world_in(tmp_path, database_url=story_database, by_webhook=by_webhook) as world:
        yield world


@dataclass
class Alliance:
    """LĐLĐ Lai Châu with two blocs; two of its three units have a manager."""

    world: World
    id: int
    officer: Phone
    hoa: Phone
    pao: Phone


@pytest.fixture
async def alliance(world: World) -> Alliance:
    """Hòa speaks for Tam Đường, Páo for Giáo dục; nobody yet for Phong Thổ."""
    organisation_id, code = await world.organisation("lai-chau-2023")
    officer = await world.officer(code)
    await world.unit(organisation_id, "LĐLĐ huyện Tam Đường", "Khối huyện")
    await world.unit(organisation_id, "LĐLĐ huyện Phong Thổ", "Khối huyện")
    await world.unit(organisation_id, "Công đoàn ngành Giáo dục", "Khối ngành")
    hoa = await world.manager(officer, "LĐLĐ huyện Tam Đường", "Nguyễn Văn Hòa")
    pao = await world.manager(officer, "Công đoàn ngành Giáo dục", "Vàng A Páo")
    return Alliance(world, organisation_id, officer, hoa, pao)
