"""Units from a list: held against what is there, then made and changed in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.alike import alike_names
from bot.actions.journal import note, note_each
from bot.actions.placing import follow_place
from bot.actions.unit_types import types_of
from bot.rules.folding import fold
from bot.rules.members import Member
from bot.rules.unit_checks import check_lines, new_blocs, new_names
from bot.rules.unit_imports import (
    Alike,
    Changed,
    Choice,
    Facts,
    Import,
    Known,
    KnownUnit,
    UnitsMoved,
)
from bot.rules.unit_sheets import Field, UnitLine
from storage.former_names import former_names_in
from storage.heads import headings_from
from storage.locking import hold
from storage.organisations import calendar_of
from storage.placing import asked_by_place
from storage.tables import Bloc, Organisation, Unit
from storage.units import blocs_of, stopped_units_of, units_of


async def read_known(db: AsyncSession, organisation_id: int, now: datetime) -> Known:
    """The organisation's units, stopped ones among them, blocs and types as they are now."""
    this_year = (await calendar_of(db, organisation_id)).today(now).year
    headings = await headings_from(db, organisation_id, this_year)
    former = await former_names_in(db, organisation_id)
    heads = {heading.unit_id: heading.year for heading in headings}
    units = [
        KnownUnit(
            unit.id,
            Facts(unit.name, unit.bloc, unit.type, unit.contact, unit.phone, unit.note),
            heads.get(unit.id),
            former.get(unit.id, ()),
            unit.stopped_on is not None,
        )
        for unit in [
            *await units_of(db, organisation_id),
            *await stopped_units_of(db, organisation_id),
        ]
    ]
    blocs = [name for _, name in await blocs_of(db, organisation_id)]
    return Known(tuple(units), tuple(blocs), tuple(await types_of(db, organisation_id)))


def check_import(lines: Sequence[UnitLine], known: Known, choice: Choice) -> Import:
    """What the list would do. Blocking for up to some seconds: to be called off the loop."""
    taken = [line for line in lines if choice.hidden or not line.hidden]
    there = [name for unit in known.units for name in (unit.facts.name, *unit.former)]
    alike = Alike(
        {} if choice.alike else alike_names(new_names(taken, known), there),
        alike_names(new_blocs(taken, known), known.blocs),
    )
    return check_lines(lines, known, choice, alike)


async def apply_import(
    db: AsyncSession,
    member: Member | None,
    organisation_id: int,
    wanted: Import,
    known: Known,
    now: datetime,
) -> None:
    """Do all that was checked against `known`. Raises UnitsMoved when that is no longer so.

    `member` is the officer who wants it, whose right the caller has checked, or the program.
    """
    await hold(db, Organisation, organisation_id)
    mine = col(Unit.organisation_id) == organisation_id
    held = select(Unit).where(mine).order_by(col(Unit.id)).with_for_update(key_share=True)
    units = {unit.id: unit for unit in await db.exec(held)}
    if await read_known(db, organisation_id, now) != known:
        raise UnitsMoved

    blocs = await _all_blocs(db, organisation_id, wanted.blocs)
    new = [each.facts for each in wanted.added]
    await _add_units(db, organisation_id, new, blocs, now)
    for act, subjects in (("bloc added", wanted.blocs), ("unit added", [one.name for one in new])):
        await note_each(db, member, act, subjects, now=now, organisation_id=organisation_id)
    placed = [units[each.unit_id] for each in wanted.changed if _places(each)]
    asked = await asked_by_place(db, [unit.id for unit in placed if unit.id is not None])
    for changed in wanted.changed:
        for field, _, after in changed.changes:
            _change(units[changed.unit_id], field, after, blocs)
        note(
            db,
            member,
            "unit changed",
            changed.name,
            now=now,
            organisation_id=organisation_id,
            before={field: before for field, before, _ in changed.changes},
            after={field: after for field, _, after in changed.changes},
        )
    await follow_place(db, placed, asked, now)
    counts = {"added": len(new), "changed": len(wanted.changed), "refused": len(wanted.refused)}
    note(db, member, "units imported", "", now=now, organisation_id=organisation_id, after=counts)
    await db.flush()


async def _all_blocs(
    db: AsyncSession, organisation_id: int, new: Iterable[str]
) -> dict[str, int | None]:
    """The blocs by folded name, the new ones made."""
    rows = [Bloc(organisation_id=organisation_id, name=name, folded=fold(name)) for name in new]
    db.add_all(rows)
    await db.flush()
    return {fold(name): id_ for id_, name in await blocs_of(db, organisation_id)}


async def _add_units(
    db: AsyncSession,
    organisation_id: int,
    new: Iterable[Facts],
    blocs: dict[str, int | None],
    now: datetime,
) -> None:
    """In one statement: two thousand entities would take a second, and everybody would wait."""
    rows = [
        {
            "organisation_id": organisation_id,
            "bloc_id": blocs[fold(facts.bloc)] if facts.bloc else None,
            "name": facts.name,
            "folded": fold(facts.name),
            "type": facts.type,
            "contact": facts.contact,
            "phone": facts.phone,
            "note": facts.note,
            "created_at": now,
        }
        for facts in new
    ]
    if rows:
        await (await db.connection()).execute(insert(Unit), rows)


def _places(changed: Changed) -> bool:
    """Whether the unit's bloc or type is another then."""
    return any(field in (Field.BLOC, Field.TYPE) for field, _, _ in changed.changes)


def _change(unit: Unit, field: Field, after: str, blocs: dict[str, int | None]) -> None:
    if field is Field.BLOC:
        unit.bloc_id = blocs[fold(after)]
    else:
        setattr(unit, field.value, after)
