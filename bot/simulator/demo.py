"""The demo: the bot, a Telegram on this machine, a sample alliance, a clock that can be moved."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.actions.next_reminder import next_reminder_at
from bot.app import App, Installation
from bot.campaigns import load
from bot.clock import RehearsalClock
from bot.delivery.limits import Limits
from bot.rules.members import Language
from bot.rules.plans import Actor, PlanDraft
from bot.simulator.guide import Guide
from bot.simulator.page import ChatPage
from bot.simulator.page_state import GuideStep, PhoneCard
from bot.simulator.sample import Sample, make_sample
from bot.simulator.server import serve
from bot.simulator.telegram import Telegram
from bot.texts import N_, Texts
from storage.database import Database, sqlite_url
from storage.keys import receipt_key
from storage.members import DEFAULT_ZONE
from storage.organisations import YEARS
from storage.workdays import closed_days

BEGINS_BEFORE = timedelta(days=11)
BEGINS_AT = time(8, 0)

OFFICER = N_("Officer")
MANAGER = N_("Manager")
NEWCOMER = N_("Invited")
OUTSIDE = N_("the clock goes from the year {first} to {last}")


class Demo:
    """The page's hands on the campaign: its clock and its guide. Empty until `fill`."""

    def __init__(self, clock: RehearsalClock) -> None:
        self._clock = clock
        self._app: App | None = None
        self._guide: Guide | None = None

    def fill(self, app: App, guide: Guide) -> None:
        """From now on there is something to remind of and to try."""
        self._app, self._guide = app, guide

    def now(self) -> datetime:
        return self._clock.now()

    async def next_reminder_at(self) -> datetime | None:
        """When somebody will be reminded next. The page asks at every look: the guide looks too."""
        if self._app is None or self._guide is None:
            return None
        async with self._app.database.reading() as db:
            await self._guide.look(db)
            return await next_reminder_at(db, self._clock.now())

    async def move(self, to: datetime) -> None:
        """Go there and let what is due happen. ValueError for a year nobody plans in."""
        if not YEARS.start <= to.year < YEARS.stop:
            t = Texts(Language.VI)
            raise ValueError(t.plain(OUTSIDE, first=str(YEARS.start), last=str(YEARS.stop - 1)))
        self._clock.move_to(to)
        if self._app is not None:
            await self._app.tick()

    def steps(self) -> list[GuideStep]:
        """What may be tried, for the page."""
        return self._guide.steps() if self._guide else []


def begins_at(draft: PlanDraft) -> datetime:
    """08:00 on a working day before the campaign's first deadline of units.

    A plan without any begins on its day of issue, or with its year. One that was signed on its own
    last day (Hải Phòng) begins before it was: there would be no reminder to see.
    """
    last_days = [
        obligation.deadline.last_day
        for obligation in draft.obligations
        if obligation.deadline and obligation.actor is Actor.UNIT
    ]
    issued_on = draft.issued_on or date(draft.year, 1, 2)
    day = min(last_days) - BEGINS_BEFORE if last_days else issued_on
    working = closed_days(YEARS).last_open(day)
    return datetime.combine(working, BEGINS_AT, DEFAULT_ZONE)


@asynccontextmanager
async def demo(slug: str, port: int) -> AsyncIterator[str]:
    """Run the demo of a campaign; gives the page's address. Everything is gone afterwards.

    Raises OSError when the port is taken.
    """
    clock = RehearsalClock(begins_at(load(slug)))
    telegram = Telegram(clock.now)
    hands = Demo(clock)
    page = ChatPage(telegram, [], hands, hands.steps)
    with tempfile.TemporaryDirectory(prefix="thidua-demo-") as folder:
        async with serve(page.app(), port) as url:
            app = _app(telegram, url, Path(folder), clock)
            try:
                await app.start()
                sample = await make_sample(app, telegram, slug, clock.now())
                hands.fill(app, Guide(sample, load(slug)))
                for card in _phones(sample):
                    page.add_phone(card)
                of_bloc = (sample.officer.id, sample.managers[0].id, sample.newcomer.id)
                page.make_groups_of(sample.bloc, of_bloc)
                async with _running(app):
                    yield url
            finally:
                await app.close()


@asynccontextmanager
async def _running(app: App) -> AsyncIterator[None]:
    """Run the bot meanwhile, and end it in good order whatever happened."""
    running = asyncio.create_task(app.run())
    try:
        yield
    finally:
        app.stop()
        await running


def _app(telegram: Telegram, url: str, folder: Path, clock: RehearsalClock) -> App:
    return App(
        Installation(
            token=telegram.token,
            telegram_url=url,
            database=Database(sqlite_url(folder / "thidua.db")),
            archive=folder / "archive",
            clock=clock,
            # Our own Telegram has no limits, and what waits a second would be stamped with the
            # day to which the clock is moved meanwhile.
            limits=Limits.unlimited(),
            receipt_key=receipt_key(folder, ""),
        )
    )


def _phones(sample: Sample) -> list[PhoneCard]:
    t = Texts(Language.VI)
    managers = [
        PhoneCard(person.id, t.plain(MANAGER), unit)
        for person, unit in zip(sample.managers, sample.units, strict=True)
    ]
    return [
        PhoneCard(sample.officer.id, t.plain(OFFICER), sample.organisation),
        *managers,
        PhoneCard(sample.newcomer.id, t.plain(NEWCOMER), sample.newcomer_unit),
    ]
