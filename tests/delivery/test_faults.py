"""The sender under every fault of Telegram and of the network, in every lane."""

import asyncio
import math
import sqlite3
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select, text
from structlog.typing import EventDict

from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.delivery.outbox import Delivery
from bot.delivery.request import AiohttpRequest
from bot.rules.outbox import LANES, MAX_ATTEMPTS, Lane, OutboxState
from bot.simulator.faults import Cut, Dropped, Fault, Late, Page, Refused, Silent, Trickling
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.tables import Member
from tests.delivery.conftest import Build, texts_of
from tests.delivery.owing import a_member, owe, standing

SENT, WAITING, FAILED = OutboxState.SENT, OutboxState.WAITING, OutboxState.FAILED
A_MINUTE = timedelta(minutes=1)
LONG = timedelta(minutes=20)


class Seconds:
    """Monotonic time, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def request_(url: str, request: pytest.FixtureRequest) -> AsyncIterator[AiohttpRequest]:
    """Requests of little patience where it is silence that they meet."""
    fault = getattr(request.node, "callspec", None) and request.node.callspec.params.get("fault")
    patience = 0.3 if isinstance(fault, Silent) else 15.0
    async with AiohttpRequest(read_timeout=patience) as made:
        yield made


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def limits(seconds: Seconds) -> Limits:
    """None but a 429's, and those of an outage."""
    return Limits(1e6, math.inf, 10**6, monotonic=seconds)


@dataclass
class Sender:
    """A sender whose time is moved by hand."""

    delivery: Delivery
    seconds: Seconds
    real_clock: RehearsalClock

    async def goes_on(self, times: int, step: timedelta = A_MINUTE) -> None:
        """Deliver what may go, again and again, with so much time in between."""
        for _ in range(times):
            await self.delivery.deliver_due()
            self.seconds.now += step.total_seconds()
            self.real_clock.move_by(step)


@pytest.fixture
def sender(build: Build, limits: Limits, seconds: Seconds, real_clock: RehearsalClock) -> Sender:
    return Sender(build(limits=limits, workers=16, group=8), seconds, real_clock)


async def people(telegram: Telegram, database: Database, count: int) -> list[Person]:
    """People who may be written to; what is owed to each is their number."""
    found = [telegram.add_person(f"Person {number}") for number in range(count)]
    for person in found:
        person.start()
    return found


async def owe_each(database: Database, found: Sequence[Person], lane: Lane = Lane.NOTICE) -> None:
    for number, person in enumerate(found):
        await owe(database, await a_member(database, person), str(number), lane=lane)


def copies(found: Sequence[Person]) -> list[int]:
    """How often each has what was owed."""
    return [len(texts_of(person)) for person in found]


def warned_of(logged: list[EventDict]) -> set[int]:
    """Ids that were logged as possibly repeated."""
    return {
        id_ for event in logged if event["event"] == "outbox.possibly_repeated"
        for id_ in event["ids"]
    }  # fmt: skip


