"""Queries on the officers' calls: who may be called, what came of it, who is newly to be called."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.calls import CallMade, Speaker, WhomToCall
from bot.rules.contacts import international
from storage.tables import Call, CallNeed, Member, Seat, Unit


async def whom_to_call(
    db: AsyncSession, organisation_id: int, unit_ids: Collection[int] | None = None
) -> dict[int, WhomToCall]:
    """The people of the organisation's units, of all of them or of these."""
    where = [col(Unit.organisation_id) == organisation_id]
    if unit_ids is not None:
        where.append(col(Unit.id).in_(unit_ids))
    held = await db.exec(
        select(Seat, Member)
        .join(Member, col(Member.id) == col(Seat.member_id))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(*where, col(Seat.until_at).is_(None))
        .order_by(col(Seat.id))
    )
    speakers: dict[int, list[Speaker]] = defaultdict(list)
    for seat, member in held:
        speaker = Speaker(
            name=member.name,
            role=seat.role,
            phone=international(member.phone or ""),
            reachable=member.blocked_at is None,
        )
        speakers[seat.unit_id].append(speaker)
    units = await db.exec(select(Unit.id, Unit.contact, Unit.phone).where(*where))
    return {
        id_: WhomToCall(tuple(speakers[id_]), contact, phone)
        for id_, contact, phone in units
        if id_ is not None
    }


async def calls_about(
    db: AsyncSession, obligation_id: int, unit_id: int | None = None
) -> dict[int, list[CallMade]]:
    """What came of calls about an obligation by unit, oldest first; of all units, or of one."""
    calls = (
        select(Call, Member.name)
        .join(Member, col(Member.id) == col(Call.member_id))
        .where(col(Call.obligation_id) == obligation_id)
        .order_by(col(Call.id))
    )
    if unit_id is not None:
        calls = calls.where(col(Call.unit_id) == unit_id)
    found: dict[int, list[CallMade]] = defaultdict(list)
    for call, officer in await db.exec(calls):
        found[call.unit_id].append(
            CallMade(
                id=call.id or 0,
                outcome=call.outcome,
                promised_on=call.promised_on,
                words=call.words,
                officer=officer,
                at=call.at,
            )
        )
    return found


async def new_on(db: AsyncSession, organisation_id: int, day: date) -> set[tuple[int, int]]:
    """The units, each with an obligation, that came onto the organisation's list on a day."""
    rows = await db.exec(
        select(CallNeed.unit_id, CallNeed.obligation_id)
        .join(Unit, col(Unit.id) == col(CallNeed.unit_id))
        .where(col(Unit.organisation_id) == organisation_id, col(CallNeed.since_on) == day)
    )
    return set(rows.all())
