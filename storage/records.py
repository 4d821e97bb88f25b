"""Queries on what units handed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.channels import Channel
from bot.rules.registrations import RegistrationState
from bot.rules.reports import ReportState
from bot.rules.reviews import RecordKind, RecordRef
from bot.rules.units import NO_BLOC
from storage.active import is_active
from storage.tables import Bloc, Obligation, Plan, Receipt, Registration, Report, SignedCopy, Unit

_CHANNEL = func.coalesce(col(Report.channel), col(Registration.channel))


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that arrived: a report or a registration, with its receipt's number.

    With `signed` it is the signed copy of that report or registration. `judged` on time or late.
    """

    receipt_id: int
    number: int
    unit: str
    obligation: str
    counted_at: datetime
    late: bool
    report_id: int | None
    registration_id: int | None
    channel: Channel = Channel.BOT
    signed: bool = False
    judged: bool = True

    @property
    def ref(self) -> RecordRef:
        if self.report_id is not None:
            return RecordRef(RecordKind.REPORT, self.report_id)
        assert self.registration_id is not None
        return RecordRef(RecordKind.REGISTRATION, self.registration_id)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list may be narrowed down to, and how many of it there are."""

    id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits for an officer's word, with how many wait in all."""

    arrivals: tuple[Arrival, ...]
    total: int
    page: int = 0
    obligation_id: int = 0
    bloc_id: int = 0
    narrowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the queue may be narrowed down to."""

    obligations: tuple[Choice, ...]
    blocs: tuple[Choice, ...]


async def arrivals_of(
    db: AsyncSession, organisation_id: int, unit_id: int, *, offset: int, limit: int
) -> list[Arrival]:
    """What arrived in the organisation, newest first; of one unit unless `unit_id` is 0."""
    here = [col(Unit.organisation_id) == organisation_id]
    if unit_id:
        here.append(col(Receipt.unit_id) == unit_id)
    found = _arrivals(*here).order_by(col(Receipt.id).desc())
    return await _read(db, found.offset(offset).limit(limit))


async def waiting_of(
    db: AsyncSession,
    organisation_id: int,
    obligation_id: int = 0,
    bloc_id: int = 0,
    *,
    offset: int = 0,
    limit: int = 100,
) -> list[Arrival]:
    """What waits for an officer's word, that which waits longest first.

    Of one obligation and one bloc unless they are 0.
    """
    here = _waiting(organisation_id, obligation_id, bloc_id)
    return await _read(db, _arrivals(*here).order_by(col(Receipt.id)).offset(offset).limit(limit))


async def waiting_among(
    db: AsyncSession, organisation_id: int, refs: Sequence[RecordRef]
) -> list[Arrival]:
    """Those of these records that wait for an officer's word."""
    ids = {kind: [ref.id for ref in refs if ref.kind is kind] for kind in RecordKind}
    among = or_(*(_id_of(kind).in_(ids[kind]) for kind in RecordKind))
    return await _read(db, _arrivals(*_waiting(organisation_id, 0, 0), among))


async def count_waiting_of(
    db: AsyncSession, organisation_id: int, obligation_id: int = 0, bloc_id: int = 0
) -> int:
    """How many wait for an officer's word."""
    here = _waiting(organisation_id, obligation_id, bloc_id)
    return (await db.exec(_with_records(select(func.count())).where(*here))).one()  # type: ignore[call-overload, no-any-return]


async def waiting_by_obligation(db: AsyncSession, organisation_id: int) -> list[Choice]:
    """The obligations for which something waits."""
    return await _choices(db, organisation_id, col(Obligation.id), col(Obligation.title))


async def waiting_by_bloc(db: AsyncSession, organisation_id: int) -> list[Choice]:
    """The blocs of whose units something waits; `NO_BLOC` for those in none."""
    return await _choices(db, organisation_id, col(Unit.bloc_id), col(Bloc.name))