NOT_ARRIVED = [
    Refused(500, "Internal Server Error"),
    Refused(502, "Bad Gateway"),
    Page(502),
    Page(504),
    Dropped(),
    Silent(),
]
ARRIVED = [Page(504, accepted=True), Dropped(accepted=True), Silent(accepted=True), Cut()]
ALL_THE_SAME = [Late(0.05), Trickling(0.05)]
WAITED_FOR = [Refused(429, "Too Many Requests", {"retry_after": 9}), Page(429, retry_after=9)]
NOT_TAKEN = [Refused(401, "Unauthorized"), Page(403), Page(404), Page(302)]


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("fault", [*NOT_ARRIVED, *ARRIVED], ids=repr)
async def test_where_nobody_knows_it_is_sent_again_and_that_is_logged_before(
    sender: Sender,
    database: Database,
    telegram: Telegram,
    mai: Person,
    logged: list[EventDict],
    fault: Fault,
    lane: Lane,
) -> None:
    order = telegram.faults.inject(fault, "sendMessage", times=1)
    await owe(database, await a_member(database, mai), "once", lane=lane)

    await sender.delivery.deliver_due()
    before, warned = texts_of(mai), warned_of(logged)
    await sender.goes_on(2)

    arrived = ["once"] if fault in ARRIVED else []
    assert (order.met, before, texts_of(mai)) == (1, arrived, [*arrived, "once"])
    assert warned == {1}
    assert await standing(database, "state", "attempts", "possibly_repeated") == [(SENT, 1, True)]


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("fault", ALL_THE_SAME, ids=repr)
async def test_slowness_changes_nothing(
    sender: Sender, database: Database, telegram: Telegram, mai: Person, fault: Fault, lane: Lane
) -> None:
    telegram.faults.inject(fault, "sendMessage")
    await owe(database, await a_member(database, mai), "once", lane=lane)

    await sender.goes_on(2)

    assert texts_of(mai) == ["once"]
    assert await standing(database, "state", "attempts", "possibly_repeated") == [(SENT, 0, False)]


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("fault", WAITED_FOR, ids=repr)
async def test_a_429_in_json_or_in_a_header_is_waited_for_by_its_lane_alone(
    sender: Sender,
    database: Database,
    telegram: Telegram,
    mai: Person,
    logged: list[EventDict],
    fault: Fault,
    lane: Lane,
) -> None:
    order = telegram.faults.inject(fault, "sendMessage", times=1)
    member = await a_member(database, mai)
    await owe(database, member, "once", lane=lane)
    await sender.delivery.deliver_due()
    others = [each for each in LANES if each is not lane]
    for other in others:
        await owe(database, member, other, lane=other)

    await sender.goes_on(1, timedelta(seconds=8.9))
    meanwhile = texts_of(mai)
    await sender.goes_on(2, timedelta(seconds=0.2))

    assert (order.met, meanwhile, texts_of(mai)) == (1, others, [*others, "once"])
    assert warned_of(logged) == set()
    assert (await standing(database, "state", "possibly_repeated"))[0] == (SENT, False)


async def test_a_429_that_does_not_say_how_long_is_waited_for_too(
    sender: Sender, database: Database, telegram: Telegram, mai: Person
) -> None:
    telegram.faults.inject(Refused(429, "Too Many Requests"), "sendMessage", times=MAX_ATTEMPTS)
    await owe(database, await a_member(database, mai), "once")

    await sender.goes_on(MAX_ATTEMPTS + 1, timedelta(seconds=5))

    assert texts_of(mai) == ["once"]


@pytest.mark.parametrize("lane", LANES)
@pytest.mark.parametrize("fault", NOT_TAKEN, ids=repr)
async def test_what_was_turned_back_counts_as_no_try_and_says_nothing_of_the_person(
    sender: Sender,
    database: Database,
    telegram: Telegram,
    mai: Person,
    logged: list[EventDict],
    fault: Fault,
    lane: Lane,
) -> None:
    order = telegram.faults.inject(fault, "sendMessage", times=3)
    await owe(database, await a_member(database, mai), "once", lane=lane)

    await sender.goes_on(5)

    assert (order.met, texts_of(mai)) == (3, ["once"])
    assert warned_of(logged) == set()
    assert await standing(database, "state", "attempts", "possibly_repeated") == [(SENT, 0, False)]
    async with database.reading() as db:
        assert (await db.exec(select(Member.blocked_at))).one() is None


async def test_several_429s_for_one_chat_lose_and_double_nothing(
    sender: Sender, database: Database, telegram: Telegram, mai: Person
) -> None:
    for wait in (3, 30, 7):
        fault = Refused(429, "Too Many Requests", {"retry_after": wait})
        telegram.faults.inject(fault, "sendMessage", times=2)
    await owe(database, await a_member(database, mai), *map(str, range(8)))

    await sender.delivery.deliver_due()
    sender.seconds.now += 29.9
    sender.real_clock.move_by(timedelta(seconds=29.9))
    await sender.delivery.deliver_due()
    meanwhile = len(texts_of(mai))
    await sender.goes_on(2, timedelta(seconds=0.2))

    assert meanwhile == 2  # the two that met no 429; the longest wait counts for the lane
    assert sorted(texts_of(mai), key=int) == [str(number) for number in range(8)]


