"""A unit that becomes a part of another: its people go over, what it did stays its own."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import end_forms_of
from bot.actions.heads import end_headings_of
from bot.actions.invites import seat_member
from bot.actions.journal import note
from bot.actions.outbox import put
from bot.actions.stopping import let_stop
from bot.actions.units import own_units, read_unit, unit_to_change, units_named, working_unit
from bot.rules.heads import Heading
from bot.rules.members import Member, Role
from bot.rules.merging import SameUnit, seats_to_give
from bot.rules.outbox import Lane
from bot.rules.units import UnitStopped
from storage.organisations import calendar_of
from storage.tables import Member as MemberRow
from storage.tables import Seat, Unit
from storage.units import SeatRow, UnitRow, seats_of


@dataclass(frozen=True, slots=True)
class Merging:
    """A unit and the one it becomes a part of: who of its people goes over, and as what.

    `staying` speak for the other one already.
    """

    unit: UnitRow
    into: UnitRow
    moving: tuple[tuple[str, Role], ...]
    staying: tuple[str, ...]


async def units_to_merge_into(
    db: AsyncSession, member: Member, unit_id: int, words: str = ""
) -> list[UnitRow]:
    """The other units that work on, those of the same bloc first; only those named so, with
    `words`. Raises NotAllowed, UnitStopped."""
    unit = await working_unit(db, member, unit_id)
    found = await units_named(db, member, words) if words else await own_units(db, member)
    others = [each for each in found if each.stopped_on is None and each.id != unit_id]
    return sorted(others, key=lambda each: each.bloc_id != unit.bloc_id)


async def preview_merging(
    db: AsyncSession, member: Member, unit_id: int, into_id: int, now: datetime
) -> Merging:
    """What merging would do. Raises NotAllowed, UnitStopped, SameUnit."""
    if unit_id == into_id:
        raise SameUnit
    for each in (unit_id, into_id):
        await working_unit(db, member, each)
    unit = await read_unit(db, member, unit_id, now)
    into = await read_unit(db, member, into_id, now)
    names = {seat.member_id: seat.name for seat in unit.seats}
    given = seats_to_give(_speakers(unit.seats), _speakers(into.seats))
    moving = {member_id for member_id, _ in given}
    return Merging(
        unit=unit.unit,
        into=into.unit,
        moving=tuple((names[member_id], role) for member_id, role in given),
        staying=tuple(name for member_id, name in names.items() if member_id not in moving),
    )


async def merge_units(
    db: AsyncSession, member: Member, unit_id: int, into_id: int, now: datetime
) -> tuple[Merging, list[Heading]]:
    """Let a unit become a part of another from today on; gives what was done, and what it headed.

    Its half-filled forms and unused links end. Its records, promises and dates stay its own. Raises
    NotAllowed, UnitStopped, SameUnit.
    """
    done = await preview_merging(db, member, unit_id, into_id, now)
    # In the order of their numbers: of two officers merging the same pair, neither waits for ever.
    held = {each: await unit_to_change(db, member, each) for each in sorted((unit_id, into_id))}
    unit, into = held[unit_id], held[into_id]
    for each in (unit, into):
        if each.stopped_on is not None:
            raise UnitStopped(each.name, each.stopped_on)
    ended = await end_headings_of(db, member, unit, now)
    people = await _move_people(db, unit, into, now)
    await end_forms_of(db, unit_id)
    today = (await calendar_of(db, unit.organisation_id)).today(now)
    await let_stop(db, member, unit, today, "", now)
    unit.merged_into = into_id
    await db.flush()
    after = {"into": into.name, "people": len(people)}
    note(db, member, "units merged", unit.name, now=now, before={"unit": unit.name}, after=after)
    return done, ended


async def _move_people(db: AsyncSession, unit: Unit, into: Unit, now: datetime) -> list[int]:
    """End every seat in the unit, give those that are wanted in the other, and tell everybody."""
    assert unit.id is not None
    assert into.id is not None
    coming = await seats_of(db, unit.id)
    given = dict(seats_to_give(_speakers(coming), _speakers(await seats_of(db, into.id))))
    await db.exec(
        update(Seat)
        .where(col(Seat.unit_id) == unit.id, col(Seat.until_at).is_(None))
        .values(until_at=now)
    )
    for seat in coming:
        role = given.get(seat.member_id, Role.DEPUTY)
        key = f"s{await seat_member(db, seat.member_id, into.id, role, now)}"
        spoke = col(MemberRow.id) == seat.member_id, col(MemberRow.speaks_as) == f"s{seat.id}"
        await db.exec(update(MemberRow).where(*spoke).values(speaks_as=key))
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=seat.member_id,
            organisation_id=into.organisation_id,
            message="units_merged",
            details={"unit": into.id, "from": unit.name},
            due_at=now,
        )
    return [seat.member_id for seat in coming]


def _speakers(seats: list[SeatRow] | tuple[SeatRow, ...]) -> list[tuple[int, Role]]:
    return [(seat.member_id, seat.role) for seat in seats]
