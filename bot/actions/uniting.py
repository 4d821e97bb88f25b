"""An organisation that becomes a part of another, with all it has and did."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, func, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.organisations import call_in_forms
from bot.actions.uniting_blocs import give_blocs, move_blocs, move_units
from bot.actions.uniting_catalogue import join_catalogues, rename_in_forms
from bot.actions.uniting_desks import move_desks
from bot.actions.uniting_forms import forms_in_the_way, move_forms
from bot.actions.uniting_offices import move_invites, move_offices, officers_who_come
from bot.actions.uniting_phrases import move_phrases
from bot.actions.uniting_plans import move_plans, narrow_preparations, scope_plans, slugs_to_change
from bot.actions.uniting_post import move_owed, narrow_audiences, number_anew
from bot.actions.uniting_questions import move_known_questions
from bot.rules.folding import fold
from bot.rules.uniting import (
    AlreadyMerged,
    Difference,
    Own,
    SameOrganisation,
    check_alike,
    free_name,
    free_names,
)
from storage.active import is_active
from storage.locking import hold
from storage.tables import (
    AccessRequest,
    Bloc,
    Contribution,
    FormerOrganisationName,
    GroupChat,
    Notice,
    Organisation,
    Plan,
    Seat,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Union:
    """What merging does. Renamed units and blocs are by id, each with its name and the new one;
    plans are the slugs that change. `rest` is what the bloc of units without one is called, in the
    organisation that comes and in the other, "" where none is needed. `forms` are half-filled ones
    that give way to newer ones of the same person."""

    of: str
    into: str
    units: int
    stopped: int
    blocs: int
    people: int
    officers: tuple[str, ...]
    plans: int
    notices: int
    contributions: int
    renamed_units: dict[int, tuple[str, str]]
    renamed_blocs: dict[int, tuple[str, str]]
    slugs: dict[int, tuple[str, str]]
    rest: tuple[str, str]
    forms: int


async def preview_union(db: AsyncSession, of_id: int, into_id: int) -> Union:
    """What `merge_organisations` would do; nothing is changed. Raises as that does."""
    of, into = await _pair(db, of_id, into_id)
    units, blocs = await _names(db, Unit, of_id), await _names(db, Bloc, of_id)
    renamed_blocs = free_names(blocs.items(), of.name, (await _names(db, Bloc, into_id)).values())
    there = await _names(db, Bloc, into_id)
    kept = {**blocs, **{id_: new for id_, (_, new) in renamed_blocs.items()}, **there}
    rest_there = await _rest(db, into, kept.values())
    rest_of = await _rest(db, of, [*kept.values(), rest_there])
    at_work = col(Unit.organisation_id) == of_id, is_active()
    people = select(func.count(col(Seat.member_id).distinct())).join(
        Unit, col(Unit.id) == col(Seat.unit_id)
    )
    in_force = col(Plan.organisation_id) == of_id, col(Plan.withdrawn_at).is_(None)
    working = (await db.exec(select(func.count(col(Unit.id))).where(*at_work))).one()
    return Union(
        of=of.name,
        into=into.name,
        units=len(units),
        stopped=len(units) - working,
        blocs=len(blocs),
        people=(await db.exec(people.where(*at_work, col(Seat.until_at).is_(None)))).one(),
        officers=await officers_who_come(db, of_id),
        plans=(await db.exec(select(func.count(col(Plan.id))).where(*in_force))).one(),
        notices=await _count(db, Notice, of_id),
        contributions=await _count(db, Contribution, of_id),
        renamed_units=free_names(
            units.items(), of.name, (await _names(db, Unit, into_id)).values()
        ),
        renamed_blocs=renamed_blocs,
        slugs=await slugs_to_change(db, of_id, into_id),
        rest=(rest_of, rest_there),
        forms=len(await forms_in_the_way(db, of_id, into_id)),
    )


async def merge_organisations(db: AsyncSession, of_id: int, into_id: int, now: datetime) -> Union:
    """Let one organisation become a part of another, in this transaction; gives what was done.

    - Units, blocs: become the other's; a name that is taken there gets the organisation's behind
      it. Units without a bloc get one of their own first, in both: by its blocs each obligation
      stays asked of the very units it was asked of. Seats, people, heads, stopped units: untouched.
    - Plans, those withdrawn too: become the other's. Records, receipts, reminders, days given,
      promises and calls hang on unit and obligation and are not touched; a ladder of the
      organisation's own becomes that of its obligations. Plans in preparation ask its blocs.
    - Officers and owner: officers there, once each. Links stay good; an unused owner's link makes
      an officer. Requests for access wait there.
    - Receipts name the organisation they were issued by. Notices and contributions get the next
      numbers there and keep in writing what they were before.
    - Audiences (saved, scheduled, being sent, half-written) of both mean their own blocs as before;
      a saved list whose name is taken gets the organisation's behind it.
    - Groups go along: those of officers serve all officers then, those of blocs their bloc.
    - Whom to ask: those of both, the other's first. Phrases: those of both; of two, the other's.
    - Catalogue: an entry both have is one from now on, with everything registered under it; the
      double stays behind with the row. The others are offered to all; an indicator with the same
      name and another measure gets the organisation's name behind it.
    - Questions answered for everybody: those of both; one that both have says whose it was.
    - Half-filled forms go along. Of two notices, lists of units or requests for access that one
      person has begun in both, the newer stays: that is the only thing ever given up.
    - What is still to be sent says the new organisation. The audit trail stays with the row.

    Done by the program alone. Raises SameOrganisation, AlreadyMerged, OrganisationsDiffer.
    """
    for id_ in sorted({of_id, into_id}):
        await hold(db, Organisation, id_)
    union = await preview_union(db, of_id, into_id)
    of, into = await _pair(db, of_id, into_id)
    own = await give_blocs(db, of_id, union.rest[0])
    others = await give_blocs(db, into_id, union.rest[1])
    await scope_plans(db, of_id, own)
    await scope_plans(db, into_id, others)
    await move_blocs(db, of_id, into_id, union.renamed_blocs)
    await move_units(db, of_id, into_id, union.renamed_units, now)
    own = Own(own.bloc_ids, await _own_names(db, own.bloc_ids), own.rest)
    renamed = {fold(old): new for old, new in union.renamed_blocs.values()}
    await narrow_preparations(db, into_id, others, {})
    await narrow_preparations(db, of_id, own, renamed)
    await move_plans(db, of, into, union.slugs)
    await _bring_along(db, of, into, own, others, now)
    await _leave_a_trace(db, of, into, union, now)
    return union


async def _bring_along(
    db: AsyncSession, of: Organisation, into: Organisation, own: Own, others: Own, now: datetime
) -> None:
    """The catalogue, audiences, forms, numbers, offices, links, requests, groups, and the post."""
    assert of.id is not None
    assert into.id is not None
    of_id, into_id = of.id, into.id
    joined = await join_catalogues(db, of_id, into_id, of.name)
    await rename_in_forms(db, joined, own.bloc_ids)
    await narrow_audiences(db, into_id, others, {})
    await narrow_audiences(db, of_id, own, joined.titles)
    await move_forms(db, of_id, into_id)
    await move_known_questions(db, of_id, into_id, of.name)
    await number_anew(db, of, into)
    await move_offices(db, of_id, into_id, now)
    await move_invites(db, of_id, into_id)
    await move_desks(db, of_id, into_id)
    await move_phrases(db, of_id, into_id)
    for table in (AccessRequest, GroupChat):
        there = col(table.organisation_id) == of_id
        await db.exec(update(table).where(there).values(organisation_id=into_id))
    await move_owed(db, of_id, into_id)


async def _leave_a_trace(
    db: AsyncSession, of: Organisation, into: Organisation, union: Union, now: datetime
) -> None:
    assert into.id is not None
    of.merged_into_id, of.merged_at = into.id, now
    db.add(
        FormerOrganisationName(organisation_id=into.id, name=of.name, until_at=now, merged_id=of.id)
    )
    await db.flush()
    await call_in_forms(db, into.id, into.name)
    after = {"into": into.name, "units": union.units, "people": union.people}
    for id_ in (of.id, into.id):
        note(db, None, "organisations merged", of.name, now=now, organisation_id=id_, after=after)
    details = {
        "organisation": into.id,
        "from": of.name,
        "at": now.isoformat(),
        "units": union.units - union.stopped,
        "renamed": bool(union.renamed_units or union.renamed_blocs),
    }
    await tell_officers(db, into.id, "organisations_merged", details, now)


async def _pair(db: AsyncSession, of_id: int, into_id: int) -> tuple[Organisation, Organisation]:
    if of_id == into_id:
        raise SameOrganisation
    of = await db.get_one(Organisation, of_id, populate_existing=True)
    into = await db.get_one(Organisation, into_id, populate_existing=True)
    if of.merged_into_id is not None or into.merged_into_id is not None:
        raise AlreadyMerged
    check_alike(_traits(of), _traits(into))
    return of, into


def _traits(row: Organisation) -> dict[Difference, str]:
    return {
        Difference.KIND: row.kind.value,
        Difference.ZONE: row.zone,
        Difference.WORKDAY: "yes" if row.shifts_to_workday else "no",
    }


async def _names(
    db: AsyncSession, table: type[Unit] | type[Bloc], organisation_id: int
) -> dict[int, str]:
    own = select(table.id, table.name).where(col(table.organisation_id) == organisation_id)
    rows = await db.exec(own.order_by(col(table.id)))
    return {id_: name for id_, name in rows if id_ is not None}


async def _own_names(db: AsyncSession, bloc_ids: Collection[int]) -> tuple[str, ...]:
    names = select(Bloc.name).where(col(Bloc.id).in_(bloc_ids)).order_by(col(Bloc.id))
    return tuple((await db.exec(names)).all())


async def _count(
    db: AsyncSession, table: type[Notice] | type[Contribution], organisation_id: int
) -> int:
    own = col(table.organisation_id) == organisation_id
    return (await db.exec(select(func.count(col(table.id))).where(own))).one()


async def _rest(db: AsyncSession, row: Organisation, taken: Collection[str]) -> str:
    """What the bloc of its units without one is called; "" where it has blocs, and all are in one.

    With no bloc at all it needs one, too: what is asked of no bloc would be asked of everybody.
    """
    own = col(Unit.organisation_id) == row.id
    without = select(Unit.id).where(own, col(Unit.bloc_id).is_(None)).limit(1)
    assert row.id is not None
    if await _names(db, Bloc, row.id) and (await db.exec(without)).first() is None:
        return ""
    return free_name(row.name, "2", {fold(name) for name in taken})
