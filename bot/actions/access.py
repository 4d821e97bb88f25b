"""Strangers asking to speak for a unit, and officers deciding."""

from datetime import datetime

from rapidfuzz import fuzz
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.invites import seat_member
from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.actions.units import add_unit, working_unit
from bot.rules.access import AlreadyAsked, AlreadyDecided, Request
from bot.rules.dialogues import NAME_LENGTH, check_words
from bot.rules.folding import fold
from bot.rules.members import Member, NotAllowed, RequestState, Role, check_officer
from bot.rules.outbox import Lane
from storage.access import waiting_request_ids
from storage.former_names import former_names_in
from storage.locking import hold
from storage.tables import AccessRequest, Organisation
from storage.tables import Member as MemberRow
from storage.units import UnitRow, unit_by_id, units_of


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


async def request_by_id(db: AsyncSession, request_id: int) -> Request:
    """A request; for the program's own use."""
    return await _request(db, await db.get_one(AccessRequest, request_id))


async def own_requests(db: AsyncSession, member: Member) -> list[Request]:
    """The requests that wait for the officer's organisation, oldest first. Raises NotAllowed."""
    post = check_officer(member)
    ids = await waiting_request_ids(db, post.organisation_id)
    return [await read_request(db, member, id_) for id_ in ids]


async def units_for(
    db: AsyncSession, member: Member, request_id: int
) -> tuple[Request, list[UnitRow]]:
    """A waiting request and the units it may mean, the likeliest first, by former names, too.

    Raises NotAllowed, AlreadyDecided.
    """
    row = await _undecided(db, member, request_id)
    typed = fold(row.unit_name)
    units = await units_of(db, row.organisation_id)
    former = await former_names_in(db, row.organisation_id)

    def likeness(unit: UnitRow) -> float:
        names = unit.name, *former.get(unit.id, ())
        return max(fuzz.token_set_ratio(typed, fold(name)) for name in names)

    likeliest = sorted(units, key=likeness, reverse=True)
    return await _request(db, row), likeliest


async def grant_new_unit(
    db: AsyncSession, member: Member, request_id: int, now: datetime
) -> tuple[Request, UnitRow]:
    """Make a unit of the name that was typed and give the asker its seat.

    Raises NotAllowed, AlreadyDecided, NameTaken.
    """
    row = await _undecided(db, member, request_id)
    unit_id = await add_unit(db, member, row.unit_name, None, now)
    request = await grant_access(db, member, request_id, unit_id, now)
    unit = await unit_by_id(db, row.organisation_id, unit_id)
    assert unit is not None
    return request, unit


async def grant_access(
    db: AsyncSession, member: Member, request_id: int, unit_id: int, now: datetime
) -> Request:
    """Give the asker a seat in a unit and tell them.

    Raises NotAllowed, AlreadyDecided, UnitStopped.
    """
    row = await _undecided(db, member, request_id)
    unit = await working_unit(db, member, unit_id)
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
        organisation_id=row.organisation_id,
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
    await hold(db, AccessRequest, request_id)
    row = await _own(db, member, request_id)
    if row.state is not RequestState.WAITING:
        raise AlreadyDecided(row.state)
    return row


async def _request(db: AsyncSession, row: AccessRequest) -> Request:
    asker = await db.get_one(MemberRow, row.member_id)
    organisation = await db.get_one(Organisation, row.organisation_id)
    assert row.id is not None
    return Request(row.id, row.member_id, asker.name, row.unit_name, organisation.name, row.state)
