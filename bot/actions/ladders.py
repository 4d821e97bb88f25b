"""The ladder of reminders, as officers set it: for the organisation, or for one obligation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation, asked_obligations
from bot.actions.journal import note
from bot.rules.ladders import DEFAULT, Ladder, as_kept, from_kept
from bot.rules.members import Member, check_officer
from bot.rules.obligations import Obligation as ObligationValue
from bot.rules.reminders import LIKE_ALL, Course, Rung, course_of
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Obligation, Organisation


@dataclass(frozen=True, slots=True)
class LadderView:
    """A ladder as an officer sees it: of an obligation, or of the organisation (None).

    `inherited` is what stands when no own one does, `is_own` whether one does.
    """

    obligation: ObligationValue | None
    ladder: Ladder
    inherited: Ladder
    is_own: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The rungs that a ladder would have for an obligation from today on, in order."""

    obligation: ObligationValue
    last_day: date
    rungs: tuple[Rung, ...]


async def read_ladder(db: AsyncSession, member: Member, obligation_id: int | None) -> LadderView:
    """The ladder of an obligation, or of the officer's organisation.

    Raises NotAllowed, UnknownObligation.
    """
    post = check_officer(member)
    own = await _organisations_own(db, post.organisation_id)
    if obligation_id is None:
        return LadderView(None, own or DEFAULT, DEFAULT, own is not None)
    obligation = await asked_obligation(db, member, obligation_id)
    inherited = own or DEFAULT
    return LadderView(obligation, obligation.ladder, inherited, obligation.has_own_ladder)


async def preview_ladder(
    db: AsyncSession, member: Member, obligation_id: int | None, ladder: Ladder, now: datetime
) -> list[Preview]:
    """On which days units would be reminded, of each obligation that the ladder is for.

    The next to end first; what has no date, or no rung left, is not among them. Raises NotAllowed,
    UnknownObligation.
    """
    post = check_officer(member)
    calendar = await calendar_of(db, post.organisation_id)
    today = calendar.today(now)
    found = []
    for obligation in await _led_by(db, member, obligation_id):
        course = course_of(replace(obligation, ladder=ladder), LIKE_ALL, calendar)
        if course is not None and (rungs := _ahead(course, today)):
            found.append(Preview(obligation, course.term.last_day, rungs))
    return sorted(found, key=lambda preview: preview.last_day)


async def set_ladder(
    db: AsyncSession,
    member: Member,
    obligation_id: int | None,
    ladder: Ladder | None,
    now: datetime,
) -> None:
    """Remind by this ladder from today on; None goes back to what is inherited.

    Rungs of it that lie behind are not owed. Raises NotAllowed, UnknownObligation.
    """
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    before = await read_ladder(db, member, obligation_id)
    kept = None if ladder is None else as_kept(ladder)
    today = (await calendar_of(db, post.organisation_id)).today(now)
    led = [obligation.id for obligation in await _led_by(db, member, obligation_id)]
    for row in await _rows(db, led):
        owe_from(row, today)
        if obligation_id is not None:
            row.ladder = kept
    if obligation_id is None:
        (await db.get_one(Organisation, post.organisation_id)).ladder = kept
    note(
        db,
        member,
        "ladder set",
        before.obligation.title if before.obligation else post.organisation,
        now=now,
        before=as_kept(before.ladder) if before.is_own else None,
        after=kept,
    )


def owe_from(row: Obligation, day: date) -> None:
    """Rungs before this day are not owed: its date or its ladder was another then."""
    row.rungs_from_on = max(day, row.rungs_from_on or day)


async def _led_by(
    db: AsyncSession, member: Member, obligation_id: int | None
) -> list[ObligationValue]:
    """What the ladder is for: the obligation, or all that have none of their own."""
    if obligation_id is not None:
        return [await asked_obligation(db, member, obligation_id)]
    return [each for each in await asked_obligations(db, member) if not each.has_own_ladder]


async def _rows(db: AsyncSession, obligation_ids: Sequence[int]) -> list[Obligation]:
    rows = select(Obligation).where(col(Obligation.id).in_(obligation_ids))
    return list(await db.exec(rows.order_by(col(Obligation.id))))


async def _organisations_own(db: AsyncSession, organisation_id: int) -> Ladder | None:
    kept = (await db.get_one(Organisation, organisation_id)).ladder
    return None if kept is None else from_kept(kept)


def _ahead(course: Course, today: date) -> tuple[Rung, ...]:
    first = max(today, course.since or today)
    return tuple(rung for rung in course.rungs if rung.on >= first)
