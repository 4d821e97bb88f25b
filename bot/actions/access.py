"""Strangers asking to speak for a unit, and officers deciding."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.invites import seat_member
from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.rules.dialogues import NAME_LENGTH, check_words
from bot.rules.errors import RuleViolation
from bot.rules.members import Member, NotAllowed, RequestState, Role, check_officer
from bot.rules.outbox import Lane
from storage.tables import AccessRequest, Organisation, Unit
from storage.tables import Member as MemberRow


class AlreadyDecided(RuleViolation):
    """Another officer was faster; `state` is what was decided."""

    def __init__(self, state: RequestState) -> None:
        super().__init__(state)
        self.state = state


class AlreadyAsked(RuleViolation):
    """The person's earlier request to this organisation still waits."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request for access as officers see it."""

    id: int
    member_id: int
    name: str
    unit_name: str
    organisation: str
    state: RequestState


async def ask_access(
    db: AsyncSession, member: Member, organisation_id: int, unit_name: str, now: datetime
) -> Request:
    """Put a request before the officers. Raises AlreadyAsked, EmptyAnswer, AnswerTooLong."""
    waiting = select(AccessRequest.id).where(
        col(AccessRequest.organisation_id) == organisation_id,
        col(AccessRequest.member_id) == member.id,
        col(AccessRequest.state) == RequestState.WAITING,
    )
    if (await db.exec(waiting)).first() is not None:
        raise AlreadyAsked
    row = AccessRequest(
        organisation_id=organisation_id,
        member_id=member.id,
        unit_name=check_words(unit_name, NAME_LENGTH),
        state=RequestState.WAITING,
        asked_at=now,
    )
    db.add(row)
    await db.flush()
    note(db, member, "access asked", row.unit_name, now=now, organisation_id=organisation_id)
    await tell_officers(db, organisation_id, "access_asked", {"request": row.id}, now)
    return await _request(db, row)


async def read_request(db: AsyncSession, member: Member, request_id: int) -> Request:
    """A request to the officer's own organisation. Raises NotAllowed."""
    return await _request(db, await _own(db, member, request_id))


async def grant_access(
    db: AsyncSession, member: Member, request_id: int, unit_id: int, now: datetime
) -> Request:
    """Give the asker a seat in a unit and tell them. Raises NotAllowed, AlreadyDecided."""
    row = await _undecided(db, member, request_id)
    unit = await db.get(Unit, unit_id)
    if unit is None or unit.organisation_id != row.organisation_id:
        raise NotAllowed
    seat_id = await seat_member(db, row.member_id, unit_id, Role.REPRESENTATIVE, now)
    _decide(row, member, RequestState.GRANTED, now)
    note(db, member, "access granted", unit.name, now=now, after={"request": request_id})
    await _tell(db, row, "access_granted", {"unit": unit.name, "seat": seat_id}, now)
    return await _request(db, row)


async def refuse_access(
    db: AsyncSession, member: Member, request_id: int, now: datetime
) -> Request:
    """Refuse a request and tell the asker. Raises NotAllowed, AlreadyDecided."""
    row = await _undecided(db, member, request_id)
    _decide(row, member, RequestState.REFUSED, now)
    note(db, member, "access refused", row.unit_name, now=now, after={"request": request_id})
    await _tell(db, row, "access_refused", {}, now)
    return await _request(db, row)


def _decide(row: AccessRequest, member: Member, state: RequestState, now: datetime) -> None:
    row.state, row.decided_at, row.decided_by = state, now, member.id


async def _tell(
    db: AsyncSession, row: AccessRequest, message: str, details: dict[str, object], now: datetime
) -> None:
    organisation = await db.get_one(Organisation, row.organisation_id)
    await put(
        db,
        lane=Lane.ANSWER,
        member_id=row.member_id,
        message=message,
        details={"organisation": organisation.name, **details},
        due_at=now,
    )


async def _own(db: AsyncSession, member: Member, request_id: int) -> AccessRequest:
    post = check_officer(member)
    row = await db.get(AccessRequest, request_id)
    if row is None or row.organisation_id != post.organisation_id:
        raise NotAllowed
    return row


async def _undecided(db: AsyncSession, member: Member, request_id: int) -> AccessRequest:
    row = await _own(db, member, request_id)
    if row.state is not RequestState.WAITING:
        raise AlreadyDecided(row.state)
    return row


async def _request(db: AsyncSession, row: AccessRequest) -> Request:
    asker = await db.get_one(MemberRow, row.member_id)
    organisation = await db.get_one(Organisation, row.organisation_id)
    assert row.id is not None
    return Request(row.id, row.member_id, asker.name, row.unit_name, organisation.name, row.state)
