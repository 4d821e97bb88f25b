"""Whom a notice is for, in SQL: units, the people who speak for them, groups."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.audiences import (
    Audience,
    AudienceNames,
    BlocReach,
    Reach,
    Saved,
    audience_of_json,
)
from bot.rules.members import Role
from bot.rules.registrations import REGISTERED
from bot.rules.units import NO_BLOC
from storage.active import is_active
from storage.obligations import has_done
from storage.scopes import is_asked
from storage.tables import (
    Bloc,
    GroupChat,
    Member,
    Obligation,
    Plan,
    RegisteredTitle,
    Registration,
    SavedAudience,
    Seat,
    Title,
    Unit,
)


def units_in(organisation_id: int, audience: Audience) -> list[ColumnElement[bool]]:
    """What a unit must fulfil to be in the audience: to work on, before all."""
    where = [col(Unit.organisation_id) == organisation_id, is_active()]
    if audience.blocs:
        none = NO_BLOC in audience.blocs
        named = col(Unit.bloc_id).in_(audience.blocs)
        where.append(or_(named, col(Unit.bloc_id).is_(None)) if none else named)
    if audience.types:
        where.append(col(Unit.type).in_(audience.types))
    if audience.titles:
        where.append(_has_registered(audience.titles))
    for obligation_id in audience.undone:
        where += [is_asked(obligation_id), ~has_done(obligation_id, col(Unit.id))]
    if audience.units:
        where.append(col(Unit.id).in_(audience.units))
    return where


def people_in(organisation_id: int, audience: Audience) -> Select[int]:
    """The people who are written to, each once, those who blocked the bot among them."""
    return (
        sql_select(col(Seat.member_id).label("member_id"))
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(*units_in(organisation_id, audience), *_held(audience))
        .distinct()
    )


def groups_in(organisation_id: int, audience: Audience) -> Select[int]:
    """The groups it is posted in: those of the blocs that have a unit in the audience, and the
    officers', each where it is wished."""
    blocs = sql_select(col(Unit.bloc_id)).where(*units_in(organisation_id, audience))
    chosen: list[ColumnElement[bool]] = []
    if audience.bloc_groups:
        chosen.append(col(GroupChat.bloc_id).in_(blocs))
    if audience.officers_group:
        chosen.append(col(GroupChat.bloc_id).is_(None))
    return sql_select(col(GroupChat.id).label("group_id")).where(
        col(GroupChat.organisation_id) == organisation_id,
        col(GroupChat.left_at).is_(None),
        or_(*chosen) if chosen else col(GroupChat.id).is_(None),
    )


async def reach_of(db: AsyncSession, organisation_id: int, audience: Audience) -> Reach:
    """What the audience comes to now."""
    reached = Member, and_(col(Member.id) == col(Seat.member_id), col(Member.blocked_at).is_(None))
    unit_count = func.count(col(Unit.id).distinct())
    people = func.count(col(Member.id).distinct())
    seats = Seat, and_(col(Seat.unit_id) == col(Unit.id), *_held(audience))
    of_blocs = (
        select(Bloc.name, unit_count, people)
        .select_from(Unit)
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .join(*seats, isouter=True)
        .join(*reached, isouter=True)
        .where(*units_in(organisation_id, audience))
        .group_by(col(Unit.bloc_id), col(Bloc.name))
        .order_by(col(Unit.bloc_id).is_(None), col(Unit.bloc_id))
    )
    blocs = [BlocReach(name or "", units, here) for name, units, here in await db.exec(of_blocs)]
    everybody = people_in(organisation_id, audience).subquery()
    all_reached = select(func.count()).where(
        col(Member.id).in_(sql_select(everybody.c.member_id)), col(Member.blocked_at).is_(None)
    )
    nobody, blocked = await _unreached(db, organisation_id, audience)
    return Reach(
        blocs=tuple(blocs),
        people=(await db.exec(all_reached)).one(),
        nobody_joined=nobody,
        blocked=blocked,
        groups=tuple(await _group_titles(db, organisation_id, audience)),
    )


async def is_anybody_in(db: AsyncSession, organisation_id: int, audience: Audience) -> bool:
    """Whether anybody in the audience can be written to, or any group posted in."""
    people = people_in(organisation_id, audience)
    reached = people.join(Member, col(Member.id) == col(Seat.member_id)).where(
        col(Member.blocked_at).is_(None)
    )
    for anybody in (reached, groups_in(organisation_id, audience)):
        if (await db.exec(select(func.count()).select_from(anybody.limit(1).subquery()))).one():
            return True
    return False


