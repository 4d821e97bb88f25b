"""What happens without anybody asking: a tick that owes what has come due."""

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.actions.reminders import plan_reminders
from bot.clock import Clock
from bot.delivery.outbox import Delivery
from storage.database import Database

TICK_SECONDS = 30


async def tick(database: Database, clock: Clock, delivery: Delivery) -> None:
    """Owe every reminder due by now and wake delivery. As often as wanted; it owes nothing twice."""
    async with database.transaction() as db:
        await plan_reminders(db, clock.now())
    delivery.wake()


def scheduler(database: Database, clock: Clock, delivery: Delivery) -> AsyncIOScheduler:
    """A scheduler that ticks; what is owed lives in the database, so a missed tick costs nothing."""
    jobs = AsyncIOScheduler()
    jobs.add_job(
        tick,
        IntervalTrigger(seconds=TICK_SECONDS),
        args=(database, clock, delivery),
        id="tick",
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    return jobs
