"""Queries on what plans ask for and how far units have come."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import Calendar, Deadline, Term
from bot.rules.obligations import Duty, Standing, in_order
from bot.rules.obligations import Obligation as ObligationValue
from bot.rules.plans import Actor
from bot.rules.registrations import REGISTERED, RegistrationState
from bot.rules.reports import REPORTED, ReportState
from storage.organisations import calendar_of
from storage.tables import Obligation, Plan, Receipt, Registration, Report, Unit

STANDINGS: dict[str, Standing] = {
    RegistrationState.PENDING: Standing.SUBMITTED,
    RegistrationState.APPROVED: Standing.ACCEPTED,
    RegistrationState.RETURNED: Standing.RETURNED,
    ReportState.SUBMITTED: Standing.SUBMITTED,
    ReportState.ACCEPTED: Standing.ACCEPTED,
    ReportState.RETURNED: Standing.RETURNED,
}


def has_done(obligation_id: Any, unit_id: Any) -> ColumnElement[bool]:
    """The SQL of «done»: a report or registration of the unit that stands for the obligation."""
    reported = exists().where(
        col(Report.obligation_id) == obligation_id,
        col(Report.unit_id) == unit_id,
        col(Report.state).in_(REPORTED),
    )
    registered = exists().where(
        col(Registration.obligation_id) == obligation_id,
        col(Registration.unit_id) == unit_id,
        col(Registration.state).in_(REGISTERED),
    )
    return or_(reported, registered)


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
    standings = await _standings(db, unit_id)
    receipts = await _first_receipts(db, unit_id)
    obligations = await obligations_of(db, organisation_id)
    return in_order(
        _duty(
            unit_id, obligation, calendar, standings.get(obligation.id), receipts.get(obligation.id)
        )
        for obligation in obligations
    )


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
    )


def _deadline(row: Obligation) -> Deadline | None:
    written_on = row.written_on or row.in_force_on
    if written_on is None:
        return None
    return Deadline(written_on, row.inclusive, row.hour, row.granularity, row.in_force_on)


async def _standings(db: AsyncSession, unit_id: int) -> dict[int, tuple[Standing, str]]:
    reports = await db.exec(
        select(Report.obligation_id, Report.state, Report.reason).where(
            col(Report.unit_id) == unit_id, col(Report.state) != ReportState.REPLACED
        )
    )
    registrations = await db.exec(
        select(Registration.obligation_id, Registration.state, Registration.reason).where(
            col(Registration.unit_id) == unit_id,
            col(Registration.state) != RegistrationState.REPLACED,
        )
    )
    rows = (*reports.all(), *registrations.all())
    return {obligation_id: (STANDINGS[state], reason) for obligation_id, state, reason in rows}


async def _first_receipts(db: AsyncSession, unit_id: int) -> dict[int, Receipt]:
    receipts = await db.exec(
        select(Receipt).where(col(Receipt.unit_id) == unit_id).order_by(col(Receipt.id).desc())
    )
    return {receipt.obligation_id: receipt for receipt in receipts}


def _duty(
    unit_id: int,
    obligation: ObligationValue,
    calendar: Calendar,
    standing: tuple[Standing, str] | None,
    receipt: Receipt | None,
) -> Duty:
    state, reason = standing or (Standing.OPEN, "")
    term = calendar.term(obligation.deadline)
    return Duty(
        unit_id=unit_id,
        obligation=obligation,
        term=term,
        standing=state,
        counted_at=receipt.counted_at if receipt else None,
        late=receipt is not None and _is_late(receipt, term),
        receipt=receipt.number if receipt else None,
        reason=reason,
    )


def _is_late(receipt: Receipt, term: Term | None) -> bool:
    # A date moved back makes good what was late; one moved forward takes nothing from anybody.
    return receipt.late and (term is None or term.is_over(receipt.counted_at))
