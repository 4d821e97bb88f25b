"""Whom obligations are asked of, in SQL, and by name."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, inspect, or_, true, type_coerce
from sqlalchemy import select as sql_select
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.scopes import Scope
from storage.active import is_active
from storage.columns import Moment
from storage.tables import Bloc, Obligation, ObligationScope, Seat, Unit


def is_asked(obligation_id: Any, unit: type[Unit] = Unit) -> ColumnElement[bool]:
    """The SQL of «it is asked of the unit», of an obligation named by its id."""
    return _is_asked(
        obligation_id,
        _flag(obligation_id, "by_bloc"),
        _flag(obligation_id, "by_type"),
        unit,
    )


def is_asked_here() -> ColumnElement[bool]:
    """The same where the obligation's own row is at hand: one asked of all costs nothing."""
    return _is_asked(col(Obligation.id), col(Obligation.by_bloc), col(Obligation.by_type), Unit)


def asked_since(obligation_id: Any, unit: type[Unit] = Unit) -> ColumnElement[datetime]:
    """The SQL of «since when the obligation may be asked of the unit».

    Since the unit was entered; one asked of some units only, since its bloc and type are its own.
    """
    of_some = or_(_flag(obligation_id, "by_bloc"), _flag(obligation_id, "by_type"))
    by_place = and_(col(unit.placed_at).is_not(None), of_some)
    since = case((by_place, col(unit.placed_at)), else_=col(unit.created_at))
    return type_coerce(since, Moment)


def is_within(bloc_ids: Collection[int], types: Collection[str]) -> ColumnElement[bool]:
    """The SQL of «the unit is of these blocs and types»; of a kind that is empty any will do."""
    own_bloc = col(Unit.bloc_id).is_not(None) & col(Unit.bloc_id).in_(bloc_ids)
    return and_(own_bloc if bloc_ids else true(), col(Unit.type).in_(types) if types else true())


def _is_asked(obligation_id: Any, by_bloc: Any, by_type: Any, unit: Any) -> ColumnElement[bool]:
    of_obligation = col(ObligationScope.obligation_id) == obligation_id
    of_bloc = exists().where(of_obligation, col(ObligationScope.bloc_id) == unit.bloc_id)
    of_type = exists().where(of_obligation, col(ObligationScope.unit_type) == unit.type)
    return and_(or_(~by_bloc, of_bloc), or_(~by_type, of_type))


# A table's own alias: an entity's is adapted anew for every statement, which costs ten times more.
_ASKED = inspect(Obligation).local_table.alias("asked")


def _flag(obligation_id: Any, name: str) -> ColumnElement[bool]:
    return sql_select(_ASKED.c[name]).where(_ASKED.c.id == obligation_id).scalar_subquery()


async def scopes_of(db: AsyncSession, plan_id: int) -> dict[int, Scope]:
    """Whom the plan's obligations are asked of by the names of today; those of all are left out."""
    rows = await db.exec(
        select(ObligationScope.obligation_id, Bloc.name, ObligationScope.unit_type)
        .join(Obligation, col(Obligation.id) == col(ObligationScope.obligation_id))
        .join(Bloc, col(Bloc.id) == col(ObligationScope.bloc_id), isouter=True)
        .where(col(Obligation.plan_id) == plan_id)
        .order_by(col(ObligationScope.id))
    )
    found: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for obligation_id, bloc, type_ in rows:
        blocs, types = found[obligation_id]
        if bloc is not None:
            blocs.append(bloc)
        if type_ is not None:
            types.append(type_)
    return {id_: Scope(tuple(blocs), tuple(types)) for id_, (blocs, types) in found.items()}


async def unit_counts(db: AsyncSession, organisation_id: int) -> dict[tuple[str, str], int]:
    """How many units are at work of each bloc ("" for none) and type."""
    name = func.coalesce(col(Bloc.name), "")
    rows = await db.exec(
        select(name, Unit.type, func.count())
        .select_from(Unit)
        .join(Bloc, col(Bloc.id) == col(Unit.bloc_id), isouter=True)
        .where(col(Unit.organisation_id) == organisation_id, is_active())
        .group_by(name, col(Unit.type))
    )
    return {(bloc, type_): count for bloc, type_, count in rows}


async def speakers_among(
    db: AsyncSession, organisation_id: int, which: ColumnElement[bool]
) -> list[tuple[int, int]]:
    """Who speaks now for the units that fulfil this: the person and the unit, each pair once."""
    held = col(Seat.until_at).is_(None), is_active()
    rows = await db.exec(
        select(Seat.member_id, Seat.unit_id)
        .join(Unit, col(Unit.id) == col(Seat.unit_id))
        .where(col(Unit.organisation_id) == organisation_id, *held, which)
        .distinct()
    )
    return list(rows.all())
