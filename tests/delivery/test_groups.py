"""What is owed to groups: those that moved, those the bot was put out of, their own limit."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select
from telegram import Bot

from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.rules.outbox import Lane, OutboxState
from bot.simulator.participant import Participant
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.tables import GroupChat
from tests.delivery.conftest import NOW, texts_of
from tests.delivery.owing import a_group, a_member, owe, owe_group, say, standing

Build = Callable[..., Delivery]
SENT, FAILED = OutboxState.SENT, OutboxState.FAILED


@pytest.fixture
def build(database: Database, bot: Bot, clock: RehearsalClock) -> Build:
    """A maker of senders without limits, whose real time stands still."""
    real_clock = RehearsalClock(datetime(2026, 2, 3, tzinfo=NOW.tzinfo), speed=0)

    def build(**settings: Any) -> Delivery:
        settings = {"limits": Limits.unlimited(), "real_clock": real_clock, "word": say} | settings
        return Delivery(database, bot, clock, **settings)

    return build


@pytest.fixture
def seat(mai: Person) -> Participant:
    """Mai in a group with the bot."""
    seat = mai.create_group("Khối huyện")
    seat.add_bot()
    return seat


def said_in(seat: Participant) -> list[str]:
    """What the bot wrote in a group, in order."""
    return [posted.body["text"] for posted in seat.group if not posted.outgoing]


async def test_what_waits_for_a_group_that_moved_goes_to_its_new_number_at_once(
    build: Build, database: Database, mai: Person, seat: Participant
) -> None:
    group = await a_group(database, await a_member(database, mai), seat.group)
    await owe_group(database, group, "một", "hai", "ba")
    new = seat.upgrade()

    settled = await build().deliver_due()

    assert settled == 3
    assert (said_in(seat), sorted(said_in(new))) == ([], ["ba", "hai", "một"])
    rows = await standing(database, "state", "attempts", "possibly_repeated", "error")
    assert [tuple(row) for row in rows] == [(SENT, 0, False, "")] * 3
    async with database.reading() as db:
        numbers = (await db.exec(select(GroupChat.telegram_id))).all()
    assert numbers == [new.group.chat_id]


async def test_a_group_the_bot_was_put_out_of_gets_nothing_more(
    build: Build, database: Database, mai: Person, seat: Participant, telegram: Telegram
) -> None:
    group = await a_group(database, await a_member(database, mai), seat.group)
    seat.remove_bot()
    await owe_group(database, group, "một")
    delivery = build()
    await delivery.deliver_due()
    calls = len(telegram.calls)

    await owe_group(database, group, "hai", lane=Lane.ANSWER)
    await delivery.deliver_due()

    rows = await standing(database, "state", "error")
    assert [tuple(row) for row in rows] == [
        (FAILED, "Forbidden: bot was kicked from the group chat"),
        (FAILED, "the bot is no longer in the group"),
    ]
    assert len(telegram.calls) == calls
    async with database.reading() as db:
        assert (await db.exec(select(GroupChat.left_at))).all() == [NOW]


async def test_a_429_of_a_group_slows_nobody_else(
    build: Build, database: Database, mai: Person, seat: Participant, telegram: Telegram
) -> None:
    member = await a_member(database, mai)
    group = await a_group(database, member, seat.group)
    await owe_group(database, group, "nhóm một", "nhóm hai")
    telegram.refuse_next(
        "sendMessage", 429, "Too Many Requests: retry after 35", {"retry_after": 35}
    )
    delivery = build(workers=1)
    await delivery.deliver_due()

    await owe(database, member, "người", lane=Lane.NOTICE)
    await delivery.deliver_due()

    assert texts_of(mai) == ["người"]
    assert said_in(seat) == []
    assert await standing(database) == [OutboxState.WAITING, OutboxState.WAITING, SENT]
