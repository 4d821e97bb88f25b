"""The receipts of a unit, and which of them count."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, or_, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.channels import Channel
from bot.rules.deadlines import Term
from bot.rules.obligations import HandedIn
from storage.looking import AnyRow, look
from storage.tables import Member, Obligation, Receipt, Registration, Report, ReportFile


@dataclass(frozen=True, slots=True)
class Held:
    """A receipt with what it is of: signed itself or not, by which way it came, who entered it.

    `attached`: it is of a signed copy that was no more than an enclosure when it came.
    """

    obligation_id: int
    number: int
    counted_at: datetime
    closes_at: datetime | None
    late: bool
    signed_id: int | None
    signed: bool
    channel: Channel
    member: str

    @property
    def attached(self) -> bool:
        return self.signed_id is not None and self.closes_at is None


async def held_by(db: AsyncSession, unit_id: int) -> dict[int, list[Held]]:
    """Every receipt of the unit by obligation, oldest first."""
    found: dict[int, list[Held]] = {}
    for row in await look(db, _HELD, unit_id=unit_id):
        found.setdefault(row.obligation_id, []).append(_held(row))
    return found


async def has_receipts(db: AsyncSession, unit_id: int) -> bool:
    """Whether anything of the unit was ever receipted."""
    found = select(col(Receipt.id)).where(col(Receipt.unit_id) == unit_id).limit(1)
    return bool(await look(db, found))


async def receipted_by(db: AsyncSession, unit_id: int) -> list[tuple[int, str]]:
    """What the unit has a receipt for, the newest first: each obligation with its title."""
    newest = func.max(col(Receipt.id))
    rows = await look(
        db,
        select(col(Obligation.id), col(Obligation.title))
        .join(Receipt, col(Receipt.obligation_id) == col(Obligation.id))
        .where(col(Receipt.unit_id) == unit_id)
        .group_by(col(Obligation.id), col(Obligation.title))
        .order_by(newest.desc()),
    )
    return [(row.id, row.title) for row in rows]


def counting(receipts: list[Held], term: Term | None, *, signed: bool) -> list[HandedIn]:
    """The receipts that count, by the moment that does.

    Where the `signed` copy counts, those that hold one, else those of reports and registrations.

    `term` is the one of what is handed in first.
    """
    of_record = [held for held in receipts if held.signed_id is None]
    counted = [held for held in receipts if held.signed] if signed else of_record
    in_order = sorted(counted, key=lambda held: held.counted_at)
    return [_handed_in(held, term) for held in in_order]


def _held(row: AnyRow) -> Held:
    return Held(
        obligation_id=row.obligation_id,
        number=row.number,
        counted_at=row.counted_at,
        closes_at=row.closes_at,
        late=row.late,
        signed_id=row.signed_id,
        signed=bool(row.signed),
        channel=row.channel or Channel.BOT,
        member=row.member or "",
    )


def _handed_in(held: Held, term: Term | None) -> HandedIn:
    over = term is not None and term.is_over(held.counted_at)
    # A date moved back makes good what was late; one moved forward takes nothing from anybody.
    late = over if held.attached else held.late and (term is None or over)
    officer = held.member if held.channel != Channel.BOT else ""
    made_good = term.basis if term is not None and held.late and not late else None
    return HandedIn(held.number, held.counted_at, late, held.channel, officer, made_good)


_CHANNEL = func.coalesce(col(Report.channel), col(Registration.channel))
_BY = func.coalesce(col(Report.member_id), col(Registration.member_id))
_SIGNED = or_(
    col(Receipt.signed_id).is_not(None),
    exists().where(col(ReportFile.report_id) == col(Receipt.report_id)),
    _CHANNEL != Channel.BOT,
)
_HELD: Select[*tuple[Any, ...]] = (
    select(
        col(Receipt.obligation_id),
        col(Receipt.number),
        col(Receipt.counted_at),
        col(Receipt.closes_at),
        col(Receipt.late),
        col(Receipt.signed_id),
        _SIGNED.label("signed"),
        _CHANNEL.label("channel"),
        col(Member.name).label("member"),
    )
    .join(Report, col(Report.id) == col(Receipt.report_id), isouter=True)
    .join(Registration, col(Registration.id) == col(Receipt.registration_id), isouter=True)
    .join(Member, col(Member.id) == _BY, isouter=True)
    .where(col(Receipt.unit_id) == bindparam("unit_id"))
    .order_by(col(Receipt.id))
)
