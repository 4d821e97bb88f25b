"""Transactions on both engines: all or nothing, and no update lost."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import event
from sqlalchemy.exc import ArgumentError, IntegrityError, StatementError
from sqlmodel import select, text

from bot.rules.plans import OrganisationKind
from storage.database import Database, async_url
from storage.tables import InboxUpdate, Organisation, Unit

NOW = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)


def an_organisation(name: str = "LĐLĐ Lai Châu", created_at: datetime = NOW) -> Organisation:
    kind = next(iter(OrganisationKind))
    return Organisation(name=name, kind=kind, created_at=created_at)


async def names(database: Database) -> list[str]:
    async with database.reading() as db:
        return list((await db.exec(select(Organisation.name).order_by(Organisation.name))).all())


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    with suppress(RuntimeError):
        async with database.transaction() as db:
            db.add(an_organisation())
            await db.flush()
            raise RuntimeError

    assert await names(database) == []


async def test_what_is_changed_while_reading_is_thrown_away(database: Database) -> None:
    async with database.reading() as db:
        db.add(an_organisation())
        await db.flush()

    assert await names(database) == []


async def test_concurrent_read_and_write_loses_no_update(database: Database) -> None:
    async with database.transaction() as db:
        db.add(InboxUpdate(update_id=1, body={}, received_at=NOW))

    async def add_one() -> None:
        async with database.transaction() as db:
            one = select(InboxUpdate).where(InboxUpdate.update_id == 1).with_for_update()
            row = (await db.exec(one)).one()
            await asyncio.sleep(0)
            row.attempts += 1

    await asyncio.gather(*(add_one() for _ in range(20)))

    async with database.reading() as db:
        assert (await db.exec(select(InboxUpdate.attempts))).one() == 20


async def test_a_unit_without_its_organisation_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.transaction() as db:
            db.add(Unit(organisation_id=99, name="Hòa Bình", folded="hoa binh", created_at=NOW))


async def test_moments_come_back_aware_in_utc(database: Database) -> None:
    hanoi = timezone(timedelta(hours=7))
    async with database.transaction() as db:
        db.add(an_organisation(created_at=datetime(2023, 6, 1, 8, 0, tzinfo=hanoi)))

    async with database.reading() as db:
        created_at = (await db.exec(select(Organisation.created_at))).one()
    assert (created_at, created_at.utcoffset()) == (NOW, timedelta())


async def test_a_moment_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="a moment needs its zone"):
        async with database.transaction() as db:
            db.add(an_organisation(created_at=datetime(2023, 6, 1)))  # noqa: DTZ001 - the point


async def test_text_is_composed_on_its_way_in(database: Database) -> None:
    async with database.transaction() as db:
        db.add(an_organisation("Ho\u0300a Bi\u0300nh\x00"))

    assert await names(database) == ["Hòa Bình"]


async def test_choices_are_readable_words(database: Database) -> None:
    async with database.transaction() as db:
        db.add(an_organisation())

    async with database.reading() as db:
        stored = (await db.exec(text("SELECT kind FROM organisation"))).scalar_one()
    assert stored == next(iter(OrganisationKind)).value


async def test_sqlite_waits_for_a_writer_instead_of_failing(database: Database) -> None:
    """Readers go on meanwhile. On PostgreSQL nobody waits: only the same row is locked."""
    if not database.is_sqlite:
        pytest.skip("PostgreSQL does not make writers wait for each other")
    async with database.transaction() as db:
        db.add(an_organisation("first"))
        await db.flush()
        second = asyncio.create_task(add(database, "second"))
        assert await names(database) == []
    await second

    assert await names(database) == ["first", "second"]


async def test_many_readings_at_once_open_one_connection_to_sqlite(database: Database) -> None:
    """Each is over before the next begins, so that none waits for a connection or opens one."""
    if not database.is_sqlite:
        pytest.skip("PostgreSQL is read across the network, several at a time")
    opened: list[object] = []
    event.listen(database._reader.sync_engine, "connect", lambda *given: opened.append(given))

    await asyncio.gather(*(names(database) for _ in range(64)))

    assert len(opened) == 1


async def add(database: Database, name: str) -> None:
    async with database.transaction() as db:
        db.add(an_organisation(name))


@pytest.mark.parametrize(
    ("plain", "named"),
    [
        ("sqlite:///data/thidua.db", "sqlite+aiosqlite:///data/thidua.db"),
        ("postgresql://me:p%40ss@db/thidua", "postgresql+psycopg://me:p%40ss@db/thidua"),
        ("postgres://db/thidua", "postgresql+psycopg://db/thidua"),
    ],
)
def test_plain_urls_get_their_asynchronous_driver(plain: str, named: str) -> None:
    assert async_url(plain) == named


def test_what_is_no_url_is_refused() -> None:
    with pytest.raises(ArgumentError):
        async_url("thidua.db")
