"""Queries on notices: their audience, fan-out and tally."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    cast,
    exists,
    false,
    func,
    literal,
    true,
)
from sqlalchemy import String as SqlString
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.notices import Audience, AudienceKind, NoticeTally
from bot.rules.outbox import Lane, OutboxState
from storage.columns import Choice, Document, Moment
from storage.inserting import insert_new
from storage.looking import look
from storage.obligations import has_done
from storage.tables import (
    Bloc,
    Member,
    Notice,
    Obligation,
    Organisation,
    OutboxMessage,
    Seat,
    Unit,
)

WAITING = (OutboxState.WAITING, OutboxState.CLAIMED)


def audience_members(organisation_id: int, audience: Audience) -> Select[tuple[int]]:
    """The people who speak now for a unit in the audience, each once."""
    return (
        sql_select(col(Seat.member_id).label("member_id"))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(*_units(organisation_id, audience), col(Seat.until_at).is_(None))
        .distinct()
    )


async def units_without_anyone(
    db: AsyncSession, organisation_id: int, audience: Audience
) -> list[str]:
    """The names of units in the audience for which nobody has joined."""
    joined = exists().where(col(Seat.unit_id) == col(Unit.id), col(Seat.until_at).is_(None))
    names = select(Unit.name).where(*_units(organisation_id, audience), ~joined)
    return list((await db.exec(names.order_by(col(Unit.id)))).all())


async def audience_name(db: AsyncSession, organisation_id: int, audience: Audience) -> str:
    """The name of the bloc or obligation the audience is about; "" for everyone."""
    if audience.kind is AudienceKind.BLOC:
        bloc = await db.get(Bloc, audience.id)
        return bloc.name if bloc and bloc.organisation_id == organisation_id else ""
    if audience.kind is AudienceKind.MISSING:
        obligation = await db.get(Obligation, audience.id)
        return obligation.title if obligation else ""
    return ""


async def fan_out(
    db: AsyncSession, organisation_id: int, audience: Audience, notice_id: int, now: datetime
) -> int:
    """Owe the notice to everyone in the audience in one statement; gives how many."""
    people = audience_members(organisation_id, audience).subquery()
    key = literal(f"notice:{notice_id}:") + cast(people.c.member_id, SqlString)
    rows = sql_select(
        literal(Lane.NOTICE, Choice(Lane)),
        people.c.member_id,
        literal("notice"),
        literal({"notice": notice_id}, Document),
        key,
        literal(notice_id),
        literal(OutboxState.WAITING, Choice(OutboxState)),
        literal(now, Moment),
        literal(0),
        false(),
        literal(""),
    ).where(true())
    columns = [
        "lane", "member_id", "message", "details", "key", "notice_id", "state", "due_at",
        "attempts", "possibly_repeated", "error",
    ]  # fmt: skip
    result = await db.exec(insert_new(db, OutboxMessage).from_select(columns, rows))
    return int(result.rowcount)


async def notice_words(db: AsyncSession, notice_id: int) -> tuple[str, str]:
    """What a notice says as it stands now, and the organisation it comes from."""
    (row,) = await look(db, _WORDS, notice_id=notice_id)
    return row.words, row.organisation


async def tally_of(db: AsyncSession, notice_id: int) -> NoticeTally:
    """How many messages of the notice wait, arrived, failed; and the names of the failed."""
    states = await db.exec(
        select(OutboxMessage.state, func.count())
        .where(col(OutboxMessage.notice_id) == notice_id)
        .group_by(col(OutboxMessage.state))
    )
    counts = dict(states.all())
    return NoticeTally(
        waiting=sum(counts.get(state, 0) for state in WAITING),
        sent=counts.get(OutboxState.SENT, 0),
        failed=counts.get(OutboxState.FAILED, 0),
        not_reached=await _not_reached(db, notice_id) if counts.get(OutboxState.FAILED) else (),
    )


async def _not_reached(db: AsyncSession, notice_id: int) -> tuple[str, ...]:
    """Who was not reached, each with a unit of the organisation they speak for."""
    rows = await db.exec(
        select(Member.name, func.min(Unit.name))
        .join(OutboxMessage, col(OutboxMessage.member_id) == col(Member.id))
        .join(Notice, col(Notice.id) == col(OutboxMessage.notice_id))
        .join(
            Seat,
            and_(col(Seat.member_id) == col(Member.id), col(Seat.until_at).is_(None)),
            isouter=True,
        )
        .join(
            Unit,
            and_(
                col(Unit.id) == col(Seat.unit_id),
                col(Unit.organisation_id) == col(Notice.organisation_id),
            ),
            isouter=True,
        )
        .where(
            col(OutboxMessage.notice_id) == notice_id,
            col(OutboxMessage.state) == OutboxState.FAILED,
        )
        .group_by(col(Member.id), col(Member.name))
        .order_by(col(Member.name))
    )
    return tuple(f"{name} ({unit})" if unit else name for name, unit in rows)


def _units(organisation_id: int, audience: Audience) -> list[ColumnElement[bool]]:
    where = [col(Unit.organisation_id) == organisation_id]
    if audience.kind is AudienceKind.BLOC:
        where.append(col(Unit.bloc_id) == audience.id)
    if audience.kind is AudienceKind.MISSING:
        where.append(~has_done(audience.id, col(Unit.id)))
    return where


_WORDS: Select[*tuple[Any, ...]] = (
    sql_select(col(Notice.words), col(Organisation.name).label("organisation"))
    .join(Organisation, col(Organisation.id) == col(Notice.organisation_id))
    .where(col(Notice.id) == bindparam("notice_id"))
)
