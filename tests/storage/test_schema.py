"""Migrations on both engines: from nothing to the very tables the code knows."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest
from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlmodel import SQLModel, col, select

from storage.database import Database
from storage.schema import HEAD, alembic_config, migrate, revision_of
from storage.tables import Dialogue, Notice, Obligation, OutboxMessage, Place


@pytest.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


def differences(connection: Connection) -> list[object]:
    # Imported here: autogenerate is a development tool.
    from alembic.autogenerate import compare_metadata

    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


async def test_an_empty_database_is_brought_to_the_newest_revision(empty: Database) -> None:
    before = await revision_of(empty)
    worked = await migrate(empty)

    assert (before, worked, await revision_of(empty)) == (None, True, HEAD)


async def test_migrating_again_does_nothing(empty: Database) -> None:
    await migrate(empty)

    assert await migrate(empty) is False


async def test_migrations_make_the_tables_the_code_knows(empty: Database) -> None:
    await migrate(empty)

    async with empty.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_two_processes_may_migrate_at_once(database_url: str) -> None:
    first, second = Database(database_url), Database(database_url)

    await asyncio.gather(migrate(first), migrate(second))

    assert await revision_of(first) == HEAD
    await first.close()
    await second.close()


def test_the_newest_migration_in_the_folder_is_the_one_the_program_expects() -> None:
    scripts = ScriptDirectory.from_config(alembic_config())

    assert scripts.get_current_head() == HEAD


BEGUN_BEFORE = (
    "INSERT INTO organisation (id, name, kind, zone, shifts_to_workday, created_at)"
    " VALUES (1, 'LĐLĐ', 'federation', 'Asia/Ho_Chi_Minh', false, '2023-01-01')",
    "INSERT INTO unit (id, organisation_id, name, folded, created_at)"
    " VALUES (5, 1, 'Tam Đường', 'tam duong', '2023-01-01')",
    "INSERT INTO member (id, telegram_id, name, language, address, menu, created_at)"
    " VALUES (1, 11, 'Hòa', 'vi', 'unit', '', '2023-01-01'),"
    " (2, 12, 'Dua', 'vi', 'unit', '', '2023-01-01')",
    "INSERT INTO title (id, organisation_id, scope, name) VALUES (1, 1, 'collective', 'Cờ')",
    "INSERT INTO dialogue"
    " (id, member_id, form, subject, step, answers, version, active, message_id, updated_at)"
    " VALUES (1, 1, 'report', '5-2', 'parts', '{\"words\": \"a\"}', 3, true, 7, '2023-01-02'),"
    " (2, 2, 'report', '5-2', 'parts', '{\"words\": \"b\"}', 2, false, 8, '2023-01-03'),"
    " (3, 2, 'report', '5-unsorted', 'unsorted', '{}', 1, true, NULL, '2023-01-04')",
)


async def test_forms_begun_before_they_were_shared_are_all_kept(empty: Database) -> None:
    async with empty.engine.begin() as connection:
        await connection.run_sync(upgrade_to, "0001")
        for statement in BEGUN_BEFORE:
            await connection.execute(text(statement))

    await migrate(empty)

    async with empty.engine.connect() as connection:
        owners = select(col(Dialogue.id), col(Dialogue.member_id), col(Dialogue.unit_id))
        forms = (await connection.execute(owners.order_by(col(Dialogue.id)))).all()
        places = (await connection.execute(select(Place.__table__))).all()  # type: ignore[attr-defined]
        assert await connection.run_sync(differences) == []
    # The newer copy is the unit's, the older stays its writer's own.
    assert [tuple(form) for form in forms] == [(1, 1, None), (2, None, 5), (3, 2, None)]
    assert {tuple(place) for place in places} == {
        (1, 1, "parts", True, 7),
        (2, 2, "parts", False, 8),
        (3, 2, "unsorted", True, None),
    }


OWED_BEFORE = (
    "INSERT INTO organisation (id, name, kind, zone, shifts_to_workday, created_at)"
    " VALUES (1, 'LĐLĐ', 'federation', 'Asia/Ho_Chi_Minh', false, '2023-01-01')",
    "INSERT INTO member (id, telegram_id, name, language, address, menu, created_at)"
    " VALUES (1, 11, 'Hòa', 'vi', 'unit', '', '2023-01-01')",
    "INSERT INTO notice (id, organisation_id, number, sender_id, words, audience, state, sent_at)"
    " VALUES (1, 1, 1, 1, 'Họp khối', '{\"kind\": \"all\", \"id\": 0}', 'sending',"
    " '2023-01-02')",
    "INSERT INTO outboxmessage (id, lane, member_id, message, details, key, notice_id, state,"
    " due_at, attempts, possibly_repeated, error) VALUES (1, 'notice', 1, 'notice',"
    " '{\"notice\": 1}', 'notice:1:1', 1, 'waiting', '2023-01-02', 2, true, 'busy')",
)


async def test_messages_owed_before_groups_could_be_written_to_are_owed_still(
    empty: Database,
) -> None:
    async with empty.engine.begin() as connection:
        await connection.run_sync(upgrade_to, "0002")
        for statement in OWED_BEFORE:
            await connection.execute(text(statement))

    await migrate(empty)

    async with empty.engine.connect() as connection:
        columns = (OutboxMessage.id, OutboxMessage.key, OutboxMessage.attempts, OutboxMessage.how)
        owed = (await connection.execute(select(*columns))).all()
        notice = select(Notice.words, Notice.version, Notice.asks_receipt)
        notices = (await connection.execute(notice)).all()
    assert [tuple(row) for row in owed] == [(1, "notice:1:1", 2, "")]
    assert [tuple(row) for row in notices] == [("Họp khối", 1, False)]


SET_BEFORE = (
    "INSERT INTO organisation (id, name, kind, zone, shifts_to_workday, created_at)"
    " VALUES (1, 'LĐLĐ', 'federation', 'Asia/Ho_Chi_Minh', false, '2023-01-01')",
    "INSERT INTO plan (id, organisation_id, slug, number, title, year, unregistered_excluded,"
    " document, published_at, last_receipt)"
    " VALUES (1, 1, 'a', '1', 'Kế hoạch', 2023, false, '{}', '2023-01-01', 0)",
    "INSERT INTO obligation (id, plan_id, kind, actor, title, clause, addressee, note, written,"
    " inclusive, granularity, signed_counts, set_at) VALUES"
    " (1, 1, 'midyear_report', 'unit', 'Sơ kết', '', '', '', '', true, 'day', false, NULL),"
    " (2, 1, 'annual_report', 'unit', 'Tổng kết', '', '', '', '', true, 'day', false,"
    " '2023-06-01 18:00:00')",
)


async def test_rungs_behind_a_date_that_was_set_by_hand_before_stay_unowed(
    empty: Database,
) -> None:
    async with empty.engine.begin() as connection:
        await connection.run_sync(upgrade_to, "0002")
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SET TIME ZONE 'UTC'"))
        for statement in SET_BEFORE:
            await connection.execute(text(statement))

    await migrate(empty)

    async with empty.engine.connect() as connection:
        columns = select(Obligation.id, Obligation.rungs_from_on).order_by(col(Obligation.id))
        days = (await connection.execute(columns)).all()
    # It was set at one in the morning of 2/6, by Vietnam's clock.
    assert [tuple(row) for row in days] == [(1, None), (2, date(2023, 6, 2))]


def upgrade_to(connection: Connection, revision: str) -> None:
    command.upgrade(alembic_config(connection), revision)