async def names_of(db: AsyncSession, organisation_id: int, audience: Audience) -> AudienceNames:
    """The audience in names; what is no longer the organisation's has none."""
    own_blocs = select(Bloc.name).where(col(Bloc.organisation_id) == organisation_id)
    own_titles = select(Title.name).where(col(Title.organisation_id) == organisation_id)
    own_units = select(Unit.name).where(col(Unit.organisation_id) == organisation_id)
    asked = (
        select(Obligation.title)
        .join(Plan, col(Plan.id) == col(Obligation.plan_id))
        .where(col(Plan.organisation_id) == organisation_id)
    )
    none = ("",) if NO_BLOC in audience.blocs else ()
    return AudienceNames(
        audience,
        blocs=(*await _named(db, own_blocs, Bloc, audience.blocs), *none),
        titles=await _named(db, own_titles, Title, audience.titles),
        undone=await _named(db, asked, Obligation, audience.undone),
        units=await _named(db, own_units, Unit, audience.units),
    )


async def unit_types(db: AsyncSession, organisation_id: int) -> list[str]:
    """What sorts of units the organisation has, in the order of the alphabet."""
    own = col(Unit.organisation_id) == organisation_id, is_active(), col(Unit.type) != ""
    return sorted((await db.exec(select(Unit.type).where(*own).distinct())).all())


async def linked_groups(db: AsyncSession, organisation_id: int) -> tuple[bool, bool]:
    """Whether any bloc has a group that can be posted in, and whether the officers have one."""
    own = col(GroupChat.organisation_id) == organisation_id, col(GroupChat.left_at).is_(None)
    blocs = (await db.exec(select(GroupChat.bloc_id).where(*own))).all()
    return any(bloc is not None for bloc in blocs), any(bloc is None for bloc in blocs)


async def saved_audiences(db: AsyncSession, organisation_id: int) -> list[Saved]:
    """The audiences the organisation keeps, in the order of making."""
    own = select(SavedAudience).where(col(SavedAudience.organisation_id) == organisation_id)
    return [
        Saved(row.id, row.name, audience_of_json(row.audience))
        for row in await db.exec(own.order_by(col(SavedAudience.id)))
        if row.id is not None
    ]


def _has_registered(title_ids: tuple[int, ...]) -> ColumnElement[bool]:
    """The SQL of «has registered one of these titles under a plan in force»."""
    return (
        exists()
        .where(col(RegisteredTitle.title_id).in_(title_ids))
        .where(col(Registration.id) == col(RegisteredTitle.registration_id))
        .where(col(Registration.unit_id) == col(Unit.id), col(Registration.state).in_(REGISTERED))
        .where(
            col(Obligation.id) == col(Registration.obligation_id),
            col(Obligation.closed_at).is_(None),
            col(Obligation.dropped_at).is_(None),
        )
        .where(col(Plan.id) == col(Obligation.plan_id), col(Plan.withdrawn_at).is_(None))
    )


def _held(audience: Audience) -> list[ColumnElement[bool]]:
    held: list[ColumnElement[bool]] = [col(Seat.until_at).is_(None)]
    if audience.representatives_only:
        held.append(col(Seat.role) == Role.REPRESENTATIVE)
    return held


async def _unreached(
    db: AsyncSession, organisation_id: int, audience: Audience
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units that get nothing: nobody has joined; all who have, have blocked the bot."""
    held = exists().where(col(Seat.unit_id) == col(Unit.id), *_held(audience))
    reached = held.where(col(Member.id) == col(Seat.member_id), col(Member.blocked_at).is_(None))
    units = select(Unit.name, held).where(*units_in(organisation_id, audience), ~reached)
    rows = (await db.exec(units.order_by(col(Unit.bloc_id), col(Unit.id)))).all()
    nobody = tuple(name for name, joined in rows if not joined)
    return nobody, tuple(name for name, joined in rows if joined)


async def _group_titles(db: AsyncSession, organisation_id: int, audience: Audience) -> list[str]:
    chosen = col(GroupChat.id).in_(groups_in(organisation_id, audience))
    titles = select(GroupChat.title).where(chosen).order_by(col(GroupChat.id))
    return list((await db.exec(titles)).all())


async def _named(
    db: AsyncSession, names: SelectOfScalar[str], table: Any, ids: tuple[int, ...]
) -> tuple[str, ...]:
    if not ids:
        return ()
    chosen = names.where(col(table.id).in_(ids)).order_by(col(table.id))
    return tuple((await db.exec(chosen)).all())