@pytest.mark.parametrize("fault", [*NOT_ARRIVED[:-1], *NOT_TAKEN], ids=repr)
async def test_a_long_outage_of_any_kind_fails_nothing_and_then_everything_goes(
    sender: Sender, database: Database, telegram: Telegram, logged: list[EventDict], fault: Fault
) -> None:
    found = await people(telegram, database, 40)
    await owe_each(database, found)
    with telegram.faults.inject(fault, "sendMessage") as order:
        await sender.goes_on(30, LONG)
    met_before = order.met
    states = set(await standing(database))
    await sender.goes_on(2, LONG)

    assert states == {WAITING}
    assert copies(found) == [1] * 40
    assert met_before <= 16 + 30  # as many as were in flight, then one at a time
    flagged = [row.id for row in await standing(database, "id", "possibly_repeated") if row[1]]
    assert set(flagged) == warned_of(logged)


async def test_unplugged_nothing_is_lost_or_counted_and_the_return_is_noticed(
    sender: Sender, database: Database, telegram: Telegram, logged: list[EventDict]
) -> None:
    found = await people(telegram, database, 40)
    await owe_each(database, found)
    telegram.unplug()
    await sender.goes_on(10)
    before = await standing(database, "state", "attempts", "possibly_repeated")
    await telegram.plug_in()
    await sender.goes_on(1)

    assert before == [(WAITING, 0, False)] * 40
    assert copies(found) == [1] * 40
    assert [event["event"] for event in logged][-1] == "outbox.reachable_again"


async def test_unplugged_in_the_middle_of_a_group_only_what_was_in_flight_may_be_doubled(
    sender: Sender, database: Database, telegram: Telegram, logged: list[EventDict]
) -> None:
    found = await people(telegram, database, 120)
    await owe_each(database, found)
    delivering = asyncio.create_task(sender.delivery.deliver_due())
    await telegram.until(lambda: sum(copies(found)) >= 50)
    telegram.unplug()
    await delivering
    await telegram.plug_in()
    await sender.goes_on(3)

    assert min(copies(found)) == 1
    doubled = {number + 1 for number, count in enumerate(copies(found)) if count > 1}
    assert doubled <= warned_of(logged)
    assert len(warned_of(logged)) <= 16


async def test_while_every_answer_is_lost_no_message_goes_out_to_find_out(
    sender: Sender, database: Database, telegram: Telegram
) -> None:
    found = await people(telegram, database, 60)
    await owe_each(database, found)
    with telegram.faults.inject(Dropped(accepted=True)):
        await sender.goes_on(60)  # an hour
    meanwhile = copies(found)
    await sender.goes_on(3, LONG)

    assert sum(meanwhile) <= 16  # those in flight when it began
    assert set(copies(found)) == {1, 2}
    assert [each > 1 for each in copies(found)] == [each > 0 for each in meanwhile]


async def test_a_message_that_telegram_alone_cannot_bear_is_given_up(
    sender: Sender, database: Database, telegram: Telegram, mai: Person
) -> None:
    telegram.faults.inject(Refused(500, "Internal Server Error"), "sendMessage")
    await owe(database, await a_member(database, mai), "poison")

    await sender.goes_on(MAX_ATTEMPTS, LONG)

    assert await standing(database, "state", "attempts") == [(FAILED, MAX_ATTEMPTS - 1)]


