"""What people had said about when, once a deadline moved to before it."""

from datetime import date

from sqlalchemy import delete, true
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import Term
from bot.rules.obligations import Obligation
from storage.active import is_active
from storage.obligations import has_done
from storage.scopes import is_asked
from storage.tables import Promise, PutOff, Seat, Unit


async def drop_promises(
    db: AsyncSession, obligation_id: int, earlier: Term | None, term: Term
) -> dict[int, dict[int, date]]:
    """Let go of promises that were in time and would be late now.

    What was promised for after the end before is no less true now, and what a unit that was
    stopped had promised stays on record. Gives the days by the people
    who speak for the units, and by unit.
    """
    in_time = true() if earlier is None else col(Promise.promised_on) <= earlier.last_day
    late = (
        col(Promise.obligation_id) == obligation_id,
        col(Promise.promised_on) > term.last_day,
        in_time,
        col(Promise.unit_id).in_(select(Unit.id).where(is_active())),
    )
    rows = await db.exec(
        select(col(Seat.member_id), col(Promise.unit_id), col(Promise.promised_on))
        .join(Seat, col(Seat.unit_id) == col(Promise.unit_id))
        .where(*late, col(Seat.until_at).is_(None))
    )
    found: dict[int, dict[int, date]] = {}
    for member_id, unit_id, day in rows:
        found.setdefault(member_id, {})[unit_id] = day
    await db.exec(delete(Promise).where(*late))
    return found


async def cap_put_offs(
    db: AsyncSession, obligation: Obligation, term: Term, today: date
) -> dict[int, date]:
    """Let nobody's reminders wait beyond the last day, who still has to do it; gives who and till.

    Where that day is today they wait no longer: the news of it is the day's reminder.
    """
    speak_for = (
        select(col(Seat.member_id))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(
            col(Unit.organisation_id) == obligation.organisation_id,
            is_active(),
            col(Seat.until_at).is_(None),
            is_asked(obligation.id),
            ~has_done(obligation.id, col(Unit.id)),
        )
    )
    waiting = select(PutOff).where(
        col(PutOff.member_id).in_(speak_for), col(PutOff.until_on) > term.last_day
    )
    capped = {}
    for row in await db.exec(waiting):
        capped[row.member_id] = term.last_day
        if term.last_day > today:
            row.until_on = term.last_day
        else:
            await db.delete(row)
    return capped
