"""Whom units may ask: kept by the officers of an organisation, read by all who belong to it."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.desks import (
    MOST_DESKS,
    Desk,
    Detail,
    TooManyDesks,
    UnknownDesk,
    check_detail,
    check_named,
)
from bot.rules.members import Member, NoPost, check_officer
from storage.desks import desk_rows, desks_of, last_place
from storage.locking import hold
from storage.tables import Desk as DeskRow
from storage.tables import Organisation


async def own_desks(db: AsyncSession, member: Member) -> list[Desk]:
    """Whom the member may ask: of the organisation of their post alone. Raises NoPost."""
    if member.post is None:
        raise NoPost
    return await desks_of(db, member.post.organisation_id)


async def read_desk_of(db: AsyncSession, member: Member, desk_id: int) -> Desk:
    """One of the officer's organisation. Raises NotAllowed, UnknownDesk."""
    post = check_officer(member)
    for desk in await desks_of(db, post.organisation_id):
        if desk.id == desk_id:
            return desk
    raise UnknownDesk


async def add_desk(
    db: AsyncSession, member: Member, details: Mapping[Detail, str], now: datetime
) -> int:
    """Let units ask somebody more, at the end of the list; gives the id.

    Raises NotAllowed, NamelessDesk, TooManyDesks, and as `check_detail` does.
    """
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    if len(await desk_rows(db, post.organisation_id)) >= MOST_DESKS:
        raise TooManyDesks(MOST_DESKS)
    check_named(details)
    kept = {which.value: check_detail(which, words) for which, words in details.items()}
    place = await last_place(db, post.organisation_id) + 1
    row = DeskRow(organisation_id=post.organisation_id, place=place)
    for which, words in kept.items():
        setattr(row, which, words)
    db.add(row)
    await db.flush()
    assert row.id is not None
    note(db, member, "contact of the organisation added", _title(row), now=now, after=kept)
    return row.id


async def set_detail(
    db: AsyncSession, member: Member, desk_id: int, which: Detail, words: str, now: datetime
) -> None:
    """Give a detail, or with "" none any more.

    Raises NotAllowed, UnknownDesk, NamelessDesk, and as `check_detail` does.
    """
    _, row = await _held(db, member, desk_id)
    kept = check_detail(which, words) if words else ""
    before = getattr(row, which.value)
    if kept == before:
        return
    check_named({Detail.NAME: row.name, Detail.ROLE: row.role} | {which: kept})
    setattr(row, which.value, kept)
    note(
        db,
        member,
        "contact of the organisation changed",
        _title(row),
        now=now,
        before={which.value: before},
        after={which.value: kept},
    )


async def put_first(db: AsyncSession, member: Member, desk_id: int, now: datetime) -> None:
    """Name this one before all others from now on. Raises NotAllowed, UnknownDesk."""
    rows, row = await _held(db, member, desk_id)
    if rows[0] is row:
        return
    for place, each in enumerate([row, *(other for other in rows if other is not row)], start=1):
        each.place = place
    note(db, member, "contact of the organisation put first", _title(row), now=now)


async def drop_desk(db: AsyncSession, member: Member, desk_id: int, now: datetime) -> str:
    """Let units ask this one no more; gives what it was called. Raises NotAllowed, UnknownDesk."""
    _, row = await _held(db, member, desk_id)
    before = {which.value: words for which in Detail if (words := getattr(row, which.value))}
    note(db, member, "contact of the organisation dropped", _title(row), now=now, before=before)
    title = _title(row)
    await db.delete(row)
    await db.flush()
    return title


async def _held(db: AsyncSession, member: Member, desk_id: int) -> tuple[list[DeskRow], DeskRow]:
    """All rows of the officer's organisation, and the one about to be changed."""
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    rows = await desk_rows(db, post.organisation_id)
    for row in rows:
        if row.id == desk_id:
            return rows, row
    raise UnknownDesk


def _title(row: DeskRow) -> str:
    return row.name or row.role
