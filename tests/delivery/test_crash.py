"""Real processes killed at the worst moment: nothing is lost, and what may be doubled is known."""

import asyncio
import signal
import sys
from collections import Counter

from sqlmodel import text

from bot.delivery.webhook import webhook_at
from bot.rules.outbox import OutboxState
from bot.simulator.person import Person
from bot.simulator.receiving import set_webhook
from bot.simulator.telegram import Telegram
from storage.database import Database
from tests.delivery.conftest import texts_of
from tests.delivery.crashing import GROUP, KEY, WORKERS
from tests.delivery.owing import a_member, owe, standing
from tests.stories.program import webhook_settings


async def start(
    work: str, database: Database, url: str, kill_after: int = 0
) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.delivery.crashing", work, database.url, url, str(kill_after)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


async def run(work: str, database: Database, url: str, kill_after: int = 0) -> tuple[int, str]:
    """Run the process to its end; its exit code and what it logged."""
    process = await start(work, database, url, kill_after)
    output, _ = await process.communicate()
    assert process.returncode is not None
    return process.returncode, output.decode()


async def handled(database: Database) -> list[int]:
    async with database.reading() as db:
        return list((await db.exec(text("SELECT update_id FROM handled"))).scalars())


async def test_a_kill_between_receiving_and_handling_loses_nothing_and_doubles_nothing(
    database: Database, telegram: Telegram, url: str
) -> None:
    async with database.transaction() as db:
        await db.exec(text("CREATE TABLE handled (update_id INTEGER)"))
    people = [telegram.add_person(f"Person {number}") for number in range(12)]
    for person in people:
        person.start()
        for number in range(9):
            person.send(str(number))

    killed, _ = await run("receive", database, url, kill_after=40)
    before = await handled(database)
    people[0].send("written meanwhile")
    ended, output = await run("receive", database, url)

    assert (killed, ended) == (-signal.SIGKILL, 0), output
    assert len(before) == 39  # the fortieth was done, but not committed
    counts = Counter(await handled(database))
    assert len(counts) == 12 * 10 + 1
    assert set(counts.values()) == {1}
    assert "inbox.left_over" in output


async def test_a_kill_between_the_200_and_the_handling_loses_nothing_and_doubles_nothing(
    database: Database, telegram: Telegram, url: str
) -> None:
    async with database.transaction() as db:
        await db.exec(text("CREATE TABLE handled (update_id INTEGER)"))
    people = [telegram.add_person(f"Person {number}") for number in range(12)]
    whose = {}
    for person in people:
        person.start()
        for number in range(9):
            person.send(str(number))
    for update in telegram.updates.waiting:
        whose[update["update_id"]] = update["message"]["from"]["id"]
    address = webhook_settings()["THIDUA_PUBLIC_URL"]
    webhook = webhook_at(address, KEY)
    telegram.webhook.is_local, telegram.webhook.pace = True, 0.05
    set_webhook(telegram, {"url": webhook.url, "secret_token": webhook.secret})

    killed, _ = await run("brought", database, address, kill_after=40)
    before, taken = await handled(database), len(telegram.webhook.taken)
    process = await start("brought", database, address)
    await telegram.until(lambda: not len(telegram.updates), within=60)
    for _ in range(600):
        if len(await handled(database)) == len(whose):
            break
        await asyncio.sleep(0.1)
    process.terminate()
    output, _ = await process.communicate()

    assert (killed, process.returncode) == (-signal.SIGKILL, 0), output
    assert len(before) == 39  # the fortieth was done, but not committed
    assert len(before) < taken
    all_handled = await handled(database)
    assert sorted(all_handled) == sorted(whose)
    by_person: dict[int, list[int]] = {}
    for update_id in all_handled:
        by_person.setdefault(whose[update_id], []).append(update_id)
    assert all(numbers == sorted(numbers) for numbers in by_person.values())


async def test_a_kill_between_sending_and_recording_repeats_few_and_says_which(
    database: Database, mai: Person, url: str
) -> None:
    member = await a_member(database, mai)
    await owe(database, member, *map(str, range(120)))

    killed, _ = await run("send", database, url, kill_after=50)
    arrived = set(texts_of(mai))
    ended, output = await run("send", database, url)

    assert (killed, ended) == (-signal.SIGKILL, 0), output
    counts = Counter(texts_of(mai))
    repeated = {words for words, times in counts.items() if times > 1}
    assert sorted(counts, key=int) == [str(number) for number in range(120)]  # none lost
    assert repeated <= arrived
    assert 0 < len(repeated) <= WORKERS + GROUP
    rows = await standing(database, "state", "possibly_repeated", "details")
    flagged = {details["text"] for _, possibly, details in rows if possibly}
    assert {state for state, _, _ in rows} == {OutboxState.SENT}
    assert repeated <= flagged
    assert len(flagged) <= WORKERS + GROUP
    assert "outbox.possibly_repeated" in output
