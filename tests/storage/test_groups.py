"""Whose groups are whose, on both engines."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from bot.actions.outbox import put
from bot.rules.groups import Group
from bot.rules.outbox import Lane
from bot.rules.plans import OrganisationKind
from storage.database import Database
from storage.groups import (
    bloc_groups,
    group_by_telegram,
    groups_of,
    move_group,
    officers_groups,
    unclaimed_groups,
)
from storage.tables import Bloc, GroupChat, Member, Organisation, OutboxMessage

NOW = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
async def groups(database: Database) -> Database:
    """Two organisations; the first has two blocs and a group of each sort."""
    async with database.transaction() as db:
        for id_, name in ((1, "LĐLĐ Lai Châu"), (2, "LMHTX Yên Bái")):
            kind = OrganisationKind.FEDERATION
            db.add(Organisation(id=id_, name=name, kind=kind, created_at=NOW))
        db.add(Member(id=1, telegram_id=5001, name="Mai", created_at=NOW))
        await db.flush()
        for id_, name in ((1, "Khối huyện"), (2, "Khối ngành")):
            db.add(Bloc(id=id_, organisation_id=1, name=name, folded=name))
        await db.flush()
        for telegram_id, organisation, bloc, left in (
            (-1, 1, None, False),
            (-2, 1, 1, False),
            (-3, 1, 2, False),
            (-4, 1, 2, True),
            (-5, 2, None, False),
            (-6, None, None, False),
        ):
            db.add(
                GroupChat(
                    telegram_id=telegram_id,
                    title=f"Nhóm {-telegram_id}",
                    organisation_id=organisation,
                    bloc_id=bloc,
                    added_by=1,
                    added_at=NOW,
                    left_at=NOW if left else None,
                )
            )
    return database


async def test_groups_are_told_apart_by_whose_they_are(groups: Database) -> None:
    async with groups.reading() as db:
        linked = await groups_of(db, 1)
        officers = await officers_groups(db, 1)
        blocs = await bloc_groups(db, 1)
        second = await bloc_groups(db, 1, [2])
        elsewhere = await bloc_groups(db, 2, [1, 2])
        unclaimed = await unclaimed_groups(db, 1)

    assert [group.telegram_id for group in linked] == [-1, -2, -3, -4]
    assert [group.telegram_id for group in officers] == [-1]
    assert [group.telegram_id for group in blocs] == [-2, -3]
    assert [(group.telegram_id, group.bloc) for group in second] == [(-3, "Khối ngành")]
    assert elsewhere == []
    assert [group.telegram_id for group in unclaimed] == [-6]


async def test_a_group_is_found_by_telegrams_number(groups: Database) -> None:
    async with groups.reading() as db:
        found = await group_by_telegram(db, -2)
        nobody = await group_by_telegram(db, -7)

    assert found is not None
    assert (found.organisation, found.bloc, found.is_officers) == (
        "LĐLĐ Lai Châu",
        "Khối huyện",
        False,
    )
    assert nobody is None


async def owe(database: Database, telegram_id: int, message: str) -> None:
    async with database.transaction() as db:
        group = await group_by_telegram(db, telegram_id)
        assert group is not None
        await put(db, lane=Lane.NOTICE, group_id=group.id, message=message, due_at=NOW)


async def owed_to(database: Database, group: Group) -> list[str]:
    async with database.reading() as db:
        found = select(OutboxMessage.message).where(col(OutboxMessage.group_id) == group.id)
        return sorted((await db.exec(found)).all())


async def test_a_moved_group_keeps_whose_it_is_and_what_it_is_owed(groups: Database) -> None:
    await owe(groups, -2, "notice")

    for _ in range(2):
        async with groups.transaction() as db:
            await move_group(db, -2, -1002)

    async with groups.reading() as db:
        gone, moved = await group_by_telegram(db, -2), await group_by_telegram(db, -1002)
    assert gone is None
    assert moved is not None
    assert (moved.bloc, await owed_to(groups, moved)) == ("Khối huyện", ["notice"])


async def test_a_group_seen_under_both_numbers_becomes_one(groups: Database) -> None:
    """The bot was seen joining the supergroup (here -6) before anybody said what it had been."""
    await owe(groups, -2, "notice")
    await owe(groups, -6, "other")

    async with groups.transaction() as db:
        await move_group(db, -2, -6)

    async with groups.reading() as db:
        gone, moved = await group_by_telegram(db, -2), await group_by_telegram(db, -6)
    assert gone is None
    assert moved is not None
    assert (moved.bloc, await owed_to(groups, moved)) == ("Khối huyện", ["notice", "other"])


async def test_whose_a_moved_group_was_said_to_be_goes_over(groups: Database) -> None:
    async with groups.transaction() as db:
        await move_group(db, -6, -2)

    async with groups.reading() as db:
        moved = await group_by_telegram(db, -2)
    assert moved is not None
    assert (moved.title, moved.bloc) == ("Nhóm 6", "Khối huyện")
