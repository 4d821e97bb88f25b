"""Who leads: one at a time, and the next in the same moment."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlmodel import text

from bot.actions.inbox import store
from storage.database import Database, DatabaseUnusable, sqlite_url
from storage.leading import Lead, LeadTaken, lead_of

NOW = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)


@contextlib.asynccontextmanager
async def database_at(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    yield database
    await database.close()


@contextlib.asynccontextmanager
async def two_on(url: str) -> AsyncIterator[tuple[Lead, Lead]]:
    """The leads of two processes on one database."""
    async with database_at(url) as database:
        leads = lead_of(database), lead_of(database)
        yield leads
        for lead in leads:
            await lead.release()


def hear_nothing(_numbers: list[int]) -> None:
    pass


async def end_sessions(url: str) -> None:
    """What a restart of the server, or of something in between, does to whoever leads."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        )


@pytest.mark.postgres
async def test_of_two_one_leads_and_the_other_has_it_when_that_one_lets_go(
    postgres_url: str,
) -> None:
    async with two_on(postgres_url) as (first, second):
        assert await first.try_to_gain()
        assert not await second.try_to_gain()
        waiting = asyncio.create_task(second.gain())
        await asyncio.sleep(0.05)
        still_waiting = not waiting.done()
        await first.release()
        await asyncio.wait_for(waiting, 2)

        assert still_waiting
        assert not await first.try_to_gain()


@pytest.mark.postgres
async def test_whoever_loses_its_session_is_told_and_the_other_leads(postgres_url: str) -> None:
    async with two_on(postgres_url) as (first, second):
        await first.gain()
        keeping = asyncio.create_task(first.keep(hear_nothing))
        waiting = asyncio.create_task(second.gain())
        await asyncio.sleep(0.05)
        await end_sessions(postgres_url)

        await asyncio.wait_for(keeping, 5)
        await asyncio.wait_for(waiting, 5)


@pytest.mark.postgres
async def test_waiting_can_be_given_up_and_then_nobody_is_left_waiting(postgres_url: str) -> None:
    async with two_on(postgres_url) as (first, second):
        await first.gain()
        waiting = asyncio.create_task(second.gain())
        await asyncio.sleep(0.05)
        waiting.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await waiting
        await second.release()
        await first.release()

        assert await first.try_to_gain()


@pytest.mark.postgres
async def test_waiting_goes_on_beyond_the_servers_patience(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.leading._SESSION", ("SET lock_timeout = '50ms'",))
    async with two_on(postgres_url) as (first, second):
        await first.gain()
        waiting = asyncio.create_task(second.gain())
        await asyncio.sleep(0.3)
        was_waiting = not waiting.done()
        await first.release()
        await asyncio.wait_for(waiting, 2)

        assert was_waiting


@pytest.mark.postgres
async def test_whoever_leads_hears_of_what_any_process_stores(postgres_url: str) -> None:
    heard: list[int] = []
    async with two_on(postgres_url) as (first, _), database_at(postgres_url) as another:
        async with another.transaction() as db:
            await db.exec(
                text(
                    "CREATE TABLE inboxupdate (update_id bigint PRIMARY KEY, body jsonb, "
                    "received_at timestamptz, attempts int, done_at timestamptz)"
                )
            )
        await first.gain()
        keeping = asyncio.create_task(first.keep(heard.extend))
        async with another.transaction() as db:
            await store(db, [{"update_id": 7}, {"update_id": 8}], NOW)
        for _ in range(100):
            if heard:
                break
            await asyncio.sleep(0.02)
        keeping.cancel()

    assert heard[:2] == [7, 8]


@pytest.mark.postgres
async def test_a_database_out_of_reach_is_an_error_of_the_system_without_its_password() -> None:
    async with two_on("postgresql://me:s3cret@127.0.0.1:9/none") as (lead, _):
        with pytest.raises(OSError) as caught:
            await lead.try_to_gain()

    assert "s3cret" not in str(caught.value)


async def test_a_second_process_on_one_sqlite_database_is_refused(tmp_path: Path) -> None:
    async with two_on(sqlite_url(tmp_path / "a.db")) as (first, second):
        await first.gain()
        await first.gain()
        with pytest.raises(LeadTaken):
            await second.gain()
        await first.release()

        assert await second.try_to_gain()


async def test_the_lead_of_an_sqlite_database_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys; from storage.database import Database; "
        "from storage.leading import lead_of; lead = lead_of(Database(sys.argv[1])); "
        "asyncio.run(lead.gain()); print('leads', flush=True); input()"
    )
    url = sqlite_url(tmp_path / "a.db")
    with subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", code, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "leads\n"
        async with two_on(url) as (lead, _):
            with pytest.raises(LeadTaken):
                await lead.gain()
            process.kill()
            process.wait()

            assert await lead.try_to_gain()


async def test_a_folder_that_cannot_hold_the_lock_is_named(tmp_path: Path) -> None:
    async with two_on(sqlite_url(tmp_path / "nowhere" / "a.db")) as (lead, _):
        with pytest.raises(DatabaseUnusable, match=r"nowhere/a\.db"):
            await lead.gain()


async def test_a_database_in_memory_is_nobody_elses() -> None:
    async with two_on("sqlite://") as (first, second):
        assert await first.try_to_gain()
        assert await second.try_to_gain()
