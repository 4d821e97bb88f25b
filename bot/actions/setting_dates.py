"""Dates set by hand, and whether a last day that is closed moves on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation, asked_obligations
from bot.actions.journal import note
from bot.actions.ladders import owe_from
from bot.actions.letting_go import cap_put_offs, drop_promises
from bot.actions.outbox import put
from bot.rules.deadlines import ONE_DAY, Deadline, Granularity, Term
from bot.rules.members import Member, check_officer
from bot.rules.obligations import DeadlineTooEarly
from bot.rules.obligations import Obligation as ObligationValue
from bot.rules.outbox import Lane
from storage.organisations import calendar_of
from storage.scopes import is_asked, speakers_among
from storage.tables import Obligation, Organisation


@dataclass(frozen=True, slots=True)
class DeadlinePreview:
    """A date before it is set: the obligation, the term it would have, how many are told."""

    obligation: ObligationValue
    term: Term
    people: int


async def preview_deadline(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    day: date,
    *,
    inclusive: bool,
    now: datetime,
) -> DeadlinePreview:
    """What setting this date would mean. Raises as `set_deadline`."""
    post = check_officer(member)
    obligation = await asked_obligation(db, member, obligation_id)
    calendar = await calendar_of(db, post.organisation_id)
    term = calendar.term(_by_hand(obligation.deadline, day, inclusive))
    assert term is not None
    if term.last_day < calendar.today(now):
        raise DeadlineTooEarly(term.last_day)
    people = await _concerned(db, obligation)
    return DeadlinePreview(obligation, term, len(people))


async def set_deadline(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    day: date,
    *,
    inclusive: bool,
    now: datetime,
) -> int:
    """Set or change the date of an obligation, as the officer's own; units are told.

    What the plan wrote stays beside it. A duty that was closed is open again by it. Days promised,
    or chosen to be reminded on, that lie beyond an earlier end are let go of, and that is told in
    the same message. Gives how many people are told. Raises NotAllowed, UnknownObligation,
    DeadlineTooEarly.
    """
    preview = await preview_deadline(db, member, obligation_id, day, inclusive=inclusive, now=now)
    row = await db.get_one(Obligation, obligation_id)
    before = _dated(row)
    row.in_force_on, row.inclusive = day, inclusive
    # A date set by hand is a whole day, whatever the plan had.
    row.hour, row.granularity = None, Granularity.DAY
    row.set_by, row.set_at, row.closed_at = member.id, now, None
    # Units are told today: what the new ladder has for today would be a second message.
    calendar = await calendar_of(db, preview.obligation.organisation_id)
    owe_from(row, calendar.today(now) + ONE_DAY)
    note(db, member, "deadline set", row.title, now=now, before=before, after=_dated(row))
    earlier = calendar.term(preview.obligation.deadline)
    await db.flush()
    promises = await drop_promises(db, obligation_id, earlier, preview.term)
    capped = await cap_put_offs(db, preview.obligation, preview.term, calendar.today(now))
    await _tell_units(db, preview.obligation, promises, capped, now)
    return preview.people


async def shifts_of(db: AsyncSession, member: Member) -> bool:
    """Whether the officer's organisation applies Điều 148.5. Raises NotAllowed."""
    post = check_officer(member)
    return (await calendar_of(db, post.organisation_id)).shifts


async def set_shifting(db: AsyncSession, member: Member, shifts: bool, now: datetime) -> None:
    """Choose whether a last day that is closed moves on (Bộ luật Dân sự 2015, Điều 148.5).

    Of a last day that moves by it, rungs that lie behind are not owed anew.
    """
    post = check_officer(member)
    organisation = await db.get_one(Organisation, post.organisation_id)
    before = {"shifts": organisation.shifts_to_workday}
    calendar = await calendar_of(db, post.organisation_id)
    moved = replace(calendar, shifts=shifts)
    for obligation in await asked_obligations(db, member):
        if calendar.term(obligation.deadline) != moved.term(obligation.deadline):
            owe_from(await db.get_one(Obligation, obligation.id), calendar.today(now))
    organisation.shifts_to_workday = shifts
    note(
        db, member, "shift set", post.organisation, now=now, before=before, after={"shifts": shifts}
    )


def _by_hand(deadline: Deadline | None, day: date, inclusive: bool) -> Deadline:
    """The deadline with an officer's date beside the one written, if any."""
    written = deadline.written if deadline else day
    return Deadline(written, inclusive, in_force=day)


def _dated(row: Obligation) -> dict[str, Any]:
    return {
        "in_force_on": str(row.in_force_on),
        "inclusive": row.inclusive,
        "hour": str(row.hour),
        "granularity": row.granularity,
    }


async def _tell_units(
    db: AsyncSession,
    obligation: ObligationValue,
    promises: Mapping[int, Mapping[int, date]],
    capped: Mapping[int, date],
    now: datetime,
) -> None:
    for member_id in await _concerned(db, obligation):
        details: dict[str, Any] = {"obligation": obligation.id}
        if dropped := promises.get(member_id):
            details["promises"] = {str(unit): day.isoformat() for unit, day in dropped.items()}
        if until := capped.get(member_id):
            details["until"] = until.isoformat()
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=obligation.organisation_id,
            message="deadline_set",
            details=details,
            due_at=now,
        )


async def _concerned(db: AsyncSession, obligation: ObligationValue) -> list[int]:
    """The people who speak for a unit that the obligation is asked of, each once."""
    asked = await speakers_among(db, obligation.organisation_id, is_asked(obligation.id))
    return list(dict.fromkeys(member_id for member_id, _ in asked))
