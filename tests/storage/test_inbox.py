"""The inbox on both engines: stored once, done once, forgotten in time."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.actions.inbox import (
    KEPT,
    count_attempt,
    count_waiting,
    forget_done,
    mark_done,
    person_of,
    store,
    waiting,
    without_talk,
)
from storage.database import Database
from storage.tables import InboxUpdate

NOW = datetime(2023, 6, 1, 1, 0, tzinfo=UTC)


def a_message(update_id: int, text: str = "/han", sender: int = 7) -> dict[str, Any]:
    person = {"id": sender, "is_bot": False, "first_name": "Mai"}
    chat = {"id": sender, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": person, "text": text}
    return {"update_id": update_id, "message": message}


async def receive(database: Database, *updates: dict[str, Any], now: datetime = NOW) -> None:
    async with database.transaction() as db:
        await store(db, updates, now)


async def ids_waiting(database: Database) -> list[int]:
    async with database.reading() as db:
        return [update.update_id for update in await waiting(db, 100)]


async def test_a_batch_waits_oldest_first_with_its_words_unchanged(database: Database) -> None:
    await receive(database, a_message(12), a_message(11, "bao giờ nộp báo cáo? 🙂"))

    async with database.reading() as db:
        first, second = await waiting(db, 100)

    assert first.body == a_message(11, "bao giờ nộp báo cáo? 🙂")
    assert (first.update_id, second.update_id, first.attempts) == (11, 12, 0)


async def test_an_update_that_comes_again_is_ignored(database: Database) -> None:
    await receive(database, a_message(11, "first"))
    await receive(database, a_message(11, "again"), a_message(12))

    async with database.reading() as db:
        texts = [update.body["message"]["text"] for update in await waiting(db, 100)]
    assert texts == ["first", "/han"]


async def test_an_update_that_comes_again_after_it_is_done_stays_done(database: Database) -> None:
    await receive(database, a_message(11))
    async with database.transaction() as db:
        await mark_done(db, 11, NOW)

    await receive(database, a_message(11))

    assert await ids_waiting(database) == []


async def test_marking_done_again_keeps_the_first_moment(database: Database) -> None:
    await receive(database, a_message(11))
    for moment in (NOW, NOW + timedelta(hours=1)):
        async with database.transaction() as db:
            await mark_done(db, 11, moment)

    async with database.reading() as db:
        assert (await db.exec(select(InboxUpdate.done_at))).one() == NOW


async def test_an_update_is_not_done_when_its_action_fails(database: Database) -> None:
    await receive(database, a_message(11))
    with suppress(RuntimeError):
        async with database.transaction() as db:
            await mark_done(db, 11, NOW)
            raise RuntimeError

    assert await ids_waiting(database) == [11]


async def test_what_is_in_hand_can_be_left_out(database: Database) -> None:
    await receive(database, a_message(11), a_message(12), a_message(13))

    async with database.reading() as db:
        left = await waiting(db, 1, beside=[11])
        count = await count_waiting(db)

    assert ([update.update_id for update in left], count) == ([12], 3)


async def test_attempts_are_counted(database: Database) -> None:
    await receive(database, a_message(11))
    for _ in range(2):
        async with database.transaction() as db:
            await count_attempt(db, 11)

    async with database.reading() as db:
        [update] = await waiting(db, 100)
    assert update.attempts == 2


async def test_done_updates_are_forgotten_in_time_and_waiting_ones_never(
    database: Database,
) -> None:
    await receive(database, a_message(11), a_message(12), a_message(13))
    for update_id, moment in ((11, NOW), (12, NOW + timedelta(days=1))):
        async with database.transaction() as db:
            await mark_done(db, update_id, moment)

    async with database.transaction() as db:
        forgotten = await forget_done(db, NOW + KEPT + timedelta(hours=1))

    async with database.reading() as db:
        kept = (await db.exec(select(InboxUpdate.update_id))).all()
    assert (forgotten, sorted(kept)) == (1, [12, 13])


async def test_signs_that_postgresql_refuses_do_not_stop_the_inbox(database: Database) -> None:
    await receive(database, a_message(11, "a\x00b \ud83d c"))

    async with database.reading() as db:
        [update] = await waiting(db, 100)
    assert update.body["message"]["text"] == "ab ? c"


@pytest.mark.parametrize(
    ("update", "person"),
    [
        (a_message(1, sender=7), "7"),
        ({"update_id": 1, "edited_message": {"from": {"id": 8}, "chat": {"id": -9}}}, "8"),
        ({"update_id": 1, "callback_query": {"id": "5", "from": {"id": 8}}}, "8"),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": -9}, "from": {"id": 8}}}, "8"),
        ({"update_id": 1, "message": {"chat": {"id": -9}}}, "-9"),
        ({"update_id": 1, "poll": {"id": "3"}}, "update 1"),
    ],
)
def test_an_update_belongs_to_its_sender_else_its_chat_else_itself(
    update: dict[str, Any], person: str
) -> None:
    assert person_of(update) == person


GROUP = {"id": -5, "type": "supergroup", "title": "Khối huyện"}
PLACE = {"message_id": 1, "date": 1, "chat": GROUP}


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"from": {"id": 7}, "chat": GROUP}},
        {"edited_message": {"from": {"id": 8}, "chat": GROUP}},
        {"my_chat_member": {"from": {"id": 7}, "chat": GROUP}},
        {"callback_query": {"from": {"id": 7}, "message": {"chat": GROUP}}},
    ],
)
def test_what_happens_in_a_group_is_the_groups(update: dict[str, Any]) -> None:
    assert person_of({"update_id": 1, **update}) == "-5"


def in_group(text: str, *entities: str, **more: Any) -> dict[str, Any]:
    found = [{"type": entity, "offset": 0, "length": 4} for entity in entities]
    return {"message_id": 1, "date": 1, "chat": GROUP, "text": text, "entities": found, **more}


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_what_people_in_a_group_say_to_each_other_is_not_kept(kind: str) -> None:
    person = {"id": 8, "is_bot": False, "first_name": "Páo"}
    before = in_group("tôi nói", **{"from": person})
    said = in_group(
        "chuyện riêng", photo=[{"file_id": "x"}], reply_to_message=before, **{"from": person}
    )

    kept = without_talk({"update_id": 1, kind: said})

    assert kept == {"update_id": 1, kind: PLACE}


@pytest.mark.parametrize("entity", ["bot_command", "mention"])
def test_what_may_be_said_to_the_bot_is_kept_with_who_says_it(entity: str) -> None:
    said = in_group("/han", entity, **{"from": {"id": 8}})

    assert without_talk({"update_id": 1, "message": said})["message"] == said


def test_of_an_answer_to_the_bot_it_is_kept_that_it_is_one() -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "Thi đua"}
    notice = in_group("Mời họp", **{"from": bot})
    said = in_group("đã rõ", reply_to_message=notice, **{"from": {"id": 8}})

    kept = without_talk({"update_id": 1, "message": said})["message"]

    assert kept["from"] == {"id": 8}
    assert kept["reply_to_message"] == PLACE | {"from": bot}


def test_what_happens_to_a_group_is_kept_and_so_is_all_that_is_said_in_private() -> None:
    moved = {"message_id": 1, "date": 1, "chat": GROUP, "migrate_from_chat_id": -4}

    for update in ({"update_id": 1, "message": moved}, a_message(1, "chuyện riêng")):
        assert without_talk(update) == update
