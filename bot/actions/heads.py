"""Who heads a bloc in a year, and who is the deputy, chosen by officers."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.heads import HEADS, AlreadyHead, Heading, HeadOf, years_to_head
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.outbox import Lane
from storage.heads import heading_by_id, headings_from, headings_of_bloc, plan_years
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Bloc, BlocHead, Unit
from storage.units import seats_of


async def heads_of(
    db: AsyncSession, member: Member, bloc_id: int, now: datetime
) -> tuple[HeadOf, ...]:
    """The years a head may be chosen for, each with its head and deputy. Raises NotAllowed."""
    bloc = await own_bloc(db, member, bloc_id)
    calendar = await calendar_of(db, bloc.organisation_id)
    years = await plan_years(db, bloc.organisation_id)
    found = await headings_of_bloc(db, bloc_id)
    deputies = await headings_of_bloc(db, bloc_id, deputies=True)
    return tuple(
        HeadOf(year, found.get(year), deputies.get(year))
        for year in years_to_head(years, calendar.today(now).year)
    )


async def name_head(
    db: AsyncSession,
    member: Member,
    bloc_id: int,
    year: int,
    unit_id: int,
    now: datetime,
    *,
    deputy: bool = False,
) -> tuple[Heading, int]:
    """Let a unit of the bloc head it, or be deputy; gives the heading and how many are being told.

    Whoever represented the one before is told, too. A deputy that becomes head is deputy no more.
    Raises NotAllowed, AlreadyHead.
    """
    bloc = await own_bloc(db, member, bloc_id)
    await hold(db, Bloc, bloc_id)
    unit = await db.get(Unit, unit_id)
    if unit is None or unit.bloc_id != bloc_id or unit.stopped_on is not None:
        raise NotAllowed
    before = await _free_place(db, member, bloc_id, year, unit, now, deputy=deputy)
    if before is not None and before.unit_id == unit_id:
        return before, 0
    if before is not None:
        await _take_away(db, before, now)
    row = BlocHead(
        bloc_id=bloc_id, year=year, is_deputy=deputy, unit_id=unit_id, set_by=member.id, set_at=now
    )
    db.add(row)
    await db.flush()
    act = "bloc deputy named" if deputy else "bloc head named"
    was = {"unit": before.unit, "year": year} if before else None
    note(db, member, act, bloc.name, now=now, before=was, after={"unit": unit.name, "year": year})
    heading = (await headings_of_bloc(db, bloc_id, deputies=deputy))[year]
    return heading, await _tell(db, heading, "head_named", {"head": heading.id}, now)


async def end_head(db: AsyncSession, member: Member, head_id: int, now: datetime) -> Heading:
    """Leave the bloc without that head, or deputy, and tell whoever was; gives what was ended.

    Raises NotAllowed, also when there is none any more.
    """
    heading = await heading_by_id(db, head_id)
    if heading is None:
        raise NotAllowed
    check_officer(member, heading.organisation_id)
    await hold(db, Bloc, heading.bloc_id)
    if await db.get(BlocHead, head_id, populate_existing=True) is None:
        raise NotAllowed
    await _end(db, member, heading, now)
    return heading


async def _free_place(
    db: AsyncSession,
    member: Member,
    bloc_id: int,
    year: int,
    unit: Unit,
    now: datetime,
    *,
    deputy: bool,
) -> Heading | None:
    """Who has the place that the unit is to take; the unit leaves the other one, if it has that."""
    of_year = {each.year: each for each in await heads_of(db, member, bloc_id, now)}.get(year)
    if of_year is None:
        raise NotAllowed
    other = of_year.of(deputy=not deputy)
    if other is not None and other.unit_id == unit.id:
        if deputy:
            raise AlreadyHead(unit.name)
        await db.exec(delete(BlocHead).where(col(BlocHead.id) == other.id))
    return of_year.of(deputy=deputy)


async def own_bloc(db: AsyncSession, member: Member, bloc_id: int) -> Bloc:
    """A bloc of the officer's organisation. Raises NotAllowed."""
    post = check_officer(member)
    bloc = await db.get(Bloc, bloc_id)
    if bloc is None or bloc.organisation_id != post.organisation_id:
        raise NotAllowed
    return bloc


async def end_headings_of(
    db: AsyncSession, member: Member, unit: Unit, now: datetime
) -> list[Heading]:
    """Let a unit head no bloc from this year on, because it leaves; gives what was ended.

    Years gone by stay as they were.
    """
    this_year = (await calendar_of(db, unit.organisation_id)).today(now).year
    headings = [
        heading
        for heading in await headings_from(db, unit.organisation_id, this_year)
        if heading.unit_id == unit.id
    ]
    for heading in headings:
        await _end(db, member, heading, now)
    return headings


async def _end(db: AsyncSession, member: Member, heading: Heading, now: datetime) -> None:
    await _take_away(db, heading, now)
    act = "bloc deputy ended" if heading.is_deputy else "bloc head ended"
    before = {"unit": heading.unit, "year": heading.year}
    note(db, member, act, heading.bloc, now=now, before=before)


async def _take_away(db: AsyncSession, heading: Heading, now: datetime) -> None:
    await db.exec(delete(BlocHead).where(col(BlocHead.id) == heading.id))
    details = {
        "bloc": heading.bloc,
        "year": heading.year,
        "unit": heading.unit,
        "deputy": heading.is_deputy,
    }
    await _tell(db, heading, "head_ended", details, now)


async def _tell(
    db: AsyncSession, heading: Heading, message: str, details: dict[str, Any], now: datetime
) -> int:
    seats = [seat for seat in await seats_of(db, heading.unit_id) if seat.role is HEADS]
    for seat in seats:
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=seat.member_id,
            organisation_id=heading.organisation_id,
            message=message,
            details=details,
            due_at=now,
        )
    return len(seats)
