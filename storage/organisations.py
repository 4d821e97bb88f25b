"""Queries on organisations: their calendars and officers."""

from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import Calendar, ClosedDays
from bot.rules.members import Role
from storage.looking import look
from storage.members import DEFAULT_ZONE
from storage.tables import Member, Office, Organisation
from storage.workdays import closed_days

_COUNTING = select(Organisation.zone, Organisation.shifts_to_workday).where(
    col(Organisation.id) == bindparam("organisation_id")
)

YEARS = range(2020, 2036)
"""Years whose closed days are known; outside them only weekends are."""


async def calendar_of(db: AsyncSession, organisation_id: int) -> Calendar:
    """How the organisation counts days."""
    (row,) = await look(db, _COUNTING, organisation_id=organisation_id)
    return counting_days(*row)


def peoples_days() -> Calendar:
    """How days are counted for a person, who may belong to several organisations."""
    return counting_days(DEFAULT_ZONE.key, shifts=False)


def counting_days(zone: str, shifts: bool) -> Calendar:
    """How an organisation of this zone and this choice on Điều 148.5 counts days."""
    return Calendar(ZoneInfo(zone), _closed(), shifts)


@lru_cache
def _closed() -> ClosedDays:
    return closed_days(YEARS)


async def organisations(db: AsyncSession) -> list[tuple[int, str]]:
    """Every organisation that was not merged into another: id and name, in order of making."""
    own = select(Organisation.id, Organisation.name).where(
        col(Organisation.merged_into_id).is_(None)
    )
    rows = await db.exec(own.order_by(col(Organisation.id)))
    return [(id_, name) for id_, name in rows if id_ is not None]


async def organisation_name(db: AsyncSession, organisation_id: int) -> str:
    """The organisation's name."""
    named = select(Organisation.name).where(col(Organisation.id) == organisation_id)
    return (await db.exec(named)).one()


async def officer_ids(db: AsyncSession, organisation_id: int) -> list[int]:
    """The members who hold an office in the organisation now."""
    held = select(Office.member_id).where(
        col(Office.organisation_id) == organisation_id, col(Office.until_at).is_(None)
    )
    return list((await db.exec(held.order_by(col(Office.id)))).all())


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """Someone who runs the organisation's campaign now."""

    id: int
    member_id: int
    name: str
    phone: str
    role: Role


async def offices_of(db: AsyncSession, organisation_id: int) -> list[OfficeRow]:
    """Who holds an office in the organisation now, in order of appointment."""
    rows = await db.exec(
        select(Office, Member)
        .join(Member, col(Member.id) == col(Office.member_id))
        .where(col(Office.organisation_id) == organisation_id, col(Office.until_at).is_(None))
        .order_by(col(Office.id))
    )
    return [
        OfficeRow(office.id, office.member_id, member.name, member.phone or "", office.role)
        for office, member in rows
        if office.id is not None
    ]
