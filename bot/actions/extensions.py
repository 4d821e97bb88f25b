"""More time: asked for by a unit, granted or refused by an officer, told to the unit."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import own_duties, own_duty
from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.actions.own_days import extend, let_mend
from bot.rules.deadlines import TermBasis
from bot.rules.dialogues import check_words
from bot.rules.extensions import (
    REASON_LENGTH,
    ExtensionDecided,
    ExtensionState,
    ExtensionView,
    ExtensionWaiting,
    NothingToExtend,
    Purpose,
    basis_of,
    check_granted,
    check_wanted,
    offered_days,
    purpose_of,
)
from bot.rules.members import Member, NotAllowed, check_manager, check_officer
from bot.rules.obligations import Duty
from bot.rules.outbox import Lane
from storage.extensions import count_waiting, extension_by_id, waiting_for, waiting_of
from storage.locking import hold
from storage.obligations import duties_of
from storage.organisations import calendar_of
from storage.tables import Extension, Unit
from storage.units import seats_of


async def extendable_duties(db: AsyncSession, member: Member, now: datetime) -> list[Duty]:
    """The duties of the member's unit that it may ask more time for. Raises NotAllowed."""
    found = []
    for duty in await own_duties(db, member):
        try:
            purpose_of(duty, now)
        except NothingToExtend:
            continue
        found.append(duty)
    return found


