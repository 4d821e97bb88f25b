"""Queries on what plans ask for and how far units have come."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.channels import Channel
from bot.rules.deadlines import NO_DATES, Calendar, Deadline, OwnDates
from bot.rules.obligations import DONE, Duty, Standing, in_order
from bot.rules.obligations import Obligation as ObligationValue
from bot.rules.plans import Actor
from bot.rules.registrations import REGISTERED, RegistrationState
from bot.rules.reports import REPORTED, ReportState
from bot.rules.reviews import Part
from storage.organisations import calendar_of
from storage.receipts import Held, counting, held_by
from storage.tables import (
    Obligation,
    Plan,
    Registration,
    Report,
    ReportFile,
    SignedCopy,
    Unit,
    UnitDeadline,
)

STANDINGS: dict[str, Standing] = {
    RegistrationState.PENDING: Standing.SUBMITTED,
    RegistrationState.APPROVED: Standing.ACCEPTED,
    RegistrationState.RETURNED: Standing.RETURNED,
    ReportState.SUBMITTED: Standing.SUBMITTED,
    ReportState.ACCEPTED: Standing.ACCEPTED,
    ReportState.RETURNED: Standing.RETURNED,
}


def has_done(obligation_id: Any, unit_id: Any) -> ColumnElement[bool]:
    """The SQL of «done»: a report or registration of the unit that stands for the obligation.

    Where the signed copy counts, with it.
    """
    reported = exists().where(
        col(Report.obligation_id) == obligation_id,
        col(Report.unit_id) == unit_id,
        col(Report.state).in_(REPORTED),
        or_(~_signed_counts(obligation_id), has_signed_report()),
    )
    registered = exists().where(
        col(Registration.obligation_id) == obligation_id,
        col(Registration.unit_id) == unit_id,
        col(Registration.state).in_(REGISTERED),
        or_(~_signed_counts(obligation_id), has_signed_registration()),
    )
    return or_(reported, registered)


def has_signed_report() -> ColumnElement[bool]:
    """The SQL of «the signed copy is there»: attached, or what was handed in is files itself.

    What an officer entered came to the office as a document: that is the signed one.
    """
    return or_(
        exists().where(col(SignedCopy.report_id) == col(Report.id)),
        exists().where(col(ReportFile.report_id) == col(Report.id)),
        col(Report.channel) != Channel.BOT,
    )


def has_signed_registration() -> ColumnElement[bool]:
    """The same of a registration."""
    attached = exists().where(col(SignedCopy.registration_id) == col(Registration.id))
    return or_(attached, col(Registration.channel) != Channel.BOT)


def _signed_counts(obligation_id: Any) -> ColumnElement[bool]:
    asked = select(Obligation.signed_counts).where(col(Obligation.id) == obligation_id)
    return asked.scalar_subquery()


async def obligations_of(db: AsyncSession, organisation_id: int) -> list[ObligationValue]:
    """What the organisation's plans ask of its units and is not closed."""
    rows = await db.exec(
        select(Obligation, Plan)
        .join(Plan, col(Plan.id) == col(Obligation.plan_id))
        .where(col(Plan.organisation_id) == organisation_id, *_asked_of_units())
        .order_by(col(Obligation.id))
    )
    return [_value(obligation, plan) for obligation, plan in rows]


async def obligation_by_id(
    db: AsyncSession, organisation_id: int, obligation_id: int
) -> ObligationValue | None:
    """One obligation, if it is the organisation's."""
    rows = await db.exec(
        select(Obligation, Plan)
        .join(Plan, col(Plan.id) == col(Obligation.plan_id))
        .where(
            col(Plan.organisation_id) == organisation_id,
            col(Obligation.id) == obligation_id,
            *_asked_of_units(),
        )
    )
    row = rows.first()
    return None if row is None else _value(*row)


