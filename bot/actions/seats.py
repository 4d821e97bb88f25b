"""Seats that end: taken away by officers, or handed over as a new representative joins."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.outbox import Lane
from storage.fanning import drop_for
from storage.locking import hold
from storage.members import member_by_id
from storage.organisations import organisation_name
from storage.tables import Invite, Seat, Unit


async def undo_joining(db: AsyncSession, member: Member, seat_id: int, now: datetime) -> str:
    """«Không phải người này»: end a seat at once. Gives the name of who lost it.

    Raises NotAllowed for a seat of another organisation.
    """
    post = check_officer(member)
    await hold(db, Seat, seat_id)
    seat = await db.get(Seat, seat_id)
    unit = await db.get(Unit, seat.unit_id) if seat else None
    if seat is None or unit is None or unit.organisation_id != post.organisation_id:
        raise NotAllowed
    removed = await member_by_id(db, seat.member_id)
    if seat.until_at is None:
        seat.until_at = now
        await db.flush()
        await drop_for(db, removed.id, post.organisation_id)
        note(db, member, "joining undone", unit.name, now=now, before={"member": removed.name})
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=removed.id,
            message="seat_ended",
            details={"unit": unit.name, "organisation": post.organisation},
            due_at=now,
        )
    return removed.name


async def hand_over(db: AsyncSession, member: Member, invite: Invite, now: datetime) -> str:
    """End the seat that the invite replaces and tell who held it; gives the name, "" for none.

    A seat the newcomer has in the unit already, as a deputy, ends with it: the new one follows.
    Half-filled forms are the unit's and stay.
    """
    if invite.replaces_seat_id is None:
        return ""
    await hold(db, Seat, invite.replaces_seat_id)
    seat = await db.get_one(Seat, invite.replaces_seat_id, populate_existing=True)
    await _end_own(db, member.id, seat.unit_id, now)
    if seat.until_at is not None:
        return ""
    seat.until_at = now
    await db.flush()
    await drop_for(db, seat.member_id, invite.organisation_id)
    unit, old = await db.get_one(Unit, seat.unit_id), await member_by_id(db, seat.member_id)
    note(
        db,
        member,
        "seat handed over",
        unit.name,
        now=now,
        organisation_id=invite.organisation_id,
        before={"member": old.name},
        after={"member": member.name},
    )
    organisation = await organisation_name(db, invite.organisation_id)
    await put(
        db,
        lane=Lane.ANSWER,
        member_id=old.id,
        message="seat_handed_over",
        details={"unit": unit.name, "organisation": organisation, "to": member.name},
        due_at=now,
    )
    return old.name


async def _end_own(db: AsyncSession, member_id: int, unit_id: int, now: datetime) -> None:
    own = col(Seat.unit_id) == unit_id, col(Seat.member_id) == member_id
    for seat in await db.exec(select(Seat).where(*own, col(Seat.until_at).is_(None))):
        seat.until_at = now
    await db.flush()
