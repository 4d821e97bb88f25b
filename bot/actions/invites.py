"""Invites and joining."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.seats import hand_over
from bot.actions.units import read_seat, working_unit
from bot.rules.invites import Invitation, InviteNotOpen, new_code
from bot.rules.members import (
    INVITE_LASTS,
    OFFICE_ROLES,
    InviteForSuccessor,
    InviteWithdrawn,
    Member,
    NotAllowed,
    Role,
    UnknownInvite,
    check_invite,
    check_officer,
    check_owner,
)
from storage.locking import hold
from storage.members import member_by_id
from storage.tables import Bloc, Invite, Office, Organisation, Seat, Unit
from storage.tables import Member as MemberRow
from storage.units import seat_by_id


async def invite_to_unit(
    db: AsyncSession, member: Member, unit_id: int, role: Role, now: datetime
) -> Invitation:
    """A link to a seat of a unit, by an officer.

    Raises NotAllowed for another's unit, UnitStopped.
    """
    post = check_officer(member)
    if role in OFFICE_ROLES:
        raise NotAllowed
    unit = await working_unit(db, member, unit_id)
    note(db, member, "unit invited", unit.name, now=now, after={"role": role})
    return await _invite(db, member, post.organisation_id, role, now, unit_id=unit_id)


async def invite_successor(
    db: AsyncSession, member: Member, seat_id: int, now: datetime
) -> Invitation:
    """A link to a representative's seat whose use ends the right of the one who holds it now.

    Raises NotAllowed, also for a deputy's seat, SeatEnded, UnitStopped.
    """
    seat, row = await read_seat(db, member, seat_id)
    unit = await working_unit(db, member, row.id)
    if seat.role is not Role.REPRESENTATIVE:
        raise NotAllowed
    after = {"role": seat.role, "instead of": seat.name}
    note(db, member, "unit invited", unit.name, now=now, after=after)
    return await _invite(
        db, member, unit.organisation_id, seat.role, now, unit_id=unit.id, replaces=seat.id
    )


async def invite_officer(db: AsyncSession, member: Member, now: datetime) -> Invitation:
    """A link to an officer's post, by the owner. Raises NotAllowed for anyone else."""
    post = check_owner(member)
    note(db, member, "officer invited", post.organisation, now=now)
    return await _invite(db, member, post.organisation_id, Role.OFFICER, now)


async def withdraw_invite(db: AsyncSession, member: Member, invite_id: int, now: datetime) -> None:
    """Make an unused link worthless."""
    post = check_officer(member)
    await hold(db, Invite, invite_id)
    invite = await db.get(Invite, invite_id)
    if invite is None or invite.organisation_id != post.organisation_id:
        raise NotAllowed
    if invite.role in OFFICE_ROLES:
        check_owner(member)
    if invite.used_at is None:
        invite.withdrawn_at = now
        note(db, member, "invite withdrawn", invite.role, now=now)


async def open_invite(
    db: AsyncSession, member: Member, invite_id: int, now: datetime
) -> Invitation:
    """A link made before, to be given out again, by an officer; an officer's own by the owner.

    Raises NotAllowed, InviteNotOpen.
    """
    invite = await _own_invite(db, member, invite_id)
    if invite.expires_at is not None and now >= invite.expires_at:
        raise InviteNotOpen
    return await _invitation(db, invite)


async def renew_invite(
    db: AsyncSession, member: Member, invite_id: int, now: datetime
) -> Invitation:
    """A fresh link in place of one that nobody used, which is worthless from now on.

    Raises NotAllowed, InviteNotOpen.
    """
    await hold(db, Invite, invite_id)
    old = await _own_invite(db, member, invite_id)
    old.withdrawn_at = now
    unit = await db.get(Unit, old.unit_id) if old.unit_id else None
    subject = unit.name if unit else str(old.role)
    note(db, member, "invite renewed", subject, now=now, after={"role": old.role})
    return await _invite(
        db,
        member,
        old.organisation_id,
        old.role,
        now,
        unit_id=old.unit_id,
        replaces=old.replaces_seat_id,
    )


async def read_invite(db: AsyncSession, member: Member, code: str, now: datetime) -> Invitation:
    """What it leads to.

    Raises UnknownInvite, InviteUsed, InviteExpired, InviteWithdrawn, and InviteForSuccessor where
    the reader is the one to be replaced: the link waits for whoever follows.
    """
    return await _invitation(db, await _usable(db, member, code, now))


async def accept_invite(
    db: AsyncSession, member: Member, code: str, now: datetime
) -> tuple[Member, Invitation]:
    """Take the post the invite leads to and speak from it; officers hear of it.

    Whoever is to be replaced speaks for the unit no more from this moment. The link is spent.
    Raises what `read_invite` raises, so that two people opening one link at once end with one seat.
    """
    invite = await _usable(db, member, code, now, to_spend=True)
    invite.used_at, invite.used_by = now, member.id
    replaced = await hand_over(db, member, invite, now)
    post_key = await _take_post(db, member, invite, now)
    await _speak_from(db, member.id, post_key)
    invitation = await _invitation(db, invite)
    joined = await member_by_id(db, member.id)
    note(db, joined, "joined", invitation.unit or invitation.organisation, now=now)
    details = {"member": member.id, "post": post_key, "replaced": replaced}
    await tell_officers(
        db, invite.organisation_id, "member_joined", details, now, besides=member.id
    )
    return joined, invitation