async def test_an_answer_finds_a_worker_though_telegram_keeps_a_broadcast_waiting(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    found = await people(telegram, database, 40)
    await owe_each(database, found)
    stuck = telegram.faults.inject(Late(5), "sendMessage", times=14)
    delivery = build(workers=16)
    delivering = asyncio.create_task(delivery.deliver_due())
    await telegram.until(lambda: stuck.met == 14)
    await owe(database, await a_member(database, mai), "answer", lane=Lane.ANSWER)
    delivery.wake()
    await telegram.until(lambda: texts_of(mai))

    assert sum(copies(found)) == 0
    delivery.stop()
    await delivering


async def test_an_answer_is_not_held_up_by_whoever_is_told_of_outcomes(
    build: Build, database: Database, telegram: Telegram, mai: Person
) -> None:
    slow = asyncio.Event()
    told: list[int] = []

    async def hear(outcomes: Sequence[object]) -> None:
        told.append(len(outcomes))
        await slow.wait()

    member = await a_member(database, mai)
    await owe(database, member, "notice", lane=Lane.NOTICE)
    delivery = build(on_recorded=hear)
    delivering = asyncio.create_task(delivery.deliver_due())
    await telegram.until(lambda: told)
    await owe(database, member, "answer", "another", lane=Lane.ANSWER)
    delivery.wake()
    await telegram.until(lambda: len(texts_of(mai)) == 3)
    slow.set()
    await delivering

    assert told == [1, 2]


async def test_while_the_database_is_locked_what_was_sent_is_remembered_and_not_sent_again(
    build: Build, database: Database, telegram: Telegram, logged: list[EventDict]
) -> None:
    found = await people(telegram, database, 30)
    await owe_each(database, found)
    async with database.transaction() as db:
        await db.exec(text("PRAGMA busy_timeout=20"))
    delivery = build(workers=8, group=4)
    path = database.url.partition("///")[2]
    other = sqlite3.connect(path, isolation_level=None, timeout=30)

    delivering = asyncio.create_task(delivery.deliver_due())
    await telegram.until(lambda: sum(copies(found)) >= 10)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        await delivering
    for _ in range(3):
        with pytest.raises(OperationalError, match="locked"):
            await delivery.deliver_due()
    locked = sum(copies(found))
    other.execute("ROLLBACK")
    other.close()
    await delivery.deliver_due()

    assert locked < 30
    assert copies(found) == [1] * 30
    assert await standing(database, "state", "possibly_repeated") == [(SENT, False)] * 30


async def test_a_full_disk_holds_back_what_is_not_sent_and_repeats_nothing(
    build: Build,
    database: Database,
    telegram: Telegram,
    logged: list[EventDict],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = await people(telegram, database, 30)
    await owe_each(database, found)
    delivery = build(workers=8, group=4)
    monkeypatch.setattr("bot.delivery.outbox.POLL", 0.01)
    running = asyncio.create_task(delivery.run())
    await telegram.until(lambda: sum(copies(found)) >= 10)

    def full() -> Any:
        raise OperationalError("UPDATE", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(database, "transaction", full)
        await telegram.until(lambda: any(e["event"] == "outbox.stumbled" for e in logged))
        await asyncio.sleep(0.1)
    await telegram.until(lambda: sum(copies(found)) == 30)
    delivery.stop()
    await running

    assert copies(found) == [1] * 30
    assert await standing(database, "state", "possibly_repeated") == [(SENT, False)] * 30
    said = [event["event"] for event in logged]
    assert said == ["outbox.stumbled", "outbox.going_on"]


async def test_what_could_not_even_be_worded_goes_back_unsent_and_unmarked(
    build: Build, database: Database, mai: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await owe(database, await a_member(database, mai), "1", "2", "3")
    delivery = build()

    def broken() -> Any:
        raise OSError("too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(database, "reading", broken)
        with pytest.raises(OSError, match="too many"):
            await delivery.deliver_due()
    await delivery.deliver_due()

    assert sorted(texts_of(mai)) == ["1", "2", "3"]
    rows = await standing(database, "state", "attempts", "possibly_repeated")
    assert rows == [(SENT, 0, False)] * 3
