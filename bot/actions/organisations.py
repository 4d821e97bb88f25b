"""Organisations: made, each with its owner's link and the catalogue it starts with; renamed; found
by the names they have or had."""

from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.rules.catalogue import INDICATORS, TITLES
from bot.rules.dialogues import NAME_LENGTH, Form, check_words
from bot.rules.invites import new_code
from bot.rules.members import Member, NameTaken, NotAllowed, Role, check_owner
from bot.rules.plans import OrganisationKind
from storage.locking import hold
from storage.organisations import organisations
from storage.tables import (
    Dialogue,
    FormerOrganisationName,
    Indicator,
    Invite,
    Organisation,
    Preparation,
    Title,
)


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
    """The id of the organisation with exactly this name now; not of one that was merged."""
    found = select(Organisation.id).where(
        col(Organisation.name) == name.strip(), col(Organisation.merged_into_id).is_(None)
    )
    return (await db.exec(found)).first()


async def rename_organisation(
    db: AsyncSession, member: Member | None, organisation_id: int, name: str, now: datetime
) -> bool:
    """Call it by another name from now on and tell its officers; False when it has that name.

    Done by its owner, or by the program (None). What was issued before keeps the former name.
    Raises NotAllowed, NameTaken, EmptyAnswer, AnswerTooLong.
    """
    if member is not None and check_owner(member).organisation_id != organisation_id:
        raise NotAllowed
    tidy = check_words(name, NAME_LENGTH)
    await hold(db, Organisation, organisation_id)
    row = await db.get_one(Organisation, organisation_id, populate_existing=True)
    if row.merged_into_id is not None:
        raise NotAllowed
    if tidy == row.name:
        return False
    if await organisation_named(db, tidy) is not None:
        raise NameTaken(tidy)
    before = row.name
    past = FormerOrganisationName(organisation_id=organisation_id, name=before, until_at=now)
    db.add(past)
    row.name = tidy
    await db.flush()
    await call_in_forms(db, organisation_id, tidy)
    note(
        db,
        member,
        "organisation renamed",
        tidy,
        now=now,
        organisation_id=organisation_id,
        before={"name": before},
        after={"name": tidy},
    )
    details = {"organisation": organisation_id, "before": before}
    await tell_officers(
        db,
        organisation_id,
        "organisation_renamed",
        details,
        now,
        besides=member.id if member else None,
    )
    return True


async def call_in_forms(db: AsyncSession, organisation_id: int, name: str) -> None:
    """Let plans in preparation, and half-filled requests for access, say this name."""
    own = select(Preparation).where(col(Preparation.organisation_id) == organisation_id)
    for row in await db.exec(own):
        row.document = {**row.document, "organisation": name}
    asked = select(Dialogue).where(
        col(Dialogue.form) == Form.ACCESS, col(Dialogue.subject) == str(organisation_id)
    )
    for form in await db.exec(asked):
        form.answers = {**form.answers, "organisation": name}
    await db.flush()


async def all_organisations(db: AsyncSession) -> list[tuple[int, str]]:
    """Every organisation that can be chosen: id and name. The names of public bodies are all a
    stranger sees."""
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