async def seat_member(
    db: AsyncSession, member_id: int, unit_id: int, role: Role, now: datetime
) -> int:
    """Give a person a seat, or find the one held; gives its id."""
    await hold(db, Unit, unit_id)
    held = select(Seat).where(
        col(Seat.unit_id) == unit_id, col(Seat.member_id) == member_id, col(Seat.until_at).is_(None)
    )
    seat = (await db.exec(held)).first()
    if seat is None:
        seat = Seat(unit_id=unit_id, member_id=member_id, role=role, since_at=now)
        db.add(seat)
        await db.flush()
    assert seat.id is not None
    return seat.id


async def _take_post(db: AsyncSession, member: Member, invite: Invite, now: datetime) -> str:
    role = invite.role
    if invite.unit_id is not None:
        return f"s{await seat_member(db, member.id, invite.unit_id, role, now)}"
    held = select(Office).where(
        col(Office.organisation_id) == invite.organisation_id,
        col(Office.member_id) == member.id,
        col(Office.until_at).is_(None),
    )
    office = (await db.exec(held)).first()
    if office is None:
        office = Office(
            organisation_id=invite.organisation_id, member_id=member.id, role=role, since_at=now
        )
        db.add(office)
        await db.flush()
    return f"o{office.id}"


async def _speak_from(db: AsyncSession, member_id: int, post_key: str) -> None:
    row = await db.get_one(MemberRow, member_id)
    row.speaks_as = post_key
    await db.flush()


async def _invite(
    db: AsyncSession,
    member: Member,
    organisation_id: int,
    role: Role,
    now: datetime,
    unit_id: int | None = None,
    replaces: int | None = None,
) -> Invitation:
    invite = Invite(
        code=new_code(),
        organisation_id=organisation_id,
        unit_id=unit_id,
        role=role,
        replaces_seat_id=replaces,
        created_by=member.id,
        created_at=now,
        expires_at=now + INVITE_LASTS,
    )
    db.add(invite)
    await db.flush()
    return await _invitation(db, invite)


async def _own_invite(db: AsyncSession, member: Member, invite_id: int) -> Invite:
    """One that the officer may give out and that nobody used."""
    post = check_officer(member)
    invite = await db.get(Invite, invite_id, populate_existing=True)
    if invite is None or invite.organisation_id != post.organisation_id:
        raise NotAllowed
    if invite.role in OFFICE_ROLES:
        check_owner(member)
    if invite.used_at is not None or invite.withdrawn_at is not None:
        raise InviteNotOpen
    return invite


async def _usable(
    db: AsyncSession, member: Member, code: str, now: datetime, *, to_spend: bool = False
) -> Invite:
    known = select(Invite).where(col(Invite.code) == code)
    if to_spend:  # whoever opens the same link at this moment waits, and finds it used
        known = known.with_for_update()
    invite = (await db.exec(known)).first()
    if invite is None:
        raise UnknownInvite
    unit = await db.get(Unit, invite.unit_id) if invite.unit_id else None
    if unit is not None and unit.stopped_on is not None and invite.used_by is None:
        raise InviteWithdrawn
    check_invite(
        expires_at=invite.expires_at,
        withdrawn_at=invite.withdrawn_at,
        used_by=invite.used_by,
        member_id=member.id,
        now=now,
    )
    if await _would_replace(db, member, invite):
        raise InviteForSuccessor
    return invite


async def _would_replace(db: AsyncSession, member: Member, invite: Invite) -> bool:
    """Whether the member holds the seat that the invite takes from whoever holds it."""
    if invite.replaces_seat_id is None:
        return False
    seat = await db.get_one(Seat, invite.replaces_seat_id)
    return seat.member_id == member.id and seat.until_at is None


async def _invitation(db: AsyncSession, invite: Invite) -> Invitation:
    organisation = await db.get_one(Organisation, invite.organisation_id)
    unit = await db.get(Unit, invite.unit_id) if invite.unit_id else None
    bloc = await db.get(Bloc, unit.bloc_id) if unit and unit.bloc_id else None
    assert invite.id is not None
    return Invitation(
        id=invite.id,
        code=invite.code,
        organisation=organisation.name,
        role=invite.role,
        unit=unit.name if unit else "",
        bloc=bloc.name if bloc else "",
        expires_at=invite.expires_at,
        replaces=await _replaced_by(db, invite),
        unit_id=invite.unit_id or 0,
    )


async def _replaced_by(db: AsyncSession, invite: Invite) -> str:
    """Who would lose the seat by the use of the link, "" where nobody would."""
    if invite.replaces_seat_id is None:
        return ""
    found = await seat_by_id(db, invite.replaces_seat_id)
    return found[0].name if found else ""
