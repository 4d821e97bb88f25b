"""Plans: putting one in force, and dates set by hand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation
from bot.actions.journal import note
from bot.actions.outbox import put
from bot.campaigns import dump, parse
from bot.rules.deadlines import Deadline, Granularity, Term
from bot.rules.errors import RuleViolation
from bot.rules.members import Member, NoPost, check_officer
from bot.rules.obligations import DeadlineTooEarly
from bot.rules.obligations import Obligation as ObligationValue
from bot.rules.outbox import Lane
from bot.rules.plans import ObligationDraft, PlanDraft
from storage.organisations import calendar_of
from storage.tables import Obligation, Organisation, Plan
from storage.units import speakers_of


class PlanInForce(RuleViolation):
    """The organisation has this plan already."""


async def import_plan(
    db: AsyncSession, organisation_id: int, draft: PlanDraft, now: datetime
) -> int:
    """Put a plan in force in an organisation; gives its id. Raises PlanInForce."""
    same = select(Plan.id).where(
        col(Plan.organisation_id) == organisation_id, col(Plan.slug) == draft.slug
    )
    if (await db.exec(same)).first() is not None:
        raise PlanInForce
    plan = Plan(
        organisation_id=organisation_id,
        slug=draft.slug,
        number=draft.number,
        title=draft.title,
        year=draft.year,
        unregistered_excluded=draft.unregistered_excluded,
        document=dump(draft),
        published_at=now,
    )
    db.add(plan)
    await db.flush()
    assert plan.id is not None
    db.add_all(_obligation(plan.id, obligation) for obligation in draft.obligations)
    note(db, None, "plan imported", draft.slug, now=now, organisation_id=organisation_id)
    return plan.id


async def plans_of(db: AsyncSession, member: Member) -> list[tuple[int, PlanDraft]]:
    """The plans in force in the member's organisation, newest first. Raises NoPost."""
    if member.post is None:
        raise NoPost
    rows = await db.exec(
        select(Plan)
        .where(col(Plan.organisation_id) == member.post.organisation_id)
        .order_by(col(Plan.year).desc(), col(Plan.id).desc())
    )
    return [(plan.id, parse(plan.document)) for plan in rows if plan.id is not None]


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
    people = await speakers_of(db, post.organisation_id)
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

    What the plan wrote stays beside it. Gives how many people are told. Raises NotAllowed,
    UnknownObligation, DeadlineTooEarly.
    """
    preview = await preview_deadline(db, member, obligation_id, day, inclusive=inclusive, now=now)
    row = await db.get_one(Obligation, obligation_id)
    before = _dated(row)
    row.in_force_on, row.inclusive = day, inclusive
    # A date set by hand is a whole day, whatever the plan had.
    row.hour, row.granularity = None, Granularity.DAY
    row.set_by, row.set_at = member.id, now
    note(db, member, "deadline set", row.title, now=now, before=before, after=_dated(row))
    await _tell_units(db, preview.obligation, now)
    return preview.people


async def shifts_of(db: AsyncSession, member: Member) -> bool:
    """Whether the officer's organisation applies Điều 148.5. Raises NotAllowed."""
    post = check_officer(member)
    return (await calendar_of(db, post.organisation_id)).shifts


async def set_shifting(db: AsyncSession, member: Member, shifts: bool, now: datetime) -> None:
    """Choose whether a last day that is closed moves on (Bộ luật Dân sự 2015, Điều 148.5)."""
    post = check_officer(member)
    organisation = await db.get_one(Organisation, post.organisation_id)
    before = {"shifts": organisation.shifts_to_workday}
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


async def _tell_units(db: AsyncSession, obligation: ObligationValue, now: datetime) -> None:
    for member_id in await speakers_of(db, obligation.organisation_id):
        await put(
            db,
            lane=Lane.NOTICE,
            member_id=member_id,
            organisation_id=obligation.organisation_id,
            message="deadline_set",
            details={"obligation": obligation.id},
            due_at=now,
        )


def _obligation(plan_id: int, draft: ObligationDraft) -> Obligation:
    row = Obligation(
        plan_id=plan_id,
        kind=draft.kind,
        actor=draft.actor,
        title=draft.title,
        clause=draft.clause,
        addressee=draft.addressee,
        note=draft.note,
        written=draft.written,
        starts_on=draft.starts_on,
    )
    if draft.deadline is not None:
        row.written_on = draft.deadline.written
        row.inclusive = draft.deadline.inclusive
        row.hour = draft.deadline.hour
        row.granularity = draft.deadline.granularity
        row.in_force_on = draft.deadline.in_force
    return row
