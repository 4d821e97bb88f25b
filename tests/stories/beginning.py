"""The alliance that most stories are about: Lai Châu 2023, one officer, two managers.

It is gathered once and copied for every story, for joining takes longer than most of them.
"""

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.simulator.telegram import Telegram
from tests.stories.world import Phone, World, world_in


@dataclass
class Alliance:
    """LĐLĐ Lai Châu with two blocs; two of its three units have a manager."""

    world: World
    id: int
    officer: Phone
    hoa: Phone
    pao: Phone


@dataclass(frozen=True)
class Beginning:
    """How things stood when everybody had joined: the chats, and the database to be copied."""

    database: str
    """An SQLite file, or the name of a PostgreSQL database."""
    telegram: Telegram
    organisation_id: int
    people: tuple[int, int, int]
    units: dict[str, int]

    def telegram_again(self) -> Telegram:
        """A Telegram of the same chats, before anything else happens in them."""
        telegram = deepcopy(self.telegram)
        telegram.updates.open = True
        return telegram

    def alliance_in(self, world: World) -> Alliance:
        """The alliance, in a world with such a Telegram and a copy of the database."""
        world.units = dict(self.units)
        officer, hoa, pao = (Phone(world, world.telegram.people[id_]) for id_ in self.people)
        return Alliance(world, self.organisation_id, officer, hoa, pao)


async def begin(folder: Path, database_url: str) -> Beginning:
    """Gather the alliance in an empty database."""
    async with world_in(folder, database_url=database_url) as world:
        alliance = await _gather(world)
    del world.telegram.served  # is no part of what is copied
    database = make_url(database_url).database or ""
    people = alliance.officer.person.id, alliance.hoa.person.id, alliance.pao.person.id
    return Beginning(database, world.telegram, alliance.id, people, world.units)


async def _gather(world: World) -> Alliance:
    # Hòa speaks for Tam Đường, Páo for Giáo dục; nobody yet for Phong Thổ.
    organisation_id, code = await world.organisation("lai-chau-2023")
    officer = await world.officer(code)
    await world.unit(organisation_id, "LĐLĐ huyện Tam Đường", "Khối huyện")
    await world.unit(organisation_id, "LĐLĐ huyện Phong Thổ", "Khối huyện")
    await world.unit(organisation_id, "Công đoàn ngành Giáo dục", "Khối ngành")
    hoa = await world.manager(officer, "LĐLĐ huyện Tam Đường", "Nguyễn Văn Hòa")
    pao = await world.manager(officer, "Công đoàn ngành Giáo dục", "Vàng A Páo")
    return Alliance(world, organisation_id, officer, hoa, pao)
