"""Units from a list: held against what is there, then made and changed in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.alike import alike_names
from bot.actions.journal import note
from bot.actions.unit_types import types_of
from bot.rules.folding import fold
from bot.rules.members import Member
from bot.rules.unit_checks import check_lines, new_blocs, new_names
from bot.rules.unit_imports import Alike, Choice, Facts, Import, Known, KnownUnit, UnitsMoved
from bot.rules.unit_sheets import Field, UnitLine
from storage.heads import headings_from
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Bloc, Organisation, Unit
from storage.units import blocs_of, units_of


async def read_known(db: AsyncSession, organisation_id: int, now: datetime) -> Known:
    """The organisation's units, blocs and types as they are now."""
    this_year = (await calendar_of(db, organisation_id)).today(now).year
    headings = await headings_from(db, organisation_id, this_year)
    heads = {heading.unit_id: heading.year for heading in headings}
    units = [
        KnownUnit(
            unit.id,
            Facts(unit.name, unit.bloc, unit.type, unit.contact, unit.phone, unit.note),
            heads.get(unit.id),
        )
        for unit in await units_of(db, organisation_id)
    ]
    blocs = [name for _, name in await blocs_of(db, organisation_id)]
    return Known(tuple(units), tuple(blocs), tuple(await types_of(db, organisation_id)))


def check_import(lines: Sequence[UnitLine], known: Known, choice: Choice) -> Import:
    """What the list would do. Blocking for up to some seconds: to be called off the loop."""
    taken = [line for line in lines if choice.hidden or not line.hidden]
    there = [unit.facts.name for unit in known.units]
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

    def noted(act: str, subject: str, **values: dict[str, object]) -> None:
        note(db, member, act, subject, now=now, organisation_id=organisation_id, **values)

    blocs = await _all_blocs(db, organisation_id, wanted.blocs)
    for bloc in wanted.blocs:
        noted("bloc added", bloc)
    for added in wanted.added:
        db.add(_new_unit(organisation_id, added.facts, blocs, now))
        noted("unit added", added.facts.name)
    for changed in wanted.changed:
        unit = units[changed.unit_id]
        for field, _, after in changed.changes:
            _change(unit, field, after, blocs)
        noted(
            "unit changed",
            changed.name,
            before={field: before for field, before, _ in changed.changes},
            after={field: after for field, _, after in changed.changes},
        )
    counts = {"added": len(wanted.added), "changed": len(wanted.changed)}
    noted("units imported", "", after={**counts, "refused": len(wanted.refused)})
    await db.flush()


async def _all_blocs(
    db: AsyncSession, organisation_id: int, new: Iterable[str]
) -> dict[str, int | None]:
    """The blocs by folded name, the new ones made."""
    rows = [Bloc(organisation_id=organisation_id, name=name, folded=fold(name)) for name in new]
    db.add_all(rows)
    await db.flush()
    return {fold(name): id_ for id_, name in await blocs_of(db, organisation_id)}


def _new_unit(
    organisation_id: int, facts: Facts, blocs: dict[str, int | None], now: datetime
) -> Unit:
    return Unit(
        organisation_id=organisation_id,
        bloc_id=blocs[fold(facts.bloc)] if facts.bloc else None,
        name=facts.name,
        folded=fold(facts.name),
        type=facts.type,
        contact=facts.contact,
        phone=facts.phone,
        note=facts.note,
        created_at=now,
    )


def _change(unit: Unit, field: Field, after: str, blocs: dict[str, int | None]) -> None:
    if field is Field.BLOC:
        unit.bloc_id = blocs[fold(after)]
    else:
        setattr(unit, field.value, after)
