"""The sender against a strict Telegram: lanes, limits, errors, and nothing lost."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession
from structlog.typing import EventDict
from telegram import Bot

from bot.actions.outbox import ClaimedMessage, claim_due
from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.request import AiohttpRequest
from bot.messages.screens import Screen
from bot.rules.outbox import Failed, Lane, OutboxState, Outcome, Sent
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.tables import Member
from tests.delivery.conftest import NOW, Build, texts_of
from tests.delivery.owing import a_member, owe, say, standing

SENT, WAITING, FAILED = OutboxState.SENT, OutboxState.WAITING, OutboxState.FAILED


async def test_what_is_due_arrives_with_its_buttons(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "<b>Còn 3 ngày</b>")

    settled = await build().deliver_due()

    assert (settled, texts_of(mai)) == (1, ["Còn 3 ngày"])
    [(state, sent_at, message_id)] = await standing(
        database, "state", "sent_at", "telegram_message_id"
    )
    assert (state, sent_at, message_id) == (SENT, NOW, list(mai.chat)[-1].message_id)


async def test_what_is_not_due_yet_goes_when_the_clock_gets_there(
    build: Build, database: Database, mai: Person, clock: RehearsalClock
) -> None:
    await owe(database, await a_member(database, mai), "later", late=-3600)
    delivery = build()

    assert await delivery.deliver_due() == 0
    clock.move_by(timedelta(hours=1))
    assert await delivery.deliver_due() == 1


async def test_what_is_owed_no_more_is_dropped(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "nothing")

    assert await build().deliver_due() == 1

    assert texts_of(mai) == []
    assert await standing(database) == [OutboxState.DROPPED]


async def test_everything_due_goes_however_much_it_is(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), *map(str, range(500)))

    assert await build(workers=8, group=4).deliver_due() == 500

    assert sorted(texts_of(mai), key=int) == [str(number) for number in range(500)]
    assert set(await standing(database)) == {SENT}


async def test_no_more_are_in_flight_than_there_are_workers(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), *map(str, range(50)))
    most = 0

    async def watch(db: AsyncSession, message: ClaimedMessage, now: datetime) -> Screen | None:
        nonlocal most
        most = max(most, len(delivery._in_flight) + 1)
        return await say(db, message, now)

    delivery = build(workers=5, word=watch)
    await delivery.deliver_due()

    assert 2 <= most <= 5


async def test_an_answer_overtakes_a_broadcast_that_has_begun(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    asker = telegram.add_person("Asker")
    asker.start()
    await owe(database, await a_member(database, mai), *["notice"] * 60, lane=Lane.NOTICE)
    asker_id = await a_member(database, asker)
    limits = Limits(rate=30, chat_rate=1000)
    delivery = build(limits=limits)
    broadcast = asyncio.create_task(delivery.deliver_due())
    await telegram.until(lambda: len(texts_of(mai)) >= 5)

    before = len(texts_of(mai))
    await owe(database, asker_id, "answer", lane=Lane.ANSWER)
    delivery.wake()
    await telegram.until(lambda: texts_of(asker))

    assert len(texts_of(mai)) - before <= 3
    delivery.stop()
    await broadcast


async def test_a_429_waits_as_told_and_slows_only_its_lane(
    build: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    real_clock: RehearsalClock,
) -> None:
    member = await a_member(database, mai)
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", {"retry_after": 9})
    limits = Limits.unlimited()
    delivery = build(limits=limits)
    await owe(database, member, "notice", lane=Lane.NOTICE)
    await delivery.deliver_due()
    await owe(database, member, "reminder", lane=Lane.REMINDER)
    await delivery.deliver_due()

    assert texts_of(mai) == ["reminder"]
    assert 8 < limits.pause_of(Lane.NOTICE) <= 9
    [(_, retry_at), _] = await standing(database, "state", "retry_at")
    assert retry_at == real_clock.now() + timedelta(seconds=9)


async def test_a_429_is_followed_by_the_message_itself(
    build: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    real_clock: RehearsalClock,
) -> None:
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", {"retry_after": 9})
    await owe(database, await a_member(database, mai), "once")
    await build().deliver_due()

    real_clock.move_by(timedelta(seconds=9))
    await build().deliver_due()  # another sender: the lane's pause was the first one's

    assert texts_of(mai) == ["once"]


async def test_whoever_blocked_the_bot_is_noted_and_not_written_to_again(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    member = await a_member(database, mai)
    mai.block()
    await owe(database, member, "first")
    await build().deliver_due()
    calls = len(telegram.calls)
    await owe(database, member, "second")
    await build().deliver_due()

    async with database.reading() as db:
        assert (await db.exec(select(Member.blocked_at))).one() == NOW
    assert await standing(database) == [FAILED, FAILED]
    assert len(telegram.calls) == calls


async def test_an_answer_is_tried_even_if_the_person_blocked_the_bot_before(
    build: Build, database: Database, mai: Person
) -> None:
    member = await a_member(database, mai)
    mai.block()
    await owe(database, member, "reminder")
    await build().deliver_due()
    mai.unblock()
    await owe(database, member, "answer", lane=Lane.ANSWER)
    await build().deliver_due()

    assert texts_of(mai) == ["answer"]


async def test_a_refused_message_is_kept_with_its_reason_and_harms_no_other(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), "<b>broken", "whole")

    assert await build().deliver_due() == 2

    assert texts_of(mai) == ["whole"]
    [(first, reason), (second, _)] = await standing(database, "state", "error")
    assert (first, second) == (FAILED, SENT)
    assert "parse entities" in reason


async def test_a_message_whose_wording_fails_harms_no_other(
    build: Build, database: Database, mai: Person, logged: list[EventDict]
) -> None:
    async def word(db: AsyncSession, message: ClaimedMessage, now: datetime) -> Screen | None:
        if message.details["text"] == "bad":
            raise KeyError("unit")
        return await say(db, message, now)

    await owe(database, await a_member(database, mai), "bad", "good")
    await build(word=word).deliver_due()

    assert texts_of(mai) == ["good"]
    [(first, reason), (second, _)] = await standing(database, "state", "error")
    assert (first, reason, second) == (FAILED, "not worded: KeyError('unit')", SENT)
    assert [event["event"] for event in logged] == ["outbox.not_worded", "outbox.failed"]


async def test_faults_of_telegram_are_tried_again_later(
    build: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    real_clock: RehearsalClock,
) -> None:
    telegram.refuse_next("sendMessage", 502, "Bad Gateway", times=2)
    await owe(database, await a_member(database, mai), "once")
    delivery = build()
    for _ in range(3):
        await delivery.deliver_due()
        real_clock.move_by(timedelta(seconds=4))

    assert texts_of(mai) == ["once"]
    assert await standing(database, "state", "attempts") == [(SENT, 2)]


async def test_while_telegram_is_out_of_reach_no_message_loses_a_try(
    database: Database, clock: RehearsalClock, mai: Person, logged: list[EventDict]
) -> None:
    await owe(database, await a_member(database, mai), *map(str, range(20)))
    async with AiohttpRequest() as request:
        nowhere = Bot("1:a", base_url="http://127.0.0.1:9/bot", request=request)
        limits = Limits.unlimited()
        settled = await Delivery(database, nowhere, clock, say, limits=limits).deliver_due()

    assert settled == 0
    rows = await standing(database, "state", "attempts", "possibly_repeated")
    assert rows == [(WAITING, 0, False)] * 20
    assert [event["event"] for event in logged] == ["outbox.unreachable"]
    assert 0 < limits.pause_of(Lane.ANSWER) <= 2


async def test_a_second_message_to_a_chat_waits_its_second(
    build: Build, database: Database, mai: Person, real_clock: RehearsalClock
) -> None:
    await owe(database, await a_member(database, mai), "first", "second", "third")
    limits = Limits(rate=1000, chat_rate=1)
    await build(limits=limits).deliver_due()

    assert texts_of(mai) == ["first"]
    [_, second, third] = await standing(database, "state", "attempts", "retry_at")
    assert second[:2] == third[:2] == (WAITING, 0)
    waits = [(row[2] - real_clock.now()).total_seconds() for row in (second, third)]
    assert waits == pytest.approx([1 / 0.98, 2 / 0.98], abs=0.1)


async def test_outcomes_are_told_once_they_are_committed(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    told: list[tuple[str, Outcome]] = []

    async def hear(outcomes: Sequence[tuple[ClaimedMessage, Outcome]]) -> None:
        assert OutboxState.CLAIMED not in await standing(database)
        told.extend((message.details["text"], outcome) for message, outcome in outcomes)

    telegram.refuse_next("sendMessage", 400, "Bad Request: chat not found")
    await owe(database, await a_member(database, mai), "lost", late=5)
    delivery = build(on_recorded=hear)
    await delivery.deliver_due()
    await owe(database, await a_member(database, 99), "nobody")
    await delivery.deliver_due()

    assert [text for text, _ in told] == ["lost", "nobody"]
    assert all(isinstance(outcome, Failed) and outcome.unreachable for _, outcome in told)


async def test_a_hook_that_fails_stops_nothing(
    build: Build, database: Database, mai: Person, logged: list[EventDict]
) -> None:
    async def fail(_outcomes: object) -> None:
        raise RuntimeError

    await owe(database, await a_member(database, mai), "hello")
    await build(on_recorded=fail).deliver_due()

    assert await standing(database) == [SENT]
    assert [event["event"] for event in logged] == ["outbox.hook_failed"]


async def test_claims_of_a_dead_process_are_said_to_be_repeated_before_they_go_again(
    build: Build, database: Database, mai: Person, clock: RehearsalClock, logged: list[EventDict]
) -> None:
    await owe(database, await a_member(database, mai), "again")
    async with database.transaction() as db:
        await claim_due(db, clock.now(), 10, real_now=clock.now())
    delivery = build()

    assert await delivery.deliver_due() == 0
    await delivery.recover()
    assert [event["event"] for event in logged] == ["outbox.possibly_repeated"]
    assert texts_of(mai) == []
    await delivery.deliver_due()

    assert texts_of(mai) == ["again"]
    assert await standing(database, "state", "possibly_repeated") == [(SENT, True)]


async def test_recovering_late_hands_back_nothing_that_this_sender_sends_itself(
    build: Build, database: Database, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), *map(str, range(100)))
    delivery = build(workers=8, group=4)
    sending = asyncio.create_task(delivery.deliver_due())
    await asyncio.sleep(0.02)
    await delivery.recover()
    await sending

    assert sorted(texts_of(mai), key=int) == [str(number) for number in range(100)]
    assert set(await standing(database, "state", "possibly_repeated")) == {(SENT, False)}


async def test_running_it_sends_when_woken_and_stops_in_good_order(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    member = await a_member(database, mai)
    delivery = build()
    running = asyncio.create_task(delivery.run())
    await owe(database, member, "hello")
    delivery.wake()
    await telegram.until(lambda: texts_of(mai))
    delivery.stop()
    await running

    assert await standing(database) == [SENT]


async def test_stopping_finishes_what_is_in_flight_and_claims_no_more(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    await owe(database, await a_member(database, mai), *map(str, range(300)))
    delivery = build(workers=4, group=2)
    running = asyncio.create_task(delivery.run())
    await telegram.until(lambda: len(texts_of(mai)) >= 10)
    delivery.stop()
    await running

    states = await standing(database)
    assert states.count(SENT) == len(texts_of(mai)) < 300
    assert states.count(SENT) + states.count(WAITING) == 300


async def test_outcomes_survive_a_database_that_fails_for_a_moment(
    build: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await owe(database, await a_member(database, mai), "hello")
    delivery = build()
    transaction = database.transaction

    def fail_once_sent() -> Any:
        if texts_of(mai):
            monkeypatch.undo()
            raise OSError("disk full")
        return transaction()

    monkeypatch.setattr(database, "transaction", fail_once_sent)
    with pytest.raises(OSError, match="disk full"):
        await delivery.deliver_due()
    await delivery.deliver_due()

    assert texts_of(mai) == ["hello"]
    assert await standing(database) == [SENT]


async def test_thousands_of_messages_need_few_commits(
    build: Build, database: Database, mai: Person
) -> None:
    told: list[int] = []

    async def hear(outcomes: Sequence[tuple[ClaimedMessage, Outcome]]) -> None:
        assert all(isinstance(outcome, Sent) for _, outcome in outcomes)
        told.append(len(outcomes))

    await owe(database, await a_member(database, mai), *["x"] * 1000)
    await build(on_recorded=hear).deliver_due()

    assert sum(told) == 1000
    assert len(told) <= 100
