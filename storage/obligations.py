"""Queries on what plans ask for and how far units have come."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    bindparam,
    exists,
    or_,
    select,
    type_coerce,
    union_all,
)
from sqlmodel import SQLModel, col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.channels import Channel
from bot.rules.deadlines import NO_DATES, Calendar, Deadline, OwnDates
from bot.rules.ladders import DEFAULT, Ladder, from_kept
from bot.rules.obligations import DONE, Duty, Standing, in_order
from bot.rules.obligations import Obligation as ObligationValue
from bot.rules.plans import Actor
from bot.rules.promises import Promise as PromiseValue
from bot.rules.registrations import REGISTERED, RegistrationState
from bot.rules.reports import REPORTED, ReportState
from bot.rules.reviews import Part
from storage.active import is_active
from storage.looking import AnyRow, look
from storage.organisations import counting_days
from storage.receipts import Held, counting, held_by
from storage.scopes import is_asked_here
from storage.tables import (
    Obligation,
    Organisation,
    Plan,
    Promise,
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
    asked = select(col(Obligation.signed_counts)).where(col(Obligation.id) == obligation_id)
    return asked.scalar_subquery()


async def obligations_of(db: AsyncSession, organisation_id: int) -> list[ObligationValue]:
    """What the organisation's plans ask of its units and is not closed."""
    asked = await all_obligations_of(db, organisation_id)
    return [obligation for obligation in asked if obligation.closed_at is None]


async def all_obligations_of(db: AsyncSession, organisation_id: int) -> list[ObligationValue]:
    """What the organisation's plans in force ask of its units, closed or not."""
    rows = await look(db, _OF_ORGANISATION, organisation_id=organisation_id)
    return [_value(row) for row in rows]


async def obligation_by_id(
    db: AsyncSession, organisation_id: int, obligation_id: int
) -> ObligationValue | None:
    """One obligation, if it is the organisation's; one withdrawn or dropped, too."""
    named = {"organisation_id": organisation_id, "obligation_id": obligation_id}
    rows = await look(db, _BY_ID, **named)
    return _value(rows[0]) if rows else None


async def duties_of(db: AsyncSession, unit_id: int) -> list[Duty]:
    """What is asked of the unit, by last valid day, the undated last; nothing of a stopped one."""
    rows = await look(db, _OF_UNIT, unit_id=unit_id)
    if not rows:
        return []
    calendar = counting_days(rows[0].zone, rows[0].shifts_to_workday)
    records = await _records(db, unit_id)
    receipts = await held_by(db, unit_id) if records else {}
    return in_order(
        _duty(unit_id, row, calendar, records.get(row.id), receipts.get(row.id, [])) for row in rows
    )


def _value(row: AnyRow) -> ObligationValue:
    return ObligationValue(
        id=row.id,
        organisation_id=row.organisation_id,
        plan_id=row.plan_id,
        plan_number=row.plan_number,
        plan_title=row.plan_title,
        kind=row.kind,
        title=row.title,
        clause=row.clause,
        addressee=row.addressee,
        note=row.note,
        written=row.written,
        deadline=_deadline(row),
        set_by_officer=row.set_by is not None,
        unregistered_excluded=row.unregistered_excluded,
        starts_on=row.starts_on,
        signed_counts=row.signed_counts,
        ladder=_ladder(row.ladder or row.organisation_ladder),
        has_own_ladder=row.ladder is not None,
        rungs_from_on=row.rungs_from_on,
        closed_at=row.closed_at,
        is_withdrawn=row.withdrawn_at is not None or row.dropped_at is not None,
        is_of_some=row.by_bloc or row.by_type,
    )


def _ladder(kept: dict[str, Any] | None) -> Ladder:
    return DEFAULT if kept is None else from_kept(kept)


def _deadline(row: AnyRow) -> Deadline | None:
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
    rows = await look(db, _STANDING, unit_id=unit_id)
    return {
        row.obligation_id: _Record(STANDINGS[row.state], row.reason, row.part, bool(row.signed))
        for row in rows
    }


def _duty(
    unit_id: int, row: AnyRow, calendar: Calendar, record: _Record | None, receipts: list[Held]
) -> Duty:
    obligation = _value(row)
    own = OwnDates(row.extended_to, row.mend_by, row.given_at) if row.given_at else NO_DATES
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
        promise=PromiseValue(row.promised_on, row.by_office) if row.promised_on else None,
    )


def _standing(obligation: ObligationValue, record: _Record | None) -> Standing:
    if record is None:
        return Standing.OPEN
    if obligation.signed_counts and record.standing in DONE and not record.signed:
        return Standing.UNSIGNED
    return record.standing


def _standing_version(
    table: type[Report | Registration], replaced: StrEnum, signed: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """The version that stands of what a unit handed in, by obligation."""
    return select(
        col(table.obligation_id),
        # As words: in the two tables they are different choices.
        type_coerce(col(table.state), String).label("state"),
        col(table.reason),
        col(table.part),
        signed.label("signed"),
    ).where(col(table.unit_id) == bindparam("unit_id"), col(table.state) != replaced)


_STANDING: CompoundSelect[*tuple[Any, ...]] = union_all(
    _standing_version(Report, ReportState.REPLACED, has_signed_report()),
    _standing_version(Registration, RegistrationState.REPLACED, has_signed_registration()),
)
# Without the plan's whole document, which is the greater part of its row.
_ASKED = (
    select(
        *(column for column in SQLModel.metadata.tables["obligation"].c),
        col(Plan.organisation_id),
        col(Plan.number).label("plan_number"),
        col(Plan.title).label("plan_title"),
        col(Plan.unregistered_excluded),
        col(Plan.withdrawn_at),
        col(Organisation.ladder).label("organisation_ladder"),
    )
    .join(Plan, col(Plan.id) == col(Obligation.plan_id))
    .join(Organisation, col(Organisation.id) == col(Plan.organisation_id))
    .where(col(Obligation.actor) == Actor.UNIT)
    .order_by(col(Obligation.id))
)
_IN_FORCE = and_(col(Plan.withdrawn_at).is_(None), col(Obligation.dropped_at).is_(None))
_OF_ONE = _ASKED.where(col(Plan.organisation_id) == bindparam("organisation_id"))
_BY_ID = _OF_ONE.where(col(Obligation.id) == bindparam("obligation_id"))
_OF_ORGANISATION = _OF_ONE.where(_IN_FORCE)
_OF_UNIT = (
    _ASKED.join(Unit, col(Unit.organisation_id) == col(Organisation.id))
    .join(
        UnitDeadline,
        and_(
            col(UnitDeadline.obligation_id) == col(Obligation.id),
            col(UnitDeadline.unit_id) == col(Unit.id),
        ),
        isouter=True,
    )
    .join(
        Promise,
        and_(
            col(Promise.obligation_id) == col(Obligation.id),
            col(Promise.unit_id) == col(Unit.id),
        ),
        isouter=True,
    )
    .add_columns(
        col(Organisation.zone),
        col(Organisation.shifts_to_workday),
        col(UnitDeadline.extended_to),
        col(UnitDeadline.mend_by),
        col(UnitDeadline.set_at).label("given_at"),
        col(Promise.promised_on),
        col(Promise.by_office),
    )
    .where(col(Unit.id) == bindparam("unit_id"), is_active(), _IN_FORCE, is_asked_here())
)
