"""Queries on people and the posts they hold."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    cast,
    exists,
    false,
    literal,
    null,
    select,
    union_all,
)
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.heads import HEADS
from bot.rules.members import Member, Post, chosen_post
from storage.active import is_active
from storage.looking import AnyRow, look
from storage.tables import BlocHead, Office, Organisation, Place, Seat, Unit
from storage.tables import Member as MemberRow

DEFAULT_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


async def member_by_telegram(db: AsyncSession, telegram_id: int) -> Member | None:
    """The person with this Telegram id, with the posts held now; None for a newcomer."""
    rows = await look(db, _BY_TELEGRAM, telegram_id=telegram_id)
    return await _member(db, rows[0]) if rows else None


async def member_by_id(db: AsyncSession, member_id: int) -> Member:
    """The person with this id, with the posts held now."""
    (row,) = await look(db, _BY_ID, member_id=member_id)
    return await _member(db, row)


async def _member(db: AsyncSession, row: AnyRow) -> Member:
    posts = tuple(_post(each) for each in await look(db, _POSTS, member_id=row.id))
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
        has_form=bool(row.has_form),
    )


def _post(row: AnyRow) -> Post:
    return Post(
        id=row.id,
        role=row.role,
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        since_at=row.since_at,
        unit_id=row.unit_id,
        unit=row.unit,
        bloc_id=row.bloc_id,
        heads_bloc=bool(row.heads_bloc),
        stopped_on=row.stopped_on,
    )


_PERSON = select(
    col(MemberRow.id),
    col(MemberRow.telegram_id),
    col(MemberRow.name),
    col(MemberRow.language),
    col(MemberRow.address),
    col(MemberRow.speaks_as),
    col(MemberRow.reminder_hour),
    col(MemberRow.menu),
    col(MemberRow.consented_at),
    col(MemberRow.blocked_at),
    exists().where(col(Place.member_id) == col(MemberRow.id), col(Place.active)).label("has_form"),
)
_BY_TELEGRAM = _PERSON.where(col(MemberRow.telegram_id) == bindparam("telegram_id"))
_BY_ID = _PERSON.where(col(MemberRow.id) == bindparam("member_id"))
_OFFICES: Select[*tuple[Any, ...]] = (
    select(
        literal(0).label("sort"),
        col(Office.id).label("id"),
        col(Office.role),
        col(Office.organisation_id),
        col(Organisation.name).label("organisation"),
        col(Office.since_at),
        cast(null(), Integer).label("unit_id"),
        literal("").label("unit"),
        cast(null(), Integer).label("bloc_id"),
        false().label("heads_bloc"),
        cast(null(), Date).label("stopped_on"),
    )
    .join(Organisation, col(Organisation.id) == col(Office.organisation_id))
    .where(col(Office.member_id) == bindparam("member_id"), col(Office.until_at).is_(None))
)
_SEATS: Select[*tuple[Any, ...]] = (
    select(
        literal(1),
        col(Seat.id),
        col(Seat.role),
        col(Unit.organisation_id),
        col(Organisation.name),
        col(Seat.since_at),
        col(Seat.unit_id),
        col(Unit.name),
        col(Unit.bloc_id),
        and_(
            col(Seat.role) == HEADS,
            is_active(),
            exists().where(col(BlocHead.unit_id) == col(Seat.unit_id)),
        ),
        col(Unit.stopped_on),
    )
    .join(Unit, col(Unit.id) == col(Seat.unit_id))
    .join(Organisation, col(Organisation.id) == col(Unit.organisation_id))
    .where(col(Seat.member_id) == bindparam("member_id"), col(Seat.until_at).is_(None))
)
_POSTS: CompoundSelect[*tuple[Any, ...]] = union_all(_OFFICES, _SEATS).order_by("sort", "id")
