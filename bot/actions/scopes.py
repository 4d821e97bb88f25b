"""Whom obligations are asked of: looked up by name, kept by bloc and type."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.folding import fold
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.plans import PlanDraft
from bot.rules.scopes import Known, Scope, is_among
from storage.scopes import is_within, scopes_of, unit_counts
from storage.tables import Obligation, ObligationScope, Plan
from storage.unit_types import planned_types, types_in_use
from storage.units import blocs_of


async def known_to(db: AsyncSession, organisation_id: int, draft: PlanDraft | None = None) -> Known:
    """The organisation's blocs and types, those that a draft itself names among them."""
    named = draft.unit_types if draft else ()
    planned, used = (
        await planned_types(db, organisation_id),
        await types_in_use(db, organisation_id),
    )
    once: dict[str, str] = {}
    for type_ in (*named, *planned, *used):
        once.setdefault(fold(type_), type_)
    blocs = tuple(name for _, name in await blocs_of(db, organisation_id))
    return Known(blocs, tuple(once.values()), await unit_counts(db, organisation_id))


async def scopes_in(db: AsyncSession, member: Member, plan_id: int) -> dict[int, Scope]:
    """Whom the obligations of a plan in force are asked of that are not asked of all.

    For the officers of its organisation. Raises NotAllowed.
    """
    post, plan = check_officer(member), await db.get(Plan, plan_id)
    if plan is None or plan.organisation_id != post.organisation_id:
        raise NotAllowed
    return await scopes_of(db, plan_id)


async def keep_scopes(
    db: AsyncSession, organisation_id: int, asked: Iterable[tuple[Obligation, Scope]]
) -> None:
    """Let these obligations, which have their ids, be asked of nobody but these.

    Names that the organisation does not have are to be refused before.
    """
    for row, scope in asked:
        if row.by_bloc or row.by_type:
            of_row = col(ObligationScope.obligation_id) == row.id
            await db.exec(delete(ObligationScope).where(of_row))
        row.by_bloc, row.by_type = bool(scope.blocs), bool(scope.types)
        if scope.is_all or row.id is None:
            continue
        chosen = await _chosen(db, organisation_id, scope)
        db.add_all(ObligationScope(obligation_id=row.id, bloc_id=id_) for id_ in chosen.bloc_ids)
        db.add_all(ObligationScope(obligation_id=row.id, unit_type=each) for each in chosen.types)
    await db.flush()


async def within(db: AsyncSession, organisation_id: int, scope: Scope) -> ColumnElement[bool]:
    """The SQL of «the unit is in the scope», by the names of today."""
    chosen = await _chosen(db, organisation_id, scope)
    return is_within(chosen.bloc_ids, chosen.types)


@dataclass(frozen=True, slots=True)
class _Chosen:
    bloc_ids: tuple[int, ...]
    types: tuple[str, ...]


async def _chosen(db: AsyncSession, organisation_id: int, scope: Scope) -> _Chosen:
    blocs = await blocs_of(db, organisation_id) if scope.blocs else []
    used = await types_in_use(db, organisation_id) if scope.types else []
    # As it is named, as units have it, and as the plans write it, which a unit's type will be.
    planned = await planned_types(db, organisation_id) if scope.types else []
    written = (each for each in (*planned, *used) if is_among(each, scope.types))
    return _Chosen(
        tuple(id_ for id_, name in blocs if is_among(name, scope.blocs)),
        tuple(dict.fromkeys((*scope.types, *written))),
    )
