"""Taking turns: of several processes on one database one leads, and the others stand by.

Any process may take in what Telegram brings; to handle it, to plan and to send is for the leader
alone. Handling could be shared out by person, and then two processes must never disagree about who
has whom, least of all while one of them is dying. One process handles thousands of updates a
second (`make bench`), so nothing is gained by it: what several are for is that one may die.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager, suppress
from typing import Any

import structlog

from bot.delivery.complaints import Complaint
from bot.delivery.secrets import redact
from storage.leading import Heard, Lead

log = structlog.get_logger()

AGAIN = 1.0
"""Seconds between two tries to reach the database that says who leads."""


async def lead_in_turn(
    lead: Lead,
    at_work: Callable[[], AbstractAsyncContextManager[None]],
    heard: Heard,
    stopping: asyncio.Event,
) -> None:
    """Whenever the lead is ours be `at_work`, until `stopping`; whatever fails, try again."""
    trouble = Complaint("lead.going_on")
    while not stopping.is_set():
        try:
            if await unless(stopping, _gain(lead)):
                async with at_work():
                    if await unless(stopping, lead.keep(heard)):
                        log.warning("lead.lost")
            trouble.settled()
        except Exception as error:
            is_ours = not isinstance(error, OSError)
            words = redact(str(error))
            trouble.about(type(error).__name__, "lead.stumbled", reason=words, exc_info=is_ours)
            await unless(stopping, asyncio.sleep(AGAIN))
        finally:
            await lead.release()


async def unless(stopping: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do the work; False when `stopping` came first, and the work was left there and then."""
    working = asyncio.create_task(work)
    stopped = asyncio.create_task(stopping.wait())
    await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if working.done():
        await working
        return not stopping.is_set()
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working
    return False


async def _gain(lead: Lead) -> None:
    if not await lead.try_to_gain():
        log.info("Standing by: another process leads, this one takes over when it ends")
        await lead.gain()
        log.info("lead.taken_over")
