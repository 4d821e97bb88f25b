"""The officers' word on reports and registrations: both are decided in one way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.handing_in import Record, facts_of, unit_for
from bot.actions.journal import note
from bot.actions.outbox import put
from bot.actions.own_days import let_mend
from bot.actions.units import working_unit
from bot.rules.deadlines import Calendar, Term
from bot.rules.dialogues import check_words
from bot.rules.members import Member, Role, check_officer
from bot.rules.obligations import DeadlineTooEarly, Duty, UnknownObligation
from bot.rules.outbox import Lane
from bot.rules.registrations import RegistrationState
from bot.rules.reports import ReportState
from bot.rules.reviews import (
    REASON_LENGTH,
    AlreadyReviewed,
    RecordKind,
    RecordRef,
    Returning,
    ReviewState,
    ReviewView,
    Skipped,
    check_waiting,
    mending_term,
)
from bot.rules.units import UnitStopped
from storage.locking import hold
from storage.obligations import duties_of, obligation_by_id
from storage.organisations import calendar_of
from storage.tables import Member as MemberRow
from storage.tables import Registration, Report, Unit
from storage.units import seats_of

TABLES: dict[RecordKind, type[Report] | type[Registration]] = {
    RecordKind.REPORT: Report,
    RecordKind.REGISTRATION: Registration,
}

STATES: dict[str, ReviewState] = {
    ReportState.SUBMITTED: ReviewState.WAITING,
    RegistrationState.PENDING: ReviewState.WAITING,
    ReportState.ACCEPTED: ReviewState.ACCEPTED,
    RegistrationState.APPROVED: ReviewState.ACCEPTED,
    ReportState.RETURNED: ReviewState.RETURNED,
    ReportState.REPLACED: ReviewState.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A record as decided, the unit's duty from now on, how many of its people are being told."""

    review: ReviewView
    duty: Duty | None
    told: int

    @property
    def term(self) -> Term | None:
        return self.duty.term if self.duty else None


