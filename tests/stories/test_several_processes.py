"""Several `thidua run` on one database: one leads, any may die, and nobody notices."""

import asyncio
import contextlib
import itertools
import signal
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.clock import RehearsalClock
from bot.serving import listen, serving
from bot.simulator.faults import Late
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from storage.database import sqlite_url
from tests.storage.test_leading import end_sessions
from tests.stories.beginning import Alliance
from tests.stories.program import WITHIN, Program, webhook_settings
from tests.stories.siege import READERS, Siege, besieged, reckoning
from tests.stories.test_reminders import reminders
from tests.stories.world import local, make_app


class Balancer:
    """What stands before several processes: gives each request to the next that answers."""

    def __init__(self) -> None:
        self.url = ""
        self._addresses: list[str] = []
        self._turns: itertools.cycle[int] = itertools.cycle([0])

    def share_among(self, addresses: list[str]) -> None:
        self._addresses = addresses
        self._turns = itertools.cycle(range(len(addresses)))

    async def pass_on(self, request: Request) -> Response:
        body, turn = await request.body(), next(self._turns)
        async with aiohttp.ClientSession() as session:
            for address in self._addresses[turn:] + self._addresses[:turn]:
                url = f"http://{address}{request.url.path}"
                headers = {k: v for k, v in request.headers.items() if k.startswith("x-")}
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.post(url, data=body, headers=headers) as answer:
                        return Response(status_code=answer.status)
        return Response(status_code=502)


@contextlib.asynccontextmanager
async def a_balancer() -> AsyncIterator[Balancer]:
    balancer = Balancer()
    listener = listen("127.0.0.1", 0)
    balancer.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = Starlette(routes=[Route("/{path:path}", balancer.pass_on, methods=["POST"])])
    async with serving(app, listener):
        yield balancer


@contextlib.asynccontextmanager
async def a_siege(database_url: str) -> AsyncIterator[tuple[str, Siege]]:
    """The address of Telegram, and the campaign."""
    telegram = Telegram(lambda: datetime.now(UTC), is_local=True)
    telegram.webhook.pace = 0.1
    telegram.faults.inject(Late(0.1), "sendMessage")
    async with serve(telegram) as url, besieged(telegram, database_url, seed=1) as siege:
        yield url, siege


async def health_of(address: str) -> tuple[int, dict[str, Any]]:
    """What a program answers on /healthz; (0, {}) while it does not answer."""
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://{address}/healthz") as answer,
        ):
            return answer.status, await answer.json()
    except aiohttp.ClientError:
        return 0, {}


async def is_well(address: str, handling: str) -> None:
    """Wait until the program is well and handles updates, or stands by."""
    ends_at = time.monotonic() + WITHIN
    while True:
        status, parts = await health_of(address)
        if (status, parts.get("handling")) == (200, handling):
            return
        assert time.monotonic() < ends_at, parts
        await asyncio.sleep(0.05)


