"""Queries on people and the posts they hold."""

from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.members import Member, Post, chosen_post
from storage.tables import Member as MemberRow
from storage.tables import Office, Organisation, Seat, Unit

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


async def member_by_telegram(db: AsyncSession, telegram_id: int) -> Member | None:
    """The person with this Telegram id, with the posts held now; None for a newcomer."""
    row = (
        await db.exec(select(MemberRow).where(col(MemberRow.telegram_id) == telegram_id))
    ).first()
    return None if row is None else await _member(db, row)


async def member_by_id(db: AsyncSession, member_id: int) -> Member:
    """The person with this id, with the posts held now."""
    row = (await db.exec(select(MemberRow).where(col(MemberRow.id) == member_id))).one()
    return await _member(db, row)


async def _member(db: AsyncSession, row: MemberRow) -> Member:
    assert row.id is not None
    posts = (*await _offices(db, row.id), *await _seats(db, row.id))
    return Member(
        id=row.id,
        telegram_id=row.telegram_id,
        name=row.name,
        language=row.language,
        address=row.address,
        zone=DEFAULT_ZONE,
        posts=posts,
        post=chosen_post(posts, row.speaks_as),
        reminder_hour=row.reminder_hour,
        menu=row.menu,
        consented=row.consented_at is not None,
        is_lost=row.blocked_at is not None,
    )


async def _offices(db: AsyncSession, member_id: int) -> list[Post]:
    rows = await db.exec(
        select(Office, Organisation.name)
        .join(Organisation, col(Organisation.id) == col(Office.organisation_id))
        .where(col(Office.member_id) == member_id, col(Office.until_at).is_(None))
        .order_by(col(Office.id))
    )
    return [
        Post(office.id, office.role, office.organisation_id, organisation, office.since_at)
        for office, organisation in rows
        if office.id is not None
    ]


async def _seats(db: AsyncSession, member_id: int) -> list[Post]:
    rows = await db.exec(
        select(Seat, Unit, Organisation.name)
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .join(Organisation, col(Organisation.id) == col(Unit.organisation_id))
        .where(col(Seat.member_id) == member_id, col(Seat.until_at).is_(None))
        .order_by(col(Seat.id))
    )
    return [
        Post(
            id=seat.id,
            role=seat.role,
            organisation_id=unit.organisation_id,
            organisation=organisation,
            since_at=seat.since_at,
            unit_id=seat.unit_id,
            unit=unit.name,
            bloc_id=unit.bloc_id,
        )
        for seat, unit, organisation in rows
        if seat.id is not None
    ]
