"""Whether the program does what nobody asks it for: a look at its parts."""

import asyncio
import time
from enum import StrEnum

import structlog
from sqlmodel import select

from bot.jobs import TICK_SECONDS
from storage.database import Database

log = structlog.get_logger()

ANSWERS_WITHIN = 3.0
TICKS_WITHIN = 3 * TICK_SECONDS
LEAD_WITHIN = 30.0
TURNS_WITHIN = 300.0
"""A part may sit out the longest request, a file over a slow line, before it counts as stuck."""


class Condition(StrEnum):
    """How a part of the program is, in the words of `/healthz`."""

    OK = "ok"
    FAILING = "failing"
    STANDING_BY = "standing by"

    @classmethod
    def of(cls, *, well: bool) -> "Condition":
        return cls.OK if well else cls.FAILING


async def answers(database: Database) -> bool:
    """Whether the database answers a question at once."""
    try:
        async with asyncio.timeout(ANSWERS_WITHIN), database.reading() as db:
            await db.exec(select(1))
    except Exception as error:
        log.warning("health.database_silent", error=type(error).__name__)
        return False
    return True


def is_recent(moment: float | None, within: float) -> bool:
    """Whether a moment of real time, None for never, is not long ago."""
    return moment is not None and time.monotonic() - moment <= within


def condition(moment: float | None, within: float, *, runs: bool, stands_by: bool) -> Condition:
    """How a part of a program is that did its work last at a moment of real time."""
    if runs and stands_by:
        return Condition.STANDING_BY
    return Condition.of(well=runs and is_recent(moment, within))