async def asked_for(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> tuple[Duty, Purpose]:
    """The duty and what more time for it would be for.

    Raises UnknownObligation, NothingToExtend, and ExtensionWaiting for one asked for before.
    """
    _, unit_id = check_manager(member)
    duty = await own_duty(db, member, obligation_id)
    purpose = purpose_of(duty, now)
    for row in await waiting_for(db, [unit_id], obligation_id, purpose):
        raise ExtensionWaiting(await _view(db, row.id))
    return duty, purpose


async def days_for(db: AsyncSession, duty: Duty, now: datetime) -> list[date]:
    """Days to pick, in working days after the last day of the duty."""
    calendar = await calendar_of(db, duty.obligation.organisation_id)
    last_days = [duty.term.last_day] if duty.term else []
    return offered_days(last_days, calendar.today(now), calendar.closed)


async def check_day(db: AsyncSession, duty: Duty, day: date, now: datetime) -> None:
    """Whether a unit may ask for this day. Raises DayNotLater, DayTooFar, NothingToExtend."""
    calendar = await calendar_of(db, duty.obligation.organisation_id)
    if duty.term is None:
        raise NothingToExtend
    check_wanted(day, duty.term, calendar.today(now))


async def ask_extension(
    db: AsyncSession, member: Member, obligation_id: int, reason: str, day: date, now: datetime
) -> ExtensionView:
    """Put a request before the officers, one a duty at a time.

    Raises EmptyAnswer, AnswerTooLong, and as `asked_for` and `check_day`.
    """
    _, unit_id = check_manager(member)
    await hold(db, Unit, unit_id)
    duty, purpose = await asked_for(db, member, obligation_id, now)
    await check_day(db, duty, day, now)
    row = Extension(
        unit_id=unit_id,
        obligation_id=obligation_id,
        purpose=purpose,
        state=ExtensionState.ASKED,
        asked_by=member.id,
        asked_at=now,
        reason=check_words(reason, REASON_LENGTH),
        wanted_on=day,
    )
    db.add(row)
    await db.flush()
    after = {"extension": row.id, "until": str(day)}
    note(db, member, "extension asked", duty.obligation.title, now=now, after=after)
    await tell_officers(
        db, duty.obligation.organisation_id, "extension_asked", {"extension": row.id}, now
    )
    return await _view(db, row.id)


async def read_extension(db: AsyncSession, member: Member, extension_id: int) -> ExtensionView:
    """A request, for the officers of its organisation. Raises NotAllowed."""
    post = check_officer(member)
    view = await extension_by_id(db, extension_id)
    if view is None or view.organisation_id != post.organisation_id:
        raise NotAllowed
    return view


async def waiting_extensions(db: AsyncSession, member: Member) -> list[ExtensionView]:
    """The requests that wait for the officer's organisation, oldest first. Raises NotAllowed."""
    return await waiting_of(db, check_officer(member).organisation_id)


async def how_many_wait(db: AsyncSession, member: Member) -> int:
    """How many they are. Raises NotAllowed."""
    return await count_waiting(db, check_officer(member).organisation_id)


async def duty_of(db: AsyncSession, view: ExtensionView) -> Duty | None:
    """The duty a request is about, as it stands; None when it is no longer in force."""
    duties = await duties_of(db, view.unit_id)
    return next((duty for duty in duties if duty.obligation.id == view.obligation_id), None)


async def undecided(
    db: AsyncSession, member: Member, extension_id: int
) -> tuple[ExtensionView, Duty | None]:
    """A request that still waits, and its duty. Raises NotAllowed, ExtensionDecided."""
    view = await read_extension(db, member, extension_id)
    if view.state is not ExtensionState.ASKED:
        raise ExtensionDecided(view)
    return view, await duty_of(db, view)


async def check_until(
    db: AsyncSession, view: ExtensionView, duty: Duty | None, until: date, now: datetime
) -> None:
    """Whether time may be granted until this day. Raises as `check_granted`."""
    if duty is None:
        raise NothingToExtend
    calendar = await calendar_of(db, view.organisation_id)
    check_granted(until, duty, view.purpose, calendar.today(now))


async def grant_extension(
    db: AsyncSession, member: Member, extension_id: int, until: date, now: datetime
) -> ExtensionView:
    """Give a unit the time it asked for, or another; it is told. Of two officers one decides.

    Raises NotAllowed, ExtensionDecided, and as `check_until`.
    """
    row, view = await _held(db, member, extension_id)
    duty = await duty_of(db, view)
    await check_until(db, view, duty, until, now)
    if duty is None:
        raise NothingToExtend
    give = let_mend if basis_of(view.purpose, duty.standing) is TermBasis.MENDING else extend
    await give(db, view.unit_id, view.obligation_id, until, now)
    row.until_on = until
    return await _decide(db, member, row, view, ExtensionState.GRANTED, now)


async def refuse_extension(
    db: AsyncSession, member: Member, extension_id: int, reason: str, now: datetime
) -> ExtensionView:
    """Refuse with a reason; the unit is told.

    Raises NotAllowed, ExtensionDecided, EmptyAnswer, AnswerTooLong.
    """
    row, view = await _held(db, member, extension_id)
    row.answer = check_words(reason, REASON_LENGTH)
    return await _decide(db, member, row, view, ExtensionState.REFUSED, now)


async def tell_unit(
    db: AsyncSession, officer: Member, extension: Extension, now: datetime, lane: Lane = Lane.ANSWER
) -> None:
    """Owe everyone who speaks for the unit the officer's word."""
    post = check_officer(officer)
    for seat in await seats_of(db, extension.unit_id):
        await put(
            db,
            lane=lane,
            member_id=seat.member_id,
            organisation_id=post.organisation_id,
            message="extension_decided",
            details={"extension": extension.id},
            due_at=now,
        )


async def extension_view(db: AsyncSession, extension_id: int) -> ExtensionView:
    """A request; for the program's own use."""
    return await _view(db, extension_id)


async def _held(
    db: AsyncSession, member: Member, extension_id: int
) -> tuple[Extension, ExtensionView]:
    """The request, nobody else's until the transaction ends: the unit first, as everybody does."""
    await hold(db, Unit, (await read_extension(db, member, extension_id)).unit_id)
    await hold(db, Extension, extension_id)
    view, _ = await undecided(db, member, extension_id)
    return await db.get_one(Extension, extension_id), view


async def _decide(
    db: AsyncSession,
    member: Member,
    row: Extension,
    view: ExtensionView,
    state: ExtensionState,
    now: datetime,
) -> ExtensionView:
    row.state, row.decided_by, row.decided_at = state, member.id, now
    after = {"extension": view.id, "until": str(row.until_on), "answer": row.answer}
    note(db, member, f"extension {state}", view.unit, now=now, after=after)
    await db.flush()
    await tell_unit(db, member, row, now)
    return await _view(db, view.id)


async def _view(db: AsyncSession, extension_id: int | None) -> ExtensionView:
    assert extension_id is not None
    view = await extension_by_id(db, extension_id)
    assert view is not None
    return view
