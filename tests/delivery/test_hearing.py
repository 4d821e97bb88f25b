"""Whether we hear Telegram, and what is kept of the times when we did not."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import col, select
from telegram import Bot
from telegram.error import TelegramError

from bot.actions.outages import keep_hearing
from bot.clock import RehearsalClock
from bot.delivery.hearing import STALE, Hearing
from bot.delivery.intake import Intake
from bot.delivery.polling import Poller
from bot.delivery.request import AiohttpRequest
from bot.delivery.webhook import Watch, announce, look_after, webhook_at
from bot.rules.outages import SHORTEST
from bot.simulator.faults import Page
from bot.simulator.person import Person
from bot.simulator.telegram import Telegram
from storage.database import Database
from storage.tables import Outage
from tests.delivery.owing import NOW

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


class Seconds:
    """The machine's time, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def hearing(seconds: Seconds) -> Hearing:
    return Hearing(seconds)


async def outages(database: Database) -> list[tuple[datetime, datetime | None]]:
    async with database.reading() as db:
        rows = await db.exec(
            select(Outage.began_at, Outage.ended_at).order_by(col(Outage.began_at))
        )
        return list(rows)


def test_it_is_deaf_until_the_first_sign_and_again_when_the_last_grows_old(
    hearing: Hearing, seconds: Seconds
) -> None:
    before = hearing.is_deaf
    hearing.heard()
    seconds.now += STALE
    fresh = hearing.is_deaf
    seconds.now += 1

    assert (before, fresh, hearing.is_deaf) == (True, False, True)


@pytest.mark.parametrize(
    ("silence", "kept"), [(SHORTEST, True), (SHORTEST - SECOND, False), (-HOUR, False)]
)
async def test_a_silence_is_kept_when_it_was_long(
    database: Database, hearing: Hearing, silence: timedelta, kept: bool
) -> None:
    await hearing.hear(database, NOW)
    hearing.lost()
    await hearing.hear(database, NOW + silence)

    ended = [(NOW, NOW + silence)] if kept else []
    assert await outages(database) == [*ended, (NOW + silence, None)]


async def test_as_long_as_we_hear_one_write_a_minute_says_so(database: Database) -> None:
    writes = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, statement, *_: writes.append(statement[:6]),
    )
    for second in range(0, 3600, 30):
        async with database.transaction() as db:
            await keep_hearing(db, NOW + second * SECOND)

    assert (writes.count("INSERT"), writes.count("UPDATE")) == (1, 59)
    assert await outages(database) == [(NOW + 59 * 60 * SECOND, None)]


async def test_a_poll_that_fails_and_one_that_cannot_be_stored_leave_us_deaf(
    database: Database,
    request_: AiohttpRequest,
    url: str,
    clock: RehearsalClock,
    telegram: Telegram,
    mai: Person,
    hearing: Hearing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    poller = Poller(request_, url, database, clock, hearing=hearing)
    with telegram.faults.inject(Page(502), "getUpdates"), pytest.raises(TelegramError):
        await poller.receive_once(timeout=0)
    failed = hearing.is_deaf
    with monkeypatch.context() as patch:
        patch.setattr(database, "transaction", lambda: (_ for _ in ()).throw(OSError("full")))
        with pytest.raises(OSError, match="full"):
            await poller.receive_once(timeout=0)
    not_stored = hearing.is_deaf
    await poller.receive_once(timeout=0)

    assert (failed, not_stored, hearing.is_deaf) == (True, True, False)


async def test_what_is_brought_after_a_silence_ends_it_before_it_is_handled(
    database: Database, clock: RehearsalClock, hearing: Hearing
) -> None:
    ended: list[int] = []

    def handle() -> None:
        ended.append(0 if hearing.is_deaf else 1)

    intake = Intake(database, clock, handle, hearing=hearing)
    await intake.begin()
    await intake.take({"update_id": 1})
    hearing.lost()
    clock.move_by(HOUR)
    await intake.take({"update_id": 2})

    assert await outages(database) == [(NOW, NOW + HOUR), (NOW + HOUR, None)]
    assert ended == [1, 1]


async def test_a_webhook_is_heard_as_long_as_telegram_says_that_it_reaches_us(
    database: Database,
    bot: Bot,
    telegram: Telegram,
    mai: Person,
    clock: RehearsalClock,
    hearing: Hearing,
) -> None:
    webhook = webhook_at("https://bot.example.vn/thidua", b"a key of the tests")
    await announce(bot, webhook)
    watch, deaf = Watch(bot, webhook), []

    async def look() -> None:
        await look_after(watch, hearing, database, clock)
        deaf.append(hearing.is_deaf)

    await look()
    telegram.webhook.last_error = (telegram.timestamp(), "Connection refused")
    for _ in range(2):
        await look()
    telegram.updates.forget()
    await look()
    with telegram.faults.inject(Page(502), "getWebhookInfo"):
        await look()

    assert deaf == [False, True, True, False, True]
