"""Making organisations, each with its owner's link and the catalogue it starts with."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.catalogue import INDICATORS, TITLES
from bot.rules.invites import new_code
from bot.rules.members import Role
from bot.rules.plans import OrganisationKind
from storage.organisations import organisations
from storage.tables import Indicator, Invite, Organisation, Title


async def add_organisation(
    db: AsyncSession, name: str, kind: OrganisationKind, now: datetime
) -> tuple[int, str]:
    """Make an organisation; gives its id and the code of the owner's one-time link."""
    organisation = Organisation(name=name.strip(), kind=kind, created_at=now)
    db.add(organisation)
    await db.flush()
    assert organisation.id is not None
    _add_catalogue(db, organisation.id, kind)
    code = new_code()
    db.add(Invite(code=code, organisation_id=organisation.id, role=Role.OWNER, created_at=now))
    note(db, None, "organisation added", name, now=now, organisation_id=organisation.id)
    return organisation.id, code


async def organisation_named(db: AsyncSession, name: str) -> int | None:
    """The id of the organisation with exactly this name."""
    found = select(Organisation.id).where(col(Organisation.name) == name.strip())
    return (await db.exec(found)).first()


async def all_organisations(db: AsyncSession) -> list[tuple[int, str]]:
    """Every organisation: id and name. The names of public bodies are all a stranger sees."""
    return await organisations(db)


async def open_owner_links(db: AsyncSession) -> list[tuple[str, str]]:
    """Organisations whose owner has not come yet: name and code."""
    rows = await db.exec(
        select(Organisation.name, Invite.code)
        .join(Invite, col(Invite.organisation_id) == col(Organisation.id))
        .where(col(Invite.role) == Role.OWNER, col(Invite.used_at).is_(None))
        .order_by(col(Organisation.id))
    )
    return list(rows.all())


def _add_catalogue(db: AsyncSession, organisation_id: int, kind: OrganisationKind) -> None:
    for scope, names in TITLES[kind].items():
        db.add_all(Title(organisation_id=organisation_id, scope=scope, name=n) for n in names)
    db.add_all(
        Indicator(organisation_id=organisation_id, name=name, measure=measure)
        for name, measure in INDICATORS[kind]
    )