async def duties_of(db: AsyncSession, unit_id: int) -> list[Duty]:
    """Every obligation as it stands for the unit, by last valid day, the undated at the end."""
    organisation_id = (
        await db.exec(select(Unit.organisation_id).where(col(Unit.id) == unit_id))
    ).one()
    calendar = await calendar_of(db, organisation_id)
    records = await _records(db, unit_id)
    receipts = await held_by(db, unit_id)
    own = await own_dates_of(db, unit_id)
    return in_order(
        _duty(
            unit_id,
            obligation,
            calendar,
            own.get(obligation.id, NO_DATES),
            records.get(obligation.id),
            receipts.get(obligation.id, []),
        )
        for obligation in await obligations_of(db, organisation_id)
    )


async def own_dates_of(db: AsyncSession, unit_id: int) -> dict[int, OwnDates]:
    """The days given to this unit alone, by obligation."""
    rows = await db.exec(select(UnitDeadline).where(col(UnitDeadline.unit_id) == unit_id))
    return {row.obligation_id: OwnDates(row.extended_to, row.mend_by, row.set_at) for row in rows}


def _asked_of_units() -> tuple[ColumnElement[bool], ...]:
    return col(Obligation.actor) == Actor.UNIT, col(Obligation.closed_at).is_(None)


def _value(row: Obligation, plan: Plan) -> ObligationValue:
    assert row.id is not None
    assert plan.id is not None
    return ObligationValue(
        id=row.id,
        organisation_id=plan.organisation_id,
        plan_id=plan.id,
        plan_number=plan.number,
        plan_title=plan.title,
        kind=row.kind,
        title=row.title,
        clause=row.clause,
        addressee=row.addressee,
        note=row.note,
        written=row.written,
        deadline=_deadline(row),
        set_by_officer=row.set_by is not None,
        unregistered_excluded=plan.unregistered_excluded,
        starts_on=row.starts_on,
        set_at=row.set_at,
        signed_counts=row.signed_counts,
    )


def _deadline(row: Obligation) -> Deadline | None:
    written_on = row.written_on or row.in_force_on
    if written_on is None:
        return None
    return Deadline(written_on, row.inclusive, row.hour, row.granularity, row.in_force_on)


@dataclass(frozen=True, slots=True)
class _Record:
    """The version that stands of what a unit handed in for an obligation."""

    standing: Standing
    reason: str
    part: Part
    signed: bool


async def _records(db: AsyncSession, unit_id: int) -> dict[int, _Record]:
    found: dict[int, _Record] = {}
    for table, replaced, signed in (
        (Report, ReportState.REPLACED, has_signed_report()),
        (Registration, RegistrationState.REPLACED, has_signed_registration()),
    ):
        standing = select(col(table.obligation_id), col(table.state), col(table.reason), signed)
        parts = select(col(table.obligation_id), col(table.part))
        here = col(table.unit_id) == unit_id, col(table.state) != replaced
        part_of = dict((await db.exec(parts.where(*here))).all())
        for obligation_id, state, reason, is_signed in await db.exec(standing.where(*here)):
            found[obligation_id] = _Record(
                STANDINGS[state], reason, part_of[obligation_id], bool(is_signed)
            )
    return found


def _duty(
    unit_id: int,
    obligation: ObligationValue,
    calendar: Calendar,
    own: OwnDates,
    record: _Record | None,
    receipts: list[Held],
) -> Duty:
    first_term = calendar.term(obligation.deadline, replace(own, mend_by=None))
    handed_in = counting(receipts, first_term, signed=obligation.signed_counts)
    return Duty(
        unit_id=unit_id,
        obligation=obligation,
        term=calendar.term(obligation.deadline, own),
        standing=_standing(obligation, record),
        first=handed_in[0] if handed_in else None,
        latest=handed_in[-1] if len(handed_in) > 1 else None,
        reason=record.reason if record else "",
        part=record.part if record else Part.WHOLE,
        lacks_signed=record is not None and record.standing in DONE and not record.signed,
    )


def _standing(obligation: ObligationValue, record: _Record | None) -> Standing:
    if record is None:
        return Standing.OPEN
    if obligation.signed_counts and record.standing in DONE and not record.signed:
        return Standing.UNSIGNED
    return record.standing
