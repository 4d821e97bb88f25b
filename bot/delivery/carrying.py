"""Carrying on with notices until nothing is left to do, one small transaction after another."""

from bot.actions.fanning import carry_on, to_carry_on
from bot.clock import Clock
from storage.database import Database


async def carry_on_with(database: Database, clock: Clock, notice_id: int) -> bool:
    """Do all that a notice asks for now; whether that was anything."""
    pieces = 0
    while True:
        async with database.transaction() as db:
            if not await carry_on(db, notice_id, clock.now()):
                return pieces > 0
        pieces += 1


async def carry_on_all(database: Database, clock: Clock) -> list[int]:
    """The same for every notice; for which there was anything to do. What a killed process left is
    taken up here."""
    async with database.reading() as db:
        notice_ids = await to_carry_on(db, clock.now())
    return [each for each in notice_ids if await carry_on_with(database, clock, each)]
