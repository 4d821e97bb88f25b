"""What another bloc or type makes of what is asked of units: since when, and told to their people.

Whoever changes a unit's place asks `asked_by_place` before, and lets `follow_place` compare after.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.outbox import put
from bot.rules.outbox import Lane
from storage.placing import asked_by_place
from storage.tables import Unit
from storage.units import seats_of


async def follow_place(
    db: AsyncSession, units: Iterable[Unit], before: Collection[tuple[int, int]], now: datetime
) -> None:
    """Keep since when more is asked of these units, and tell their people what differs, if any.

    `before` is what was asked of them by their place until now.
    """
    await db.flush()
    placed = {unit.id: unit for unit in units if unit.id is not None}
    after = await asked_by_place(db, placed)
    anew, no_longer = _by_unit(after - set(before)), _by_unit(set(before) - after)
    for unit_id, unit in placed.items():
        if unit_id in anew:
            # Only then: a place that asks nothing more lets nobody off what is overdue.
            unit.placed_at = now
        if unit_id in anew or unit_id in no_longer:
            details = {"unit": unit_id, "anew": anew[unit_id], "no_longer": no_longer[unit_id]}
            await _tell(db, unit, details, now)
    await db.flush()


async def _tell(db: AsyncSession, unit: Unit, details: dict[str, object], now: datetime) -> None:
    assert unit.id is not None
    for member_id in dict.fromkeys(seat.member_id for seat in await seats_of(db, unit.id)):
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=member_id,
            organisation_id=unit.organisation_id,
            message="unit_placed",
            details=details,
            due_at=now,
        )


def _by_unit(asked: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for unit_id, obligation_id in sorted(asked):
        found[unit_id].append(obligation_id)
    return found
