"""What is answered over HTTP: the webhook to Telegram alone, and whether all is well."""

import asyncio
import contextlib
import io
import json
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from sqlalchemy.exc import OperationalError
from structlog.typing import EventDict

from bot.actions.inbox import waiting
from bot.app import App
from bot.clock import RehearsalClock
from bot.delivery.webhook import Webhook, webhook_at
from bot.serving import listen
from bot.simulator.telegram import Telegram
from bot.web import LARGEST, SECRET_HEADER, open_web
from storage.schema import migrate
from tests.stories.world import local, make_app

NOBODY = "http://127.0.0.1:9"
WEBHOOK = webhook_at("http://127.0.0.1", b"a key of the tests", "the-secret-of-the-tests")
UPDATE = {"update_id": 7, "message": {"from": {"id": 5}, "chat": {"id": 5}, "text": "/han"}}


class Door:
    """The program's address, and a client that knocks there."""

    def __init__(self, app: App, session: aiohttp.ClientSession, url: str) -> None:
        self.app = app
        self.session = session
        self.url = url

    async def knock(
        self, body: object, path: str = WEBHOOK.path, secret: str | None = WEBHOOK.secret
    ) -> int:
        """Status of a POST."""
        headers = {} if secret is None else {SECRET_HEADER: secret}
        data = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with self.session.post(f"{self.url}/{path}", data=data, headers=headers) as answer:
            assert await answer.read() == b""
            return answer.status

    async def health(self) -> tuple[int, dict[str, Any]]:
        async with self.session.get(f"{self.url}/healthz") as answer:
            return answer.status, await answer.json()

    async def stored(self) -> list[int]:
        async with self.app.database.reading() as db:
            return [update.update_id for update in await waiting(db, 10_000)]


@contextlib.asynccontextmanager
async def a_door(folder: Path, webhook: Webhook | None) -> AsyncIterator[Door]:
    clock = RehearsalClock(local("2023-06-01 08:00"), speed=0)
    app = make_app(Telegram(clock.now), NOBODY, folder, clock, webhook=webhook)
    listener = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with open_web(app, listener), aiohttp.ClientSession() as session:
        yield Door(app, session, url)
    await app.close()


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """A program with a webhook that takes updates and handles none."""
    async with a_door(tmp_path, WEBHOOK) as door:
        await migrate(door.app.database)
        await door.app.intake.begin()
        yield door


@pytest.fixture
def logged() -> Iterator[list[EventDict]]:
    with structlog.testing.capture_logs() as events:
        yield events


async def test_an_update_is_stored_when_telegram_is_told_so(door: Door):
    assert await door.knock(UPDATE) == 200

    assert await door.stored() == [7]


async def test_the_same_update_again_is_taken_and_kept_once(door: Door):
    assert await asyncio.gather(*(door.knock(UPDATE) for _ in range(5))) == [200] * 5

    assert await door.stored() == [7]


async def test_what_comes_together_is_stored_in_a_few_inserts(
    door: Door, monkeypatch: pytest.MonkeyPatch
):
    commits = []
    store = door.app.intake._store

    async def count(updates: list[dict[str, Any]]) -> Exception | None:
        commits.append(len(updates))
        return await store(updates)

    monkeypatch.setattr(door.app.intake, "_store", count)
    answers = await asyncio.gather(*(door.knock(UPDATE | {"update_id": n}) for n in range(100)))

    assert set(answers) == {200}
    assert await door.stored() == list(range(100))
    assert len(commits) < 50
    assert sum(commits) == 100


async def test_the_path_may_have_been_cut_or_lengthened_on_its_way(door: Door):
    assert await door.knock(UPDATE, path=f"thi-dua/bot/{WEBHOOK.path}") == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", WEBHOOK.secret + "x", "mật"])
async def test_whoever_does_not_know_the_secret_learns_nothing(
    door: Door, secret: str | None, logged: list[EventDict]
):
    encoded = secret.encode().decode("latin-1") if secret else secret
    assert await door.knock(UPDATE, secret=encoded) == 404
    assert await door.knock(UPDATE, path="somewhere/else", secret=encoded) == 404

    assert await door.stored() == []
    [event] = logged
    assert event["event"] == "webhook.refused"
    assert WEBHOOK.secret not in str(event)
    assert WEBHOOK.path not in str(event)


@pytest.mark.parametrize("path", ["", "x", WEBHOOK.path + "/", WEBHOOK.path[:-1]])
async def test_elsewhere_there_is_nothing_even_with_the_secret(door: Door, path: str):
    assert await door.knock(UPDATE, path=path) == 404

    assert await door.stored() == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["", "x", WEBHOOK.path])
async def test_every_other_method_finds_nothing_anywhere(door: Door, method: str, path: str):
    headers = {SECRET_HEADER: WEBHOOK.secret}
    async with door.session.request(method, f"{door.url}/{path}", headers=headers) as answer:
        assert (answer.status, await answer.read()) == (404, b"")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"7",
        b'{"message": {}}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 7.0}',
        b'{"update_id": 99999999999999999999}',
        b'{"update_id": 7, "message": 7}',
        b'{"update_id": 7, "message": {"from": "me"}}',
        b'{"update_id": 7, "message": {"from": {"name": "me"}}}',
        b'{"update_id": 7, "a": NaN}',
        b'{"update_id": 7, "a": 1e999}',
        b'{"update_id": 7, "a": ' + b"[" * 600 + b"]" * 600 + b"}",
        b'{"update_id": 7, "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
