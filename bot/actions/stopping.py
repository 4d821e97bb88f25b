"""Units that stop working, and their coming back: what they did stays, nothing more is asked."""

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import rest_forms_of
from bot.actions.heads import end_headings_of
from bot.actions.journal import note
from bot.actions.outbox import put
from bot.actions.units import unit_to_change
from bot.rules.dialogues import check_words
from bot.rules.heads import Heading
from bot.rules.members import Member, check_officer
from bot.rules.outbox import Lane
from bot.rules.units import REASON_LENGTH, DayAhead, UnitStopped
from storage.fanning import drop_for
from storage.organisations import calendar_of
from storage.tables import Invite, Unit
from storage.tables import Member as MemberRow
from storage.units import UnitRow, seats_of, stopped_units_of


async def stopped_units(db: AsyncSession, member: Member) -> list[UnitRow]:
    """The units of the officer's organisation that were stopped, latest first. Raises NotAllowed"""
    return await stopped_units_of(db, check_officer(member).organisation_id)


async def stop_unit(
    db: AsyncSession, member: Member, unit_id: int, on: date, because: str, now: datetime
) -> list[Heading]:
    """Ask nothing of a unit from a day on; gives what it headed, which ends.

    Its links are worthless, its people are told and keep what they have. Raises NotAllowed,
    UnitStopped, DayAhead, AnswerTooLong.
    """
    unit = await unit_to_change(db, member, unit_id)
    ended = await let_stop(db, member, unit, on, because, now)
    after = {"on": str(on), "because": unit.stopped_because}
    note(db, member, "unit stopped", unit.name, now=now, after=after)
    await tell_people(db, unit, "unit_stopped", now)
    return ended


async def restore_unit(db: AsyncSession, member: Member, unit_id: int, now: datetime) -> bool:
    """Let a unit work on as before; False when it does already.

    Withdrawn links stay so, and whoever went with it into another unit stays there. Raises
    NotAllowed.
    """
    unit = await unit_to_change(db, member, unit_id)
    if unit.stopped_on is None:
        return False
    before = {"on": str(unit.stopped_on), "because": unit.stopped_because}
    if unit.merged_into is not None:
        before["into"] = str(unit.merged_into)
    unit.stopped_on, unit.stopped_because, unit.merged_into = None, "", None
    await db.flush()
    note(db, member, "unit restored", unit.name, now=now, before=before)
    await tell_people(db, unit, "unit_restored", now)
    return True


async def let_stop(
    db: AsyncSession, member: Member, unit: Unit, on: date, because: str, now: datetime
) -> list[Heading]:
    """All of it but the telling and the noting, for a unit that is held.

    Raises UnitStopped, DayAhead, AnswerTooLong.
    """
    if unit.stopped_on is not None:
        raise UnitStopped(unit.name, unit.stopped_on)
    if on > (await calendar_of(db, unit.organisation_id)).today(now):
        raise DayAhead(on)
    ended = await end_headings_of(db, member, unit, now)
    unit.stopped_on = on
    unit.stopped_because = check_words(because, REASON_LENGTH) if because.strip() else ""
    unused = col(Invite.used_at).is_(None), col(Invite.withdrawn_at).is_(None)
    of_unit = update(Invite).where(col(Invite.unit_id) == unit.id, *unused)
    await db.exec(of_unit.values(withdrawn_at=now))
    await db.flush()
    assert unit.id is not None
    await rest_forms_of(db, unit.id)
    for seat in await seats_of(db, unit.id):
        await drop_for(db, seat.member_id, unit.organisation_id)
        # Whoever speaks for another unit, too, speaks for that one now.
        spoke = col(MemberRow.id) == seat.member_id, col(MemberRow.speaks_as) == f"s{seat.id}"
        await db.exec(update(MemberRow).where(*spoke).values(speaks_as=None))
    return ended


async def tell_people(db: AsyncSession, unit: Unit, message: str, now: datetime) -> int:
    """Owe everybody who speaks for the unit the news of it; how many they are."""
    assert unit.id is not None
    seats = await seats_of(db, unit.id)
    for seat in seats:
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=seat.member_id,
            organisation_id=unit.organisation_id,
            message=message,
            details={"unit": unit.id},
            due_at=now,
        )
    return len(seats)