async def receipts_of(db: AsyncSession, arrival_of: RecordRef) -> list[tuple[RecordRef, Receipt]]:
    """The receipts of every version of a record's unit and obligation, newest first."""
    id_of = _id_of(arrival_of.kind)
    same = select(Receipt.unit_id, Receipt.obligation_id).where(id_of == arrival_of.id)
    unit_id, obligation_id = (await db.exec(same)).one()
    rows = await db.exec(
        select(Receipt)
        .where(
            col(Receipt.unit_id) == unit_id,
            col(Receipt.obligation_id) == obligation_id,
            id_of.is_not(None),
        )
        .order_by(col(Receipt.id).desc())
    )
    found = []
    for receipt in rows:
        id_ = receipt.report_id or receipt.registration_id
        assert id_ is not None
        found.append((RecordRef(arrival_of.kind, id_), receipt))
    return found


async def receipt_id_of(
    db: AsyncSession, *, report_id: int | None = None, registration_id: int | None = None
) -> int:
    """The receipt of a report or of a registration: each has one."""
    record = (
        col(Receipt.report_id) == report_id
        if report_id is not None
        else col(Receipt.registration_id) == registration_id
    )
    id_ = (await db.exec(select(Receipt.id).where(record))).one()
    assert id_ is not None
    return id_


def _id_of(kind: RecordKind) -> Any:
    return col(Receipt.report_id if kind is RecordKind.REPORT else Receipt.registration_id)


def _waiting(organisation_id: int, obligation_id: int, bloc_id: int) -> list[ColumnElement[bool]]:
    """A replaced version is not waiting: its state says so. Nor is anything of a withdrawn plan, of
    a duty that was dropped, or of a unit that was stopped."""
    here = [
        col(Unit.organisation_id) == organisation_id,
        is_active(),
        col(Plan.withdrawn_at).is_(None),
        col(Obligation.dropped_at).is_(None),
        or_(
            col(Report.state) == ReportState.SUBMITTED,
            col(Registration.state) == RegistrationState.PENDING,
        ),
    ]
    if obligation_id:
        here.append(col(Receipt.obligation_id) == obligation_id)
    if bloc_id == NO_BLOC:
        here.append(col(Unit.bloc_id).is_(None))
    elif bloc_id:
        here.append(col(Unit.bloc_id) == bloc_id)
    return here


def _arrivals(*here: ColumnElement[bool]) -> Select[Any]:
    return _with_records(select(Receipt, Unit.name, Obligation.title, _CHANNEL)).where(*here)


def _with_records(query: Any) -> Select[Any]:
    joined: Select[Any] = (
        query.select_from(Receipt)
        .join(Unit, col(Unit.id) == col(Receipt.unit_id))
        .join(Obligation, col(Obligation.id) == col(Receipt.obligation_id))
        .join(Plan, col(Plan.id) == col(Receipt.plan_id))
        .outerjoin(Bloc, col(Bloc.id) == col(Unit.bloc_id))
        .outerjoin(Report, col(Report.id) == col(Receipt.report_id))
        .outerjoin(Registration, col(Registration.id) == col(Receipt.registration_id))
    )
    return joined


async def _choices(db: AsyncSession, organisation_id: int, id_: Any, name: Any) -> list[Choice]:
    counted = _with_records(select(id_, name, func.count()))
    found = counted.where(*_waiting(organisation_id, 0, 0)).group_by(id_, name).order_by(id_)
    rows = await db.exec(found)  # type: ignore[call-overload]
    return [Choice(id_ or NO_BLOC, name or "", count) for id_, name, count in rows]


async def _read(db: AsyncSession, found: Select[Any]) -> list[Arrival]:
    page = (await db.exec(found)).all()  # type: ignore[call-overload]
    copies = await _copies(db, [receipt for receipt, *_ in page])
    return [
        Arrival(
            receipt_id=receipt.id,
            number=receipt.number,
            unit=unit,
            obligation=obligation,
            counted_at=receipt.counted_at,
            late=receipt.late,
            report_id=copies.get(receipt.signed_id, receipt).report_id,
            registration_id=copies.get(receipt.signed_id, receipt).registration_id,
            channel=channel or Channel.BOT,
            signed=receipt.signed_id is not None,
            judged=receipt.closes_at is not None,
        )
        for receipt, unit, obligation, channel in page
    ]


async def _copies(
    db: AsyncSession, receipts: Sequence[Receipt]
) -> dict[int | None, Receipt | SignedCopy]:
    ids = [receipt.signed_id for receipt in receipts if receipt.signed_id is not None]
    if not ids:
        return {}
    rows = await db.exec(select(SignedCopy).where(col(SignedCopy.id).in_(ids)))
    return {copy.id: copy for copy in rows}
