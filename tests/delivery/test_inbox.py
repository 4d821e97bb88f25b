"""Receiving: stored before Telegram is told, handled in order, nothing lost and nothing twice."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from structlog.typing import EventDict
from telegram.error import Conflict, InvalidToken, NetworkError

from bot.actions.inbox import count_attempt, mark_done, store, waiting
from bot.clock import RehearsalClock
from bot.delivery.dispatching import Dispatcher
from bot.delivery.polling import Poller
from bot.delivery.request import AiohttpRequest
from bot.simulator.faults import (
    Cut,
    Dropped,
    Fault,
    Late,
    Page,
    Refused,
    Silent,
    Trickling,
)
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from tests.delivery.conftest import NOW

Build = Callable[..., Poller]


@pytest.fixture
def poller_of(
    request_: AiohttpRequest, url: str, database: Database, clock: RehearsalClock
) -> Build:
    """A maker of pollers, each like one of a new process."""

    def build(address: str = url, **settings: Any) -> Poller:
        return Poller(request_, address, database, clock, **settings)

    return build


class Handled:
    """Handles updates by remembering them; `fails` are refused so many times."""

    def __init__(self, **fails: int) -> None:
        self.texts: list[str] = []
        self.tries: list[str] = []
        self.fails = fails

    async def __call__(self, update: dict[str, Any]) -> None:
        text = update["message"]["text"]
        self.tries.append(text)
        await asyncio.sleep(0)
        if self.fails.get(text, 0) > 0:
            self.fails[text] -= 1
            raise RuntimeError(text)
        self.texts.append(text)


def a_message(update_id: int, text: str, sender: int = 7) -> dict[str, Any]:
    return {"update_id": update_id, "message": {"from": {"id": sender}, "text": text}}


async def stored(database: Database, *updates: dict[str, Any]) -> None:
    async with database.transaction() as db:
        await store(db, updates, NOW)


async def texts_waiting(database: Database) -> list[str]:
    async with database.reading() as db:
        return [update.body["message"]["text"] for update in await waiting(db, 1000)]


async def test_what_people_write_is_stored(
    poller_of: Build, database: Database, mai: Person
) -> None:
    mai.send("/han")

    assert await poller_of().receive_once(timeout=0) == 2

    assert await texts_waiting(database) == ["/start", "/han"]


async def test_telegram_is_told_only_with_the_next_question(
    poller_of: Build, database: Database, mai: Person
) -> None:
    await poller_of().receive_once(timeout=0)  # a process that dies here has confirmed nothing

    again = poller_of()
    assert await again.receive_once(timeout=0) == 1
    assert await again.receive_once(timeout=0) == 0
    assert await poller_of().receive_once(timeout=0) == 0
    assert await texts_waiting(database) == ["/start"]


async def test_what_could_not_be_stored_is_not_confirmed(
    poller_of: Build, database: Database, mai: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    poller = poller_of()
    monkeypatch.setattr(database, "transaction", lambda: (_ for _ in ()).throw(OSError("full")))
    for _ in range(2):
        with pytest.raises(OSError, match="full"):
            await poller.receive_once(timeout=0)
    monkeypatch.undo()

    assert await poller.receive_once(timeout=0) == 1
    assert await texts_waiting(database) == ["/start"]


async def test_a_long_poll_ends_as_soon_as_someone_writes(poller_of: Build, mai: Person) -> None:
    poller = poller_of()
    await poller.receive_once(timeout=0)
    asking = asyncio.create_task(poller.receive_once(timeout=20))
    await asyncio.sleep(0.05)
    mai.send("/han")

    assert await asyncio.wait_for(asking, 5) == 1


async def test_running_it_stores_and_tells_and_stops_during_a_long_poll(
    poller_of: Build, database: Database, mai: Person
) -> None:
    told = asyncio.Event()
    poller = poller_of(stored=told.set)
    running = asyncio.create_task(poller.run())
    await asyncio.wait_for(told.wait(), 5)
    poller.stop()
    await asyncio.wait_for(running, 1)

    assert await texts_waiting(database) == ["/start"]


async def test_while_too_much_waits_the_rest_is_left_with_telegram(
    poller_of: Build, database: Database, mai: Person
) -> None:
    poller = poller_of(most_waiting=0)
    await poller.receive_once(timeout=0)
    mai.send("/han")
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.05)

    assert await texts_waiting(database) == ["/start"]
    poller.stop()
    await running


async def test_telegram_out_of_reach_is_said_once_in_one_line_and_tried_again(
    poller_of: Build, logged: list[EventDict]
) -> None:
    poller = poller_of("http://127.0.0.1:9/bot1000001:DEMO-token-of-nobody", first_wait=0.01)
    running = asyncio.create_task(poller.run())
    await asyncio.sleep(0.1)
    poller.stop()
    await running

    assert poller._failures > 1
    [event] = logged
    assert event["event"] == "Telegram cannot be reached at 127.0.0.1:9, trying again in 0.01 s"
    assert "DEMO-token" not in str(event)


async def test_when_telegram_is_back_that_is_said_and_nothing_was_lost(
    poller_of: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    logged: list[EventDict],
) -> None:
    telegram.refuse_next("getUpdates", 502, "Bad Gateway", times=3)
    told = asyncio.Event()
    poller = poller_of(stored=told.set, first_wait=0.001)
    running = asyncio.create_task(poller.run())
    await asyncio.wait_for(told.wait(), 5)
    await asyncio.sleep(0)
    poller.stop()
    await running

    assert await texts_waiting(database) == ["/start"]
    assert [event["log_level"] for event in logged] == ["warning", "info"]


@pytest.mark.parametrize(
    "fault",
    [
        Refused(500, "Internal Server Error"),
        Refused(401, "Unauthorized"),
        Refused(429, "Too Many Requests", {"retry_after": 0.01}),
        Page(502),
        Page(504, accepted=True),
        Dropped(),
        Dropped(accepted=True),
        Silent(),
        Silent(accepted=True),
        Cut(),
        Trickling(0.05),
        Late(0.05),
    ],
    ids=repr,
)
async def test_whatever_becomes_of_a_poll_each_update_is_stored_once_and_none_is_confirmed_unseen(
    poller_of: Build,
    database: Database,
    telegram: Telegram,
    mai: Person,
    fault: Fault,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    telegram.faults.inject(fault, "getUpdates", chance=0.5, times=6)
    poller = poller_of(first_wait=0.001)
    ask = poller._ask
    monkeypatch.setattr("bot.delivery.polling.SLACK", 0.2)
    monkeypatch.setattr(poller, "_ask", lambda _seconds: ask(0))
    running = asyncio.create_task(poller.run())
    texts = ["/start", *map(str, range(20))]
    for text in texts[1:]:
        mai.send(text)
        await asyncio.sleep(0.005)
    await telegram.until(lambda: not len(telegram.updates), within=20)
    poller.stop()
    await running

    assert await texts_waiting(database) == texts


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Conflict("terminated by other getUpdates request"), "Another copy of this bot"),
        (InvalidToken("Unauthorized"), "refuses the token (THIDUA_TOKEN)"),
        (NetworkError("Bad Gateway"), "Telegram cannot be reached"),
        (OSError("disk full"), "cannot be stored"),
    ],
)
async def test_each_trouble_has_its_own_line(
    poller_of: Build,
    error: Exception,
    words: str,
    logged: list[EventDict],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fail(_seconds: int) -> None:
        raise error

    poller = poller_of(first_wait=0.001)
    monkeypatch.setattr(poller, "_ask", fail)
    await poller._receive_or_wait()

    [event] = logged
    assert words in event["event"]
    assert event["reason"]


async def test_everything_stored_is_handled_and_done(
    database: Database, clock: RehearsalClock
) -> None:
    handle = Handled()
    await stored(database, *(a_message(n, str(n), sender=n % 7) for n in range(1500)))

    assert await Dispatcher(database, clock, handle).handle_waiting() == 1500

    assert sorted(handle.texts, key=int) == [str(n) for n in range(1500)]
    assert await texts_waiting(database) == []


async def test_one_persons_updates_are_handled_in_order(
    database: Database, clock: RehearsalClock
) -> None:
    handled: dict[int, list[int]] = {}

    async def handle(update: dict[str, Any]) -> None:
        sender, number = update["message"]["from"]["id"], int(update["message"]["text"])
        await asyncio.sleep(0.001 * (number % 3))
        handled.setdefault(sender, []).append(number)

    await stored(database, *(a_message(n, str(n), sender=n % 5) for n in range(200)))
    await Dispatcher(database, clock, handle).handle_waiting()

    assert all(numbers == sorted(numbers) for numbers in handled.values())
    assert sum(map(len, handled.values())) == 200


async def test_different_people_are_handled_at_once_but_not_too_many(
    database: Database, clock: RehearsalClock
) -> None:
    going = most = 0

    async def handle(_update: dict[str, Any]) -> None:
        nonlocal going, most
        going += 1
        most = max(most, going)
        await asyncio.sleep(0.002)
        going -= 1

    await stored(database, *(a_message(n, "x", sender=n) for n in range(50)))
    await Dispatcher(database, clock, handle, at_once=8).handle_waiting()

    assert most == 8


async def test_a_slow_person_delays_nobody_else(database: Database, clock: RehearsalClock) -> None:
    slow, other = asyncio.Event(), asyncio.Event()

    async def handle(update: dict[str, Any]) -> None:
        if update["message"]["from"]["id"] == 1:
            await slow.wait()
        else:
            other.set()

    dispatcher = Dispatcher(database, clock, handle)
    await stored(database, a_message(1, "a", sender=1), a_message(2, "b", sender=1))
    handling = asyncio.create_task(dispatcher.handle_waiting())
    await asyncio.sleep(0.02)
    await stored(database, a_message(3, "c", sender=2))
    dispatcher.wake()
    await asyncio.wait_for(other.wait(), 5)
    slow.set()

    assert await handling == 3


async def test_an_update_marked_by_its_action_is_done_once(
    database: Database, clock: RehearsalClock
) -> None:
    async def handle(update: dict[str, Any]) -> None:
        async with database.transaction() as db:
            await mark_done(db, update["update_id"], clock.now())

    await stored(database, a_message(1, "a"))
    assert await Dispatcher(database, clock, handle).handle_waiting() == 1
    assert await texts_waiting(database) == []


async def test_a_failing_update_is_tried_again_and_the_persons_next_waits(
    database: Database, clock: RehearsalClock
) -> None:
    handle = Handled(first=2)
    await stored(database, a_message(1, "first"), a_message(2, "second"))
    await Dispatcher(database, clock, handle, retry_wait=0).handle_waiting()

    assert handle.tries == ["first", "first", "first", "second"]
    assert handle.texts == ["first", "second"]


async def test_an_update_that_fails_three_times_is_given_up_with_an_error(
    database: Database, clock: RehearsalClock, logged: list[EventDict]
) -> None:
    handle = Handled(bad=99)
    await stored(database, a_message(1, "bad"), a_message(2, "good"))
    await Dispatcher(database, clock, handle, retry_wait=0).handle_waiting()

    assert handle.tries == ["bad", "bad", "bad", "good"]
    assert await texts_waiting(database) == []
    [error] = [event for event in logged if event["event"] == "inbox.given_up"]
    assert (error["log_level"], error["update_id"]) == ("error", 1)


async def test_what_a_dead_process_left_is_counted_before_it_is_tried(
    database: Database, clock: RehearsalClock
) -> None:
    attempts: dict[int, int] = {}

    async def handle(body: dict[str, Any]) -> None:
        async with database.reading() as db:
            for update in await waiting(db, 10):
                if update.update_id == body["update_id"]:
                    attempts[update.update_id] = update.attempts

    await stored(database, a_message(1, "a"))
    dispatcher = Dispatcher(database, clock, handle)
    await dispatcher.recover()
    await stored(database, a_message(2, "b", sender=8))
    await dispatcher.handle_waiting()

    assert attempts == {1: 1, 2: 0}  # the left one is counted, the new one is not


async def test_suspects_are_handled_alone_and_first(
    database: Database, clock: RehearsalClock
) -> None:
    handle = Handled()
    await stored(database, *(a_message(n, str(n), sender=n) for n in range(1, 6)))
    for suspect in (4, 5):
        async with database.transaction() as db:
            await count_attempt(db, suspect)
    dispatcher = Dispatcher(database, clock, handle)

    await dispatcher.recover()
    assert handle.texts == ["4", "5"]
    await dispatcher.handle_waiting()
    assert sorted(handle.texts) == ["1", "2", "3", "4", "5"]


async def test_an_update_that_killed_three_processes_is_given_up_and_no_other(
    database: Database, clock: RehearsalClock
) -> None:
    class Killed(BaseException):
        """Stands for SIGKILL: nothing is written after it."""

    async def handle(update: dict[str, Any]) -> None:
        if update["message"]["text"] == "deadly":
            raise Killed
        handled.append(update["message"]["text"])

    handled: list[str] = []
    await stored(database, a_message(1, "deadly", sender=1), a_message(2, "kind", sender=2))
    for _ in range(3):
        async with database.transaction() as db:
            await count_attempt(db, 1)

    dispatcher = Dispatcher(database, clock, handle)
    await dispatcher.recover()
    await dispatcher.handle_waiting()

    assert handled == ["kind"]
    assert await texts_waiting(database) == []


async def test_running_it_handles_what_comes_in_until_it_is_stopped(
    database: Database, clock: RehearsalClock
) -> None:
    handled = asyncio.Event()

    async def handle(_update: dict[str, Any]) -> None:
        handled.set()

    dispatcher = Dispatcher(database, clock, handle)
    running = asyncio.create_task(dispatcher.run())
    await asyncio.sleep(0.02)
    await stored(database, a_message(1, "a"))
    dispatcher.wake()
    await asyncio.wait_for(handled.wait(), 0.5)
    dispatcher.stop()
    await asyncio.wait_for(running, 0.5)

    assert await texts_waiting(database) == []


async def test_stopping_finishes_what_is_being_handled_and_leaves_the_rest_stored(
    database: Database, clock: RehearsalClock
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_update: dict[str, Any]) -> None:
        begun.set()
        await go_on.wait()

    await stored(database, a_message(1, "being handled"), a_message(2, "queued"))
    dispatcher = Dispatcher(database, clock, handle)
    running = asyncio.create_task(dispatcher.run())
    await asyncio.wait_for(begun.wait(), 5)
    dispatcher.stop()
    go_on.set()
    await asyncio.wait_for(running, 0.5)

    assert await texts_waiting(database) == ["queued"]
