"""What happens without anybody asking: a tick that owes what has come due."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.actions.escalation import plan_escalation
from bot.actions.inbox import forget_done
from bot.actions.outages import keep_hearing
from bot.actions.reminders import plan_reminders
from bot.actions.standings import plan_standings
from bot.clock import Clock
from bot.delivery.carrying import carry_on_all
from bot.delivery.outbox import Delivery
from storage.database import Database

TICK_SECONDS = 30


async def tick(database: Database, clock: Clock, delivery: Delivery, *, hears: bool) -> list[int]:
    """Owe all that is due by now and wake delivery. However often, it owes nothing twice.

    That the program `hears` Telegram is noted, so that an outage begins when it last did. Gives
    the notices that have come on by it.
    """
    async with database.transaction() as db:
        if hears:
            await keep_hearing(db, clock.now())
        await plan_reminders(db, clock.now())
        await plan_standings(db, clock.now())
    # On its own: on SQLite nobody else writes meanwhile.
    async with database.transaction() as db:
        await plan_escalation(db, clock.now())
    notices = await carry_on_all(database, clock)
    delivery.wake()
    return notices


async def forget(database: Database, clock: Clock) -> None:
    """Drop updates that were done long ago."""
    async with database.transaction() as db:
        await forget_done(db, clock.now())


def scheduler(
    tick: Callable[[], Awaitable[None]], database: Database, clock: Clock
) -> AsyncIOScheduler:
    """A scheduler that ticks; what is owed is in the database, so a missed tick costs nothing."""
    jobs = AsyncIOScheduler()
    every: tuple[tuple[Callable[..., Awaitable[None]], IntervalTrigger, tuple[Any, ...]], ...] = (
        (tick, IntervalTrigger(seconds=TICK_SECONDS), ()),
        (forget, IntervalTrigger(days=1), (database, clock)),
    )
    for work, trigger, args in every:
        jobs.add_job(
            work, trigger, args=args, misfire_grace_time=None, coalesce=True, max_instances=1
        )
    return jobs


def every_minute(jobs: AsyncIOScheduler, work: Callable[[], Awaitable[None]]) -> None:
    """Do this too: at once, and then every minute."""
    jobs.add_job(
        work,
        IntervalTrigger(minutes=1),
        next_run_time=datetime.now(UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