@dataclass(frozen=True, slots=True)
class ManyAccepted:
    """What came of accepting several: those accepted, and those that changed meanwhile."""

    accepted: tuple[Decided, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class MendingChoice:
    """What a date to mend is chosen by: the unit's term without it, and how its days count."""

    term: Term | None
    calendar: Calendar


async def read_review(db: AsyncSession, member: Member, ref: RecordRef) -> ReviewView:
    """How a record of the officer's organisation stands. Raises NotAllowed."""
    check_officer(member)
    return await _view(db, await _row(db, member, ref))


async def review_by_id(db: AsyncSession, ref: RecordRef) -> ReviewView:
    """How a record stands; for the program's own use."""
    if ref.kind is RecordKind.REPORT:
        return await _view(db, await db.get_one(Report, ref.id))
    return await _view(db, await db.get_one(Registration, ref.id))


async def accept(db: AsyncSession, member: Member, ref: RecordRef, now: datetime) -> Decided:
    """The officer accepts; the unit is told.

    Raises NotAllowed, AlreadyReviewed, UnitStopped, UnknownObligation; nothing is changed then.
    """
    return await _decide(db, member, ref, now, None)


async def accept_many(
    db: AsyncSession, member: Member, refs: Iterable[RecordRef], now: datetime
) -> ManyAccepted:
    """Accept all of these that still wait; each unit is told. Raises NotAllowed.

    What was decided or replaced meanwhile is skipped, and so is what nobody is asked for any more.
    """
    check_officer(member)
    accepted: list[Decided] = []
    skipped: list[Skipped] = []
    for ref in await _by_unit(db, set(refs)):
        try:
            accepted.append(await accept(db, member, ref, now))
        except (AlreadyReviewed, UnitStopped, UnknownObligation) as because:
            skipped.append(Skipped(await read_review(db, member, ref), because))
    return ManyAccepted(tuple(accepted), tuple(skipped))


async def send_back(
    db: AsyncSession, member: Member, ref: RecordRef, returning: Returning, now: datetime
) -> Decided:
    """The officer returns it with a reason, with or without a new day; the unit is told.

    Raises as accepting does, and EmptyAnswer, AnswerTooLong, DeadlineTooEarly, MendingTooEarly.
    """
    check_words(returning.reason, REASON_LENGTH)
    return await _decide(db, member, ref, now, returning)


async def preview_mending(
    db: AsyncSession, member: Member, ref: RecordRef, until: date, now: datetime
) -> Term:
    """The term a unit would have by this day. Raises DeadlineTooEarly, MendingTooEarly."""
    review = await read_review(db, member, ref)
    choice = await mending_choice(db, review)
    if until < choice.calendar.today(now):
        raise DeadlineTooEarly(until)
    return mending_term(choice.calendar, choice.term, until)


async def mending_choice(db: AsyncSession, review: ReviewView) -> MendingChoice:
    """What a date to mend is chosen by."""
    unit = await db.get_one(Unit, review.unit_id)
    duty = await duty_of_unit(db, review)
    return MendingChoice(duty.term if duty else None, await calendar_of(db, unit.organisation_id))


async def duty_of_unit(db: AsyncSession, review: ReviewView) -> Duty | None:
    """What the record answers, as it stands for the unit now."""
    duties = await duties_of(db, review.unit_id)
    return next((duty for duty in duties if duty.obligation.id == review.obligation_id), None)


async def _decide(
    db: AsyncSession, member: Member, ref: RecordRef, now: datetime, back: Returning | None
) -> Decided:
    row = await _held(db, member, ref)
    before = await _view(db, row)
    check_waiting(before)
    await working_unit(db, member, row.unit_id)
    unit = await db.get_one(Unit, row.unit_id)
    asked = await obligation_by_id(db, unit.organisation_id, row.obligation_id)
    if asked is None or asked.is_withdrawn:
        raise UnknownObligation
    if back is not None and back.until is not None:
        await preview_mending(db, member, ref, back.until, now)
        await let_mend(db, row.unit_id, row.obligation_id, back.until, now)
    _write(row, member, now, back)
    review = await _view(db, row)
    _note(db, member, review, back, now)
    told = await _tell(db, member, row, ref, now)
    return Decided(review, await duty_of_unit(db, review), told)


async def _held(db: AsyncSession, member: Member, ref: RecordRef) -> Record:
    """The row as it is now, held: the unit first, as whoever hands in a new version does."""
    check_officer(member)
    table = TABLES[ref.kind]
    unit_id = (await db.exec(select(table.unit_id).where(col(table.id) == ref.id))).first()
    await hold(db, Unit, unit_id)
    await hold(db, table, ref.id)
    return await _row(db, member, ref)


async def _row(db: AsyncSession, member: Member, ref: RecordRef) -> Record:
    row: Record | None
    if ref.kind is RecordKind.REPORT:
        row = await db.get(Report, ref.id, populate_existing=True)
    else:
        row = await db.get(Registration, ref.id, populate_existing=True)
    await unit_for(db, member, row)
    assert row is not None
    return row


async def _by_unit(db: AsyncSession, refs: set[RecordRef]) -> list[RecordRef]:
    """In the order of their units: of two officers at it, neither waits for the other for ever."""
    units: dict[RecordRef, int] = {}
    for kind, table in TABLES.items():
        ids = [ref.id for ref in refs if ref.kind is kind]
        rows = await db.exec(select(table.id, table.unit_id).where(col(table.id).in_(ids)))
        units |= {RecordRef(kind, id_): unit_id for id_, unit_id in rows if id_ is not None}
    return sorted(units, key=lambda ref: (units[ref], ref))


def _write(row: Record, member: Member, now: datetime, back: Returning | None) -> None:
    if isinstance(row, Report):
        row.state = ReportState.RETURNED if back else ReportState.ACCEPTED
    else:
        row.state = RegistrationState.RETURNED if back else RegistrationState.APPROVED
    if back is not None:
        row.reason, row.part = check_words(back.reason, REASON_LENGTH), back.part
    row.decided_by, row.decided_at = member.id, now


def _note(
    db: AsyncSession, member: Member, review: ReviewView, back: Returning | None, now: datetime
) -> None:
    after = {"record": review.ref.id, "version": review.version, "obligation": review.obligation}
    if back is not None:
        until = back.until.isoformat() if back.until else None
        after |= {"reason": review.reason, "part": review.part, "until": until}
    act = f"{review.ref.kind} {review.state}"
    note(db, member, act, review.unit, now=now, before={"state": "waiting"}, after=after)


async def _tell(
    db: AsyncSession, officer: Member, row: Record, ref: RecordRef, now: datetime
) -> int:
    """Owe the word to the sender if they still hold a seat, and to the representatives."""
    post = check_officer(officer)
    seats = await seats_of(db, row.unit_id)
    first = [
        seat
        for seat in seats
        if seat.role is Role.REPRESENTATIVE or seat.member_id == row.member_id
    ]
    readers = {seat.member_id: seat.reachable for seat in first or seats}
    for reader in readers:
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=reader,
            organisation_id=post.organisation_id,
            message=f"{ref.kind}_decided",
            details={str(ref.kind): ref.id},
            due_at=now,
        )
    return sum(readers.values())


async def _view(db: AsyncSession, row: Record) -> ReviewView:
    facts = await facts_of(db, row)
    officer = await db.get(MemberRow, row.decided_by) if row.decided_by is not None else None
    kind = RecordKind.REPORT if isinstance(row, Report) else RecordKind.REGISTRATION
    return ReviewView(
        ref=RecordRef(kind, facts["id"]),
        unit=facts["unit"],
        unit_id=facts["unit_id"],
        obligation_id=facts["obligation_id"],
        obligation=facts["obligation"],
        version=facts["version"],
        channel=row.channel,
        state=STATES[row.state],
        reason=row.reason,
        part=row.part,
        officer=officer.name if officer else "",
        decided_at=row.decided_at,
    )
