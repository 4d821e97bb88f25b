"""Queries on the names organisations had before, and on what became of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import FormerOrganisationName, Organisation


@dataclass(frozen=True, slots=True)
class PastName:
    """A name until a moment: the organisation's own, or (`merged`) that of one it took in."""

    name: str
    until_at: datetime
    merged: bool


@dataclass(frozen=True, slots=True)
class FoundOrganisation:
    """An organisation that can be chosen; `past` tells how else it was asked for, if it was."""

    id: int
    name: str
    past: PastName | None = None


async def organisation_name_at(db: AsyncSession, organisation_id: int, at: datetime) -> str:
    """What the organisation was called at a moment; of a merged one, at the last."""
    past = (await past_names(db, organisation_id)).get(organisation_id, ())
    own = (each.name for each in past if not each.merged and at < each.until_at)
    named = select(Organisation.name).where(col(Organisation.id) == organisation_id)
    return next(own, "") or (await db.exec(named)).one()


async def past_names(
    db: AsyncSession, organisation_id: int | None = None
) -> dict[int, tuple[PastName, ...]]:
    """The past names of every organisation that has any, or of one, in their order."""
    names = select(FormerOrganisationName)
    if organisation_id is not None:
        names = names.where(col(FormerOrganisationName.organisation_id) == organisation_id)
    order = col(FormerOrganisationName.until_at), col(FormerOrganisationName.id)
    found: dict[int, list[PastName]] = defaultdict(list)
    for row in await db.exec(names.order_by(*order)):
        past = PastName(row.name, row.until_at, row.merged_id is not None)
        found[row.organisation_id].append(past)
    return {id_: tuple(names) for id_, names in found.items()}


async def find_organisation(db: AsyncSession, name: str) -> FoundOrganisation | None:
    """The organisation of this name, else the one that had it last, else None.

    One that was merged stands for the one it became a part of.
    """
    tidy = " ".join(name.split())
    own = select(Organisation.id).where(
        col(Organisation.name) == tidy, col(Organisation.merged_into_id).is_(None)
    )
    if id_ := (await db.exec(own)).first():
        return FoundOrganisation(id_, tidy)
    former = (
        select(FormerOrganisationName)
        .where(col(FormerOrganisationName.name) == tidy)
        .order_by(col(FormerOrganisationName.until_at).desc())
    )
    row = (await db.exec(former)).first()
    if row is None:
        return None
    became = await db.get_one(Organisation, row.organisation_id)
    past = PastName(tidy, row.until_at, row.merged_id is not None)
    while became.merged_into_id is not None:
        assert became.merged_at is not None
        past = PastName(tidy, became.merged_at, merged=True)
        became = await db.get_one(Organisation, became.merged_into_id)
    assert became.id is not None
    return FoundOrganisation(became.id, became.name, past)
