"""Entering what a unit handed in on paper, by Zalo or by email."""

from datetime import datetime

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import duties_of_unit
from bot.actions.handing_in import prove
from bot.actions.journal import note
from bot.actions.own_days import mended
from bot.actions.reports import keep_report
from bot.rules.arrived import Arrived, HandedInMeanwhile
from bot.rules.channels import came_at, check_coming
from bot.rules.members import Member, check_officer
from bot.rules.obligations import Duty, UnknownObligation, can_report
from bot.rules.reports import NotHandedIn, ReportDraft, Verdict, verdict_of
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Report, Unit


async def enterable_duties(db: AsyncSession, member: Member, unit_id: int) -> list[Duty]:
    """The duties of a unit whose report an officer may enter. Raises NotAllowed."""
    check_officer(member)
    duties = await duties_of_unit(db, member, unit_id)
    return [d for d in duties if d.obligation.is_collected and can_report(d.obligation)]


async def enterable_duty(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int
) -> Duty:
    """One of them. Raises NotAllowed, UnknownObligation, NotHandedIn."""
    check_officer(member)
    for duty in await duties_of_unit(db, member, unit_id):
        if duty.obligation.id == obligation_id:
            if not can_report(duty.obligation):
                raise NotHandedIn
            return duty
    raise UnknownObligation


async def verdict_on(
    db: AsyncSession, member: Member, duty: Duty, arrived: Arrived, now: datetime
) -> Verdict:
    """On time or late by the day it came. Raises NotPastDay."""
    calendar = await calendar_of(db, check_officer(member).organisation_id)
    check_coming(arrived.day, calendar.today(now))
    at = came_at(arrived.day, arrived.hour, calendar.zone, now)
    return verdict_of(duty.term, at, at)


async def standing_version(db: AsyncSession, unit_id: int, obligation_id: int) -> int:
    """The newest version of the unit's report, 0 without any."""
    same = col(Report.unit_id) == unit_id, col(Report.obligation_id) == obligation_id
    return (await db.exec(select(func.max(Report.version)).where(*same))).one() or 0


async def record_arrived(
    db: AsyncSession,
    member: Member,
    unit_id: int,
    obligation_id: int,
    arrived: Arrived,
    over: int,
    now: datetime,
    key: bytes,
) -> int:
    """Record that a unit's report came another way; gives the id of the receipt, signed by `key`.

    It counts as handed in on the day it came. `over` is the version that the officer knows to
    stand: nothing is put over one they have not seen. The receipt is owed to those who speak for
    the unit. Raises NotAllowed, UnknownObligation, NotHandedIn, NotPastDay, HandedInMeanwhile.
    """
    check_officer(member)
    duty = await enterable_duty(db, member, unit_id, obligation_id)
    await hold(db, Unit, unit_id)
    duty = await enterable_duty(db, member, unit_id, obligation_id)
    standing = await standing_version(db, unit_id, obligation_id)
    if standing != over:
        raise HandedInMeanwhile(standing)
    verdict = await verdict_on(db, member, duty, arrived, now)
    draft = ReportDraft(arrived.files, arrived.note, verdict.counted_at)
    record = await keep_report(db, member, unit_id, obligation_id, draft, arrived.channel)
    await mended(db, unit_id, obligation_id)
    receipt_id = await prove(db, member, duty, verdict, record, now, key)
    note(
        db,
        member,
        "arrival recorded",
        duty.obligation.title,
        now=now,
        before={"version": standing, "standing": duty.standing} if standing else None,
        after={
            "unit": unit_id,
            "version": record.version,
            "channel": arrived.channel,
            "day": arrived.day.isoformat(),
            "hour": arrived.hour.isoformat() if arrived.hour else None,
            "receipt": receipt_id,
        },
    )
    return receipt_id
