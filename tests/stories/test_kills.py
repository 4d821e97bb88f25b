"""`thidua run` killed with SIGKILL at any moment, again and again, in the midst of a campaign."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.simulator.faults import Late
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from storage.database import sqlite_url
from tests.stories.program import WITHIN, Program, webhook_settings
from tests.stories.siege import READERS, Siege, besieged, reckoning

KILLS = 3


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of its own."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "thidua.db")
    url: str = request.getfixturevalue("postgres_url")
    return url


@contextlib.asynccontextmanager
async def a_siege(
    folder: Path, database_url: str, seed: int, **settings: str
) -> AsyncIterator[tuple[Program, Siege]]:
    """The campaign and a program that has not been started."""
    telegram = Telegram(lambda: datetime.now(UTC), is_local=True)
    telegram.webhook.pace = 0.1
    telegram.faults.inject(Late(0.1), "sendMessage")
    async with serve(telegram) as url, besieged(telegram, database_url, seed) as siege:
        settings = {"THIDUA_RATE": "100", "THIDUA_DATABASE_URL": database_url, **settings}
        program = Program(url, folder, telegram.token, **settings)
        yield program, siege


async def is_killed_again_and_again(program: Program, siege: Siege) -> None:
    """Start the program and kill it when some more has arrived, so many times; then let it be."""
    for _ in range(KILLS):
        before, some = len(siege.arrived), siege.chances.randint(10, 50)
        siege.types(2)
        siege.hands_in()
        await program.starts()
        await siege.telegram.until(lambda b=before: len(siege.arrived) > b, WITHIN)  # type: ignore[misc]
        siege.types(3)
        siege.hands_in()
        until = min(before + some, READERS)
        await siege.telegram.until(lambda u=until: len(siege.arrived) >= u, WITHIN)  # type: ignore[misc]
        await asyncio.sleep(siege.chances.uniform(0, 0.1))
        await program.dies()
    siege.types(2)
    await program.starts()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("database_url", "by_webhook", "is_bad"),
    [
        pytest.param("sqlite", False, True, id="sqlite-polling-faults"),
        pytest.param("sqlite", True, False, id="sqlite-webhook"),
        pytest.param(
            "postgresql", True, True, id="postgresql-webhook-faults", marks=pytest.mark.postgres
        ),
        pytest.param(
            "postgresql", False, False, id="postgresql-polling", marks=pytest.mark.postgres
        ),
    ],
    indirect=["database_url"],
)
async def test_killed_again_and_again_it_loses_nothing_and_doubles_only_what_it_said_it_might(
    tmp_path: Path, database_url: str, by_webhook: bool, is_bad: bool
):
    settings = webhook_settings() if by_webhook else {}
    async with a_siege(tmp_path, database_url, seed=20230610, **settings) as (program, siege):
        if is_bad:
            siege.worsens()
        try:
            await is_killed_again_and_again(program, siege)
            await siege.everything_settles()
        finally:
            await program.dies()

        print(await reckoning(siege, program.log))  # shown with -rP
