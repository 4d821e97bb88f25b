"""Queries on units that stay silent: one statement an obligation, whatever the number of units."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, or_, select, true, update
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.calls import CallReason
from bot.rules.deadlines import Term
from bot.rules.heads import HEADS
from bot.rules.reminders import Apart
from storage.active import is_active
from storage.apart import stands_apart
from storage.columns import Choice
from storage.inserting import insert_new
from storage.looking import look
from storage.obligations import has_done
from storage.scopes import asked_since, is_asked
from storage.tables import (
    BlocHead,
    CallNeed,
    Member,
    Obligation,
    Organisation,
    Plan,
    Promise,
    Seat,
    Unit,
)


@dataclass(frozen=True, slots=True)
class SilentBloc:
    """A bloc with silent units, and someone who speaks as its head, at the hour they chose."""

    head_id: int
    bloc_id: int
    member_id: int
    reminder_hour: int | None


async def begin_escalating(db: AsyncSession, organisation_id: int, today: date) -> bool:
    """Whether the organisation's silent units were not gone through yet today; now they are."""
    row = col(Organisation.id) == organisation_id
    before = col(Organisation.escalated_on)
    # Not only later days: a clock that was ahead for a moment must not silence what is owed.
    begun = update(Organisation).where(row, before.is_(None) | (before != today))
    return bool((await db.exec(begun.values(escalated_on=today))).rowcount)


async def silent_blocs(
    db: AsyncSession, obligation_id: int, apart: Apart, closes_at: datetime
) -> list[SilentBloc]:
    """The blocs of the obligation's year in which some unit but the head's own has not done it.

    Only units that stand `apart` just so count, and were asked before it closed. The deputy stands
    in where nobody who represents the head can be reached.
    """
    silent = aliased(Unit)
    rows = await look(
        db,
        select(col(BlocHead.id), col(BlocHead.bloc_id), col(Member.id), col(Member.reminder_hour))
        .join(Unit, col(Unit.id) == col(BlocHead.unit_id))
        .join(Plan, col(Plan.organisation_id) == col(Unit.organisation_id))
        .join(Obligation, col(Obligation.plan_id) == col(Plan.id))
        .join(Seat, col(Seat.unit_id) == col(Unit.id))
        .join(Member, col(Member.id) == col(Seat.member_id))
        .where(
            col(Obligation.id) == obligation_id,
            col(Plan.year) == col(BlocHead.year),
            col(Seat.role) == HEADS,
            col(Seat.until_at).is_(None),
            col(Member.blocked_at).is_(None),
            or_(~col(BlocHead.is_deputy), ~_has_head()),
            exists().where(
                col(silent.bloc_id) == col(BlocHead.bloc_id),
                col(silent.id) != col(BlocHead.unit_id),
                is_active(silent),
                stands_apart(obligation_id, col(silent.id), apart),
                is_asked(obligation_id, silent),
                ~has_done(obligation_id, col(silent.id)),
                asked_since(obligation_id, silent) < closes_at,
            ),
        ),
    )
    return [SilentBloc(*row) for row in rows]


async def need_calls(
    db: AsyncSession,
    organisation_id: int,
    obligation_id: int,
    reason: CallReason,
    *,
    term: Term,
    apart: Apart,
    today: date,
) -> int:
    """Put units that have not done it onto the call list; how many of them are new there.

    Only those that stand `apart` just so and were asked before it closed; for UNREACHABLE those
    that nobody can be reached for.
    """
    # What leaves the fewest units comes first: the rest is looked up for those alone.
    where = [
        col(Unit.organisation_id) == organisation_id,
        is_active(),
        ~_is_reachable(col(Unit.id)) if reason is CallReason.UNREACHABLE else true(),
        is_asked(obligation_id),
        ~has_done(obligation_id, col(Unit.id)),
        stands_apart(obligation_id, col(Unit.id), apart),
        asked_since(obligation_id) < term.closes_at,
    ]
    return await _need(db, obligation_id, reason, literal(term.last_day), where, today)


async def need_calls_for_broken(
    db: AsyncSession, organisation_id: int, obligation_id: int, today: date
) -> int:
    """The same for units that promised an officer a day which has passed."""
    promised = (
        select(col(Promise.promised_on))
        .where(col(Promise.unit_id) == col(Unit.id), col(Promise.obligation_id) == obligation_id)
        .scalar_subquery()
    )
    broken = exists().where(
        col(Promise.unit_id) == col(Unit.id),
        col(Promise.obligation_id) == obligation_id,
        col(Promise.by_office).is_(True),
        col(Promise.promised_on) < today,
    )
    where = [
        col(Unit.organisation_id) == organisation_id,
        is_active(),
        broken,
        is_asked(obligation_id),
        ~has_done(obligation_id, col(Unit.id)),
    ]
    return await _need(db, obligation_id, CallReason.BROKEN, promised, where, today)


async def _need(
    db: AsyncSession,
    obligation_id: int,
    reason: CallReason,
    deadline_on: ColumnElement[Any],
    where: list[ColumnElement[bool]],
    today: date,
) -> int:
    units = select(
        col(Unit.id),
        literal(obligation_id),
        deadline_on,
        literal(reason, Choice(CallReason)),
        literal(today),
    ).where(*where)
    columns = ["unit_id", "obligation_id", "deadline_on", "reason", "since_on"]
    return int((await db.exec(insert_new(db, CallNeed).from_select(columns, units))).rowcount)


def _has_head() -> ColumnElement[bool]:
    """The SQL of «the bloc's head of that year can be reached», beside a deputy."""
    head, seat, member = aliased(BlocHead), aliased(Seat), aliased(Member)
    return exists().where(
        col(head.bloc_id) == col(BlocHead.bloc_id),
        col(head.year) == col(BlocHead.year),
        ~col(head.is_deputy),
        col(seat.unit_id) == col(head.unit_id),
        col(seat.role) == HEADS,
        col(seat.until_at).is_(None),
        col(member.id) == col(seat.member_id),
        col(member.blocked_at).is_(None),
    )


def _is_reachable(unit_id: Any) -> ColumnElement[bool]:
    return exists().where(
        col(Seat.unit_id) == unit_id,
        col(Seat.until_at).is_(None),
        col(Member.id) == col(Seat.member_id),
        col(Member.blocked_at).is_(None),
    )
