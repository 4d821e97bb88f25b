"""More time given to many units at once, without being asked."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.extensions import tell_unit
from bot.actions.journal import note
from bot.actions.missing import who_has_not
from bot.actions.own_days import extend, let_mend
from bot.rules.deadlines import Term, TermBasis
from bot.rules.dialogues import check_words
from bot.rules.extensions import (
    REASON_LENGTH,
    DayNotLater,
    ExtensionState,
    Granted,
    NothingToExtend,
    Purpose,
    basis_of,
    check_near,
    offered_days,
)
from bot.rules.members import Member, check_officer
from bot.rules.missing import Missing, MissingUnit
from bot.rules.obligations import Standing
from bot.rules.outbox import Lane
from storage.active import is_active
from storage.extensions import waiting_for
from storage.organisations import calendar_of
from storage.tables import Extension, Unit


async def days_for_many(db: AsyncSession, missing: Missing, now: datetime) -> list[date]:
    """Days to pick, in working days after the last day of the plan."""
    calendar = await calendar_of(db, missing.obligation.organisation_id)
    last_days = [missing.term.last_day] if missing.term else []
    return offered_days(last_days, calendar.today(now), calendar.closed)


async def check_many(db: AsyncSession, missing: Missing, until: date, now: datetime) -> None:
    """Whether time may be granted until this day.

    Raises NothingToExtend for one without a date or closed, DayNotLater, DayTooFar.
    """
    if missing.term is None or missing.obligation.closed_at is not None:
        raise NothingToExtend
    today = (await calendar_of(db, missing.obligation.organisation_id)).today(now)
    after = max(missing.term.last_day, today - timedelta(days=1))
    if until <= after:
        raise DayNotLater(until, after)
    check_near(until, max(missing.term.last_day, today))


async def grant_many(
    db: AsyncSession,
    member: Member,
    obligation_id: int,
    unit_ids: Collection[int],
    until: date,
    reason: str,
    now: datetime,
) -> Granted:
    """Give these units time until the end of a day and tell each of them; what they asked is met.

    One that has handed in meanwhile, or has as much time already, is left alone. Raises
    NotAllowed, UnknownObligation, AnswerTooLong, and as `check_many`.
    """
    check_officer(member)
    await _hold_units(db, unit_ids)
    missing = await who_has_not(db, member, obligation_id)
    await check_many(db, missing, until, now)
    chosen = [unit for unit in missing.units if unit.id in unit_ids]
    given = [unit for unit in chosen if not _has_as_much(unit.term, until)]
    words = check_words(reason, REASON_LENGTH) if reason.strip() else ""
    rows = await _grant_rows(db, obligation_id, given, now)
    for row in rows:
        row.state, row.decided_by, row.decided_at = ExtensionState.GRANTED, member.id, now
        row.until_on, row.answer = until, words
    await db.flush()
    for unit, row in zip(given, rows, strict=True):
        give = let_mend if _is_mended(unit) else extend
        await give(db, unit.id, obligation_id, until, now)
        await tell_unit(db, member, row, now, Lane.NOTICE)
    after = {"until": str(until), "units": [unit.id for unit in given], "answer": words}
    note(db, member, "extension granted", missing.obligation.title, now=now, after=after)
    return Granted(
        told=tuple(unit.name for unit in given),
        done=await _names(db, member, set(unit_ids) - {unit.id for unit in chosen}),
        later=tuple(unit.name for unit in chosen if unit not in given),
    )


async def _hold_units(db: AsyncSession, unit_ids: Collection[int]) -> None:
    """In order of their ids, so that two officers never wait for each other."""
    held = select(col(Unit.id)).where(col(Unit.id).in_(unit_ids)).order_by(col(Unit.id))
    await db.exec(held.with_for_update(key_share=True))


async def _grant_rows(
    db: AsyncSession, obligation_id: int, units: Sequence[MissingUnit], now: datetime
) -> list[Extension]:
    """For each unit what it asked for, else a grant without a request."""
    ids = [unit.id for unit in units]
    asked = {
        row.unit_id: row for row in await waiting_for(db, ids, obligation_id, Purpose.MORE_TIME)
    }
    rows = [asked.get(unit.id) or _unasked(unit, obligation_id, now) for unit in units]
    db.add_all(rows)
    return rows


def _unasked(unit: MissingUnit, obligation_id: int, now: datetime) -> Extension:
    return Extension(
        unit_id=unit.id,
        obligation_id=obligation_id,
        purpose=Purpose.MORE_TIME,
        state=ExtensionState.GRANTED,
        asked_at=now,
    )


def _is_mended(unit: MissingUnit) -> bool:
    standing = Standing.RETURNED if unit.returned else Standing.OPEN
    return basis_of(Purpose.MORE_TIME, standing) is TermBasis.MENDING


def _has_as_much(term: Term | None, until: date) -> bool:
    return term is not None and term.unshifted >= until


async def _names(db: AsyncSession, member: Member, unit_ids: Collection[int]) -> tuple[str, ...]:
    """Of units of the officer's organisation that work on: a made-up number names nobody."""
    post = check_officer(member)
    named = select(col(Unit.name)).where(
        col(Unit.id).in_(unit_ids),
        col(Unit.organisation_id) == post.organisation_id,
        is_active(),
    )
    return tuple((await db.exec(named.order_by(col(Unit.id)))).all())