async def test_what_is_no_update_is_refused_and_said_and_harms_no_other(
    door: Door, body: bytes, logged: list[EventDict]
):
    bad, good = await asyncio.gather(door.knock(body), door.knock(UPDATE | {"update_id": 8}))

    assert (bad, good) == (400, 200)
    assert await door.stored() == [8]
    assert [event["event"] for event in logged] == ["webhook.unreadable"]


async def test_what_is_too_large_is_refused(door: Door):
    assert await door.knock(b'{"update_id": 7, "a": "' + b"x" * LARGEST + b'"}') == 413

    assert await door.stored() == []


async def test_signs_that_postgresql_cannot_keep_are_no_hindrance(door: Door):
    odd = UPDATE | {"message": {**UPDATE["message"], "text": "a\x00b\ud800"}}  # type: ignore[dict-item]

    assert await door.knock(odd) == 200
    assert await door.stored() == [7]


async def test_while_the_database_takes_nothing_telegram_is_told_to_come_again(
    door: Door, monkeypatch: pytest.MonkeyPatch, logged: list[EventDict]
):
    def full() -> None:
        raise OperationalError("INSERT", {}, Exception("disk is full"))

    monkeypatch.setattr(door.app.database, "transaction", full)
    failed = [await door.knock(UPDATE) for _ in range(3)]
    monkeypatch.undo()

    assert failed == [500] * 3
    assert await door.knock(UPDATE) == 200
    assert await door.stored() == [7]
    assert [event["event"] for event in logged] == [
        "webhook.not_stored",
        "webhook.storing_again",
    ]


async def test_before_it_begins_and_once_it_stops_it_takes_nothing(tmp_path: Path):
    async with a_door(tmp_path, WEBHOOK) as door:
        before = await door.knock(UPDATE)
        await migrate(door.app.database)
        await door.app.intake.begin()
        meanwhile = await door.knock(UPDATE)
        door.app.intake.stop()
        await door.app.intake.run()
        after = await door.knock(UPDATE | {"update_id": 8})

        assert (before, meanwhile, after) == (503, 200, 503)
        assert await door.stored() == [7]


async def test_stopping_stores_first_what_has_been_taken(door: Door):
    taking = [
        asyncio.create_task(door.app.intake.take(UPDATE | {"update_id": n})) for n in range(300)
    ]
    await asyncio.sleep(0)
    door.app.intake.stop()
    await door.app.intake.run()

    assert len(await door.stored()) == 300
    await asyncio.gather(*taking)


class Handled:
    """Handles updates by remembering their numbers."""

    def __init__(self, count: int) -> None:
        self.numbers: list[int] = []
        self.all = asyncio.Event()
        self._count = count

    async def __call__(self, update: dict[str, Any]) -> None:
        self.numbers.append(update["update_id"])
        if len(self.numbers) == self._count:
            self.all.set()


@contextlib.asynccontextmanager
async def handling(door: Door, handled: Handled) -> AsyncIterator[None]:
    door.app.dispatcher._handle = handled
    running = asyncio.create_task(door.app.dispatcher.run())
    yield
    await asyncio.wait_for(handled.all.wait(), 10)
    door.app.dispatcher.stop()
    await running


async def test_what_overtook_an_older_update_is_handled_after_it(door: Door):
    handled = Handled(3)
    async with handling(door, handled):
        for number in (7, 9):
            await door.knock(UPDATE | {"update_id": number})
        await asyncio.sleep(0.1)
        early = list(handled.numbers)
        await door.knock(UPDATE | {"update_id": 8})

    assert (early, handled.numbers) == ([7], [7, 8, 9])


async def test_one_that_never_comes_is_waited_for_only_a_moment(door: Door):
    handled = Handled(2)
    async with handling(door, handled):
        for number in (7, 9):
            await door.knock(UPDATE | {"update_id": number})

    assert handled.numbers == [7, 9]


async def test_health_names_what_does_not_work(door: Door, monkeypatch: pytest.MonkeyPatch):
    status, before = await door.health()
    await door.app.tick()
    door.app.delivery.turned_at = door.app.dispatcher.turned_at = time.monotonic()
    well, all_well = await door.health()
    monkeypatch.setattr(door.app.database, "reading", lambda: (_ for _ in ()).throw(OSError))
    broken, without = await door.health()

    assert (status, before["status"], before["database"], before["planner"]) == (
        503,
        "failing",
        "ok",
        "failing",
    )
    assert (well, set(all_well.values())) == (200, {"ok"})
    assert (broken, without["database"], without["planner"]) == (503, "failing", "ok")


async def test_health_fails_once_a_part_has_been_silent_for_long(
    door: Door, monkeypatch: pytest.MonkeyPatch
):
    await door.app.tick()
    now = time.monotonic()
    door.app.delivery.turned_at, door.app.dispatcher.turned_at = now - 301, now

    status, parts = await door.health()

    assert (status, parts["delivery"], parts["handling"]) == (503, "failing", "ok")


async def test_without_a_webhook_there_is_health_alone(tmp_path: Path):
    async with a_door(tmp_path, None) as door:
        status, _ = await door.health()

        assert status == 503
        async with door.session.post(f"{door.url}/{WEBHOOK.path}", json=UPDATE) as answer:
            assert answer.status == 404
