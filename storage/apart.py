"""Queries on units whose reminders differ from the others': days given, a day promised."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, or_, select, union
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.deadlines import NO_DATES, OwnDates
from bot.rules.reminders import Apart
from storage.looking import look
from storage.tables import Promise, UnitDeadline

_IS_GIVEN = or_(col(UnitDeadline.extended_to).is_not(None), col(UnitDeadline.mend_by).is_not(None))


async def apart_for(db: AsyncSession, obligation_id: int) -> list[Apart]:
    """The different ways in which units stand apart for an obligation, each once."""
    rows = await look(db, _APART, obligation_id=obligation_id)
    return [
        Apart(OwnDates(*dates) if dates[-1] is not None else NO_DATES, promised_on)
        for *dates, promised_on in rows
    ]


async def own_dates_of(db: AsyncSession, unit_id: int) -> dict[int, OwnDates]:
    """The days given to this unit alone, by obligation."""
    rows = await look(db, _OWN_DATES, unit_id=unit_id)
    return {row.obligation_id: OwnDates(row.extended_to, row.mend_by, row.set_at) for row in rows}


def stands_apart(obligation_id: int, unit_id: Any, apart: Apart) -> ColumnElement[bool]:
    """The SQL of «the unit stands apart just so»; for most it is: not at all."""
    return and_(_is_given(obligation_id, unit_id, apart), _promised(obligation_id, unit_id, apart))


def _is_given(obligation_id: int, unit_id: Any, apart: Apart) -> ColumnElement[bool]:
    of_obligation = col(UnitDeadline.obligation_id) == obligation_id
    own = apart.own
    if own == NO_DATES:
        return ~exists().where(col(UnitDeadline.unit_id) == unit_id, of_obligation, _IS_GIVEN)
    # A list rather than a lookup for every unit: few units stand apart.
    units = select(col(UnitDeadline.unit_id)).where(
        of_obligation,
        col(UnitDeadline.extended_to).is_not_distinct_from(own.extended_to),
        col(UnitDeadline.mend_by).is_not_distinct_from(own.mend_by),
        col(UnitDeadline.set_at).is_not_distinct_from(own.set_at),
    )
    return col(unit_id).in_(units)


def _promised(obligation_id: int, unit_id: Any, apart: Apart) -> ColumnElement[bool]:
    of_obligation = col(Promise.obligation_id) == obligation_id
    if apart.promised_on is None:
        return ~exists().where(col(Promise.unit_id) == unit_id, of_obligation)
    units = select(col(Promise.unit_id)).where(
        of_obligation, col(Promise.promised_on) == apart.promised_on
    )
    return col(unit_id).in_(units)


_OWN_DATES = select(
    col(UnitDeadline.obligation_id),
    col(UnitDeadline.extended_to),
    col(UnitDeadline.mend_by),
    col(UnitDeadline.set_at),
).where(col(UnitDeadline.unit_id) == bindparam("unit_id"))
_OF_OBLIGATION: BindParameter[int] = bindparam("obligation_id")
_UNITS = union(
    select(col(UnitDeadline.unit_id)).where(
        col(UnitDeadline.obligation_id) == _OF_OBLIGATION, _IS_GIVEN
    ),
    select(col(Promise.unit_id)).where(col(Promise.obligation_id) == _OF_OBLIGATION),
).subquery()
_APART = (
    select(
        col(UnitDeadline.extended_to),
        col(UnitDeadline.mend_by),
        col(UnitDeadline.set_at),
        col(Promise.promised_on),
    )
    .select_from(_UNITS)
    .join(
        UnitDeadline,
        and_(
            col(UnitDeadline.unit_id) == _UNITS.c.unit_id,
            col(UnitDeadline.obligation_id) == _OF_OBLIGATION,
            _IS_GIVEN,
        ),
        isouter=True,
    )
    .join(
        Promise,
        and_(
            col(Promise.unit_id) == _UNITS.c.unit_id,
            col(Promise.obligation_id) == _OF_OBLIGATION,
        ),
        isouter=True,
    )
    .distinct()
)