@pytest.mark.postgres
async def test_behind_a_balancer_the_leader_dies_and_the_other_goes_on_in_the_same_moment(
    tmp_path: Path, postgres_url: str
):
    addresses = [webhook_settings()["THIDUA_LISTEN"] for _ in range(2)]
    async with a_balancer() as balancer, a_siege(postgres_url) as (url, siege):
        settings = {
            "THIDUA_DATABASE_URL": postgres_url,
            "THIDUA_PUBLIC_URL": f"{balancer.url}/thidua",
        }
        # The first is slow, so that on a busy machine, too, much is left for the second.
        first, second = (
            Program(
                url,
                tmp_path,
                siege.telegram.token,
                name=name,
                THIDUA_LISTEN=at,
                THIDUA_RATE=rate,
                **settings,
            )
            for name, at, rate in zip(("first", "second"), addresses, ("8", "60"), strict=True)
        )
        balancer.share_among(addresses)
        try:
            await first.starts()
            await is_well(addresses[0], "ok")
            await second.starts()
            await is_well(addresses[1], "standing by")
            siege.types(5)
            siege.hands_in()
            await siege.telegram.until(lambda: len(siege.arrived) > READERS // 4, WITHIN)
            siege.types(5)
            siege.hands_in()
            await first.dies()
            died_at, before = time.monotonic(), sum(siege.arrived.values())
            await siege.telegram.until(lambda: sum(siege.arrived.values()) > before + 8, WITHIN)
            took_over = time.monotonic() - died_at
            siege.types(5)
            await siege.everything_settles()
            await is_well(addresses[1], "ok")
        finally:
            for program in (first, second):
                with contextlib.suppress(AssertionError):
                    await program.dies()

        assert "taken_over" in second.log.read_text()
        print(await reckoning(siege, first.log, second.log), f"; taken over in {took_over:.2f} s")


@pytest.mark.postgres
async def test_asking_for_updates_is_for_the_leader_alone_and_goes_over_in_good_order(
    tmp_path: Path, postgres_url: str
):
    address = webhook_settings()["THIDUA_LISTEN"]
    async with a_siege(postgres_url) as (url, siege):
        token, settings = siege.telegram.token, {"THIDUA_DATABASE_URL": postgres_url}
        first = Program(url, tmp_path, token, name="first", THIDUA_RATE="100", **settings)
        second = Program(
            url, tmp_path, token, name="second", THIDUA_LISTEN=address, THIDUA_RATE="100",
            **settings,
        )  # fmt: skip
        try:
            await first.starts()
            await siege.telegram.until(lambda: len(siege.arrived) > 0, WITHIN)
            await second.starts()
            await is_well(address, "standing by")
            stood_by = await second.dies(signal.SIGTERM)
            await second.starts()
            await is_well(address, "standing by")
            siege.types(3)
            ended = await first.dies(signal.SIGTERM)
            siege.types(3)
            await siege.everything_settles()
        finally:
            await second.dies()

        assert (stood_by, ended) == (0, 0)
        assert "Another copy" not in first.log.read_text() + second.log.read_text()
        assert sum(siege.arrived.values()) == READERS
        await reckoning(siege, first.log, second.log)


async def test_a_second_program_on_an_sqlite_database_is_refused_in_one_line(tmp_path: Path):
    async with a_siege(sqlite_url(tmp_path / "thidua.db")) as (url, siege):
        token = siege.telegram.token
        first, second = (Program(url, tmp_path, token, name=name) for name in ("first", "second"))
        try:
            await first.starts()
            await siege.telegram.until(lambda: len(siege.arrived) > 0, WITHIN)
            await second.starts()
            code = await second.ends()
            before = len(siege.arrived)
            await siege.telegram.until(lambda: len(siege.arrived) > before, WITHIN)
        finally:
            await first.dies()

    assert code == 2
    [line] = second.log.read_text().splitlines()
    assert line.startswith("THIDUA_DATA_DIR: another `thidua run` works on this SQLite database")


@pytest.mark.both_engines
async def test_two_planners_at_once_come_to_one_outcome(alliance: Alliance, tmp_path: Path):
    world = alliance.world
    world.clock.move_to(local("2023-06-09 09:00"))
    clock = RehearsalClock(world.clock.now(), speed=0)
    other = make_app(world.telegram, "http://127.0.0.1:9", tmp_path, clock, world.app.database.url)
    for _ in range(3):
        await asyncio.gather(*(app.tick() for app in (world.app, other) * 4))
    await other.database.close()
    await world.settle()

    assert [len(reminders(phone)) for phone in (alliance.hoa, alliance.pao)] == [1, 1]


@pytest.mark.postgres
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_a_leader_that_loses_its_session_handles_plans_and_sends_again_at_once(
    alliance: Alliance, story_database: str
):
    world, hoa = alliance.world, alliance.hoa
    running = asyncio.create_task(world.app.run())
    for words in ("/han", "/kehoach"):
        before = len(hoa.read)
        hoa.person.send(words)
        await world.telegram.until(lambda n=before: len(hoa.read) > n, WITHIN)  # type: ignore[misc]
        await end_sessions(story_database)
    world.clock.move_to(local("2023-06-09 09:00"))
    await world.app.tick()
    await world.telegram.until(lambda: reminders(hoa), WITHIN)
    world.app.stop()
    await running

    assert len(reminders(hoa)) == 1
    assert (await world.app.health())["database"] == "ok"
