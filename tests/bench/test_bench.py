"""The benchmark's own tools: the counting Telegram counts right, the table tells it right."""

import asyncio
import json
from pathlib import Path
from urllib.request import urlopen

from bot.actions.members import recognise
from storage.database import Database, sqlite_url
from tests.bench.counting import FIRST_PERSON, Counting, percentile
from tests.bench.processes import TOKEN, telegram
from tests.bench.seeding import seed
from tests.bench.table import Bar, Line, table


class Clock:
    """A time that is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_wait_is_from_the_question_to_the_first_answer():
    clock = Clock()
    counting = Counting(clock)

    counting.ask(0)
    clock.now += 0.25
    counting.send(FIRST_PERSON)
    counting.send(FIRST_PERSON)

    report = counting.report()
    assert (report["messages"], report["answers"], report["waits"]["95"]) == (2, 1, 0.25)


def test_more_than_the_limit_in_any_second_is_refused_and_not_counted():
    clock = Clock()
    counting = Counting(clock)
    counting.limit = 2

    waits = [counting.send(1) for _ in range(3)]
    clock.now += 1.0
    waits.append(counting.send(1))

    assert waits == [0, 0, 1.0, 0]
    assert (counting.report()["messages"], counting.report()["refused"]) == (3, 1)


def test_an_update_is_handed_out_until_it_is_confirmed():
    counting = Counting()
    counting.ask(0)
    counting.ask(1)

    first = json.loads(counting.updates(0, 100))
    second = json.loads(counting.updates(first[0]["update_id"] + 1, 100))

    assert [len(first), len(second)] == [2, 1]
    assert second[0]["message"]["text"] == "/han"


def test_who_keeps_asking_asks_again_once_answered():
    counting = Counting()
    counting.keep_asking = True
    counting.ask(7)

    counting.send(FIRST_PERSON + 7)

    assert len(json.loads(counting.updates(0, 100))) == 2


def test_percentiles_are_values_that_were_measured():
    assert percentile([], 95) == 0
    assert percentile([3.0, 1.0, 2.0, 4.0], 50) == 2.0
    assert percentile([3.0, 1.0, 2.0, 4.0], 95) == 4.0


def test_the_counting_telegram_speaks_the_bot_api():
    with telegram() as at:
        bot = f"{at.url}/bot{TOKEN}"
        at.begin(in_flight=3)
        with urlopen(f"{bot}/getUpdates", b"timeout=1&limit=2") as answer:
            updates = json.load(answer)["result"]
        with urlopen(f"{bot}/sendMessage", b"text=a&chat_id=%d" % FIRST_PERSON) as answer:
            sent = json.load(answer)["result"]
        with urlopen(f"{bot}/answerCallbackQuery", b"") as answer:
            assert json.load(answer)["result"] is True
        report = at.report()

    assert [update["message"]["text"] for update in updates] == ["/han", "/han"]
    assert sent["chat"]["id"] == FIRST_PERSON
    assert (report["answers"], report["others"]) == (1, {"answerCallbackQuery": 1})


async def test_seeded_people_have_the_keyboard_that_is_offered_now(tmp_path: Path):
    # Whoever lacks it is sent a new one with the answer, and that would be measured instead.
    await asyncio.to_thread(seed, tmp_path / "thidua.db", 2)

    database = Database(sqlite_url(tmp_path / "thidua.db"))
    async with database.reading() as db:
        people = [await recognise(db, FIRST_PERSON + number) for number in (-1, 0, 1)]
    await database.close()

    assert [person is None or person.lacks_menu for person in people] == [False] * 3


def test_the_table_holds_medians_against_their_bars():
    fast = Line("answering", "/s", Bar(least=3), bare=[9.0, 10.0, 11.0], ours=[30.0, 31.0, 40.0])
    heavy = Line("memory", "MB", Bar(most=2), bare=[40.0], ours=[100.0])
    share = Line("share", "%", Bar(least=97, is_plain=True), ours=[98.0])

    printed = table([fast, heavy, share]).splitlines()

    assert printed[2].split("  ")[0] == "answering [/s]"
    assert "31 (30–40)" in printed[2]
    assert [line.split()[-1] for line in printed[2:]] == ["pass", "MISS", "pass"]
    assert "3.10×" in printed[2]
    assert "2.50×" in printed[3]
