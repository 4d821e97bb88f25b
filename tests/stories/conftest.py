"""The alliance that most stories are about: Lai Châu 2023, one officer, two managers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stories.world import Phone, World, world_in


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """An empty world on Monday 30/01/2023, 08:00."""
    async with world_in(tmp_path) as world:
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
