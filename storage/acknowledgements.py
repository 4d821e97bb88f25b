"""Queries on who has acknowledged a notice."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, literal, or_
from sqlalchemy import select as sql_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.acknowledgements import UnitReceipt
from bot.rules.notices import NoticePost
from bot.rules.outbox import OutboxState
from storage.active import is_active
from storage.inserting import insert_new
from storage.looking import look
from storage.notices import first_posts
from storage.owing import AS_BEFORE, first_key, owe_each
from storage.tables import (
    Acknowledgement,
    Bloc,
    Notice,
    NoticeUnit,
    Organisation,
    OutboxMessage,
    Seat,
    Unit,
)


async def speaks_for_recipient(db: AsyncSession, member_id: int, notice_id: int) -> bool:
    """Whether the person speaks now for a unit that the notice is for."""
    found = exists().where(
        col(NoticeUnit.notice_id) == notice_id,
        col(Seat.unit_id) == col(NoticeUnit.unit_id),
        col(Seat.member_id) == member_id,
        col(Seat.until_at).is_(None),
    )
    return bool((await db.exec(select(found))).one())


async def add_acknowledgement(
    db: AsyncSession, notice_id: int, member_id: int, version: int, now: datetime
) -> datetime:
    """Note that the person has received the version; gives when that was said first."""
    row = {"notice_id": notice_id, "member_id": member_id, "version": version}
    await db.exec(insert_new(db, Acknowledgement).values(**row, at=now))
    said = select(Acknowledgement.at).where(
        col(Acknowledgement.notice_id) == notice_id,
        col(Acknowledgement.member_id) == member_id,
        col(Acknowledgement.version) == version,
    )
    return (await db.exec(said)).one()


async def acknowledged_by(db: AsyncSession, member_id: int) -> list[tuple[str, int, datetime]]:
    """What the person has acknowledged: organisation, number of the notice, when."""
    rows = await db.exec(
        select(Organisation.name, Notice.number, Acknowledgement.at)
        .join(Notice, col(Notice.id) == col(Acknowledgement.notice_id))
        .join(Organisation, col(Organisation.id) == col(Notice.organisation_id))
        .where(col(Acknowledgement.member_id) == member_id)
        .order_by(col(Acknowledgement.at))
    )
    return list(rows.all())


async def receipts_of(db: AsyncSession, notice_id: int, version: int) -> list[UnitReceipt]:
    """Every unit the notice is for, by bloc, with whether it has acknowledged that version.

    One that was stopped since is none of them unless it has.
    """
    held = col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None)
    sent = exists().where(
        col(OutboxMessage.key) == first_key(notice_id, col(Seat.member_id)),
        col(OutboxMessage.state) == OutboxState.SENT,
    )
    arrived = exists().where(*held, sent)
    said = has_acknowledged(notice_id, version, col(Unit.id))
    units = (
        sql_select(
            col(Unit.id), col(Unit.name), col(Bloc.name), said, arrived, exists().where(*held)
        )
        .join(NoticeUnit, col(NoticeUnit.unit_id) == col(Unit.id))
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(col(NoticeUnit.notice_id) == notice_id, or_(is_active(), said))
        .order_by(col(Unit.bloc_id).is_(None), col(Unit.bloc_id), col(Unit.id))
    )
    return [
        UnitReceipt(id_, name, bloc or "", bool(acknowledged), bool(reached), bool(here))
        for id_, name, bloc, acknowledged, reached, here in await look(db, units)
    ]


def has_acknowledged(notice_id: int, version: int, unit_id: Any) -> ColumnElement[bool]:
    """The SQL of «somebody who spoke for the unit then has acknowledged the version»."""
    # One within the other: from the unit's few people to what each has said, never the other way.
    then = aliased(Seat)
    said = exists().where(
        col(Acknowledgement.notice_id) == notice_id,
        col(Acknowledgement.member_id) == col(then.member_id),
        col(Acknowledgement.version) == version,
        col(then.since_at) <= col(Acknowledgement.at),
        or_(col(then.until_at).is_(None), col(then.until_at) > col(Acknowledgement.at)),
    )
    return exists().where(col(then.unit_id) == unit_id, said)


async def lacks_acknowledgement(
    db: AsyncSession, notice_id: int, version: int, member_id: int
) -> bool:
    """Whether the person speaks for a unit the notice is for that has not acknowledged."""
    return bool((await db.exec(select(_lacking(notice_id, version, literal(member_id))))).one())


async def owe_second_call(
    db: AsyncSession, notice_id: int, version: int, occasion: str, now: datetime
) -> int:
    """Owe everybody whom the notice reached and whose unit has not acknowledged it one call more;
    how many. On one `occasion` nobody is owed two."""
    people = sql_select(*AS_BEFORE).where(
        *first_posts(notice_id),
        col(OutboxMessage.state) == OutboxState.SENT,
        col(OutboxMessage.member_id).is_not(None),
        _lacking(notice_id, version, col(OutboxMessage.member_id)),
    )
    post = NoticePost.SECOND_CALL
    return await owe_each(db, notice_id, post, people, now=now, occasion=f"{occasion}:")


def _lacking(notice_id: int, version: int, member_id: Any) -> ColumnElement[bool]:
    named = exists().where(
        col(NoticeUnit.notice_id) == notice_id,
        col(NoticeUnit.unit_id) == col(Seat.unit_id),
        col(Unit.id) == col(Seat.unit_id),
        is_active(),
    )
    return exists().where(
        col(Seat.member_id) == member_id,
        col(Seat.until_at).is_(None),
        named,
        ~has_acknowledged(notice_id, version, col(Seat.unit_id)),
    )
