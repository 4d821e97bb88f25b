"""Whom a notice is for: checked, counted, named; and the audiences an organisation keeps."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation
from bot.actions.journal import note
from bot.rules.audiences import (
    MOST_SAVED,
    NAME_OF_SAVED,
    Audience,
    AudienceNames,
    Reach,
    Saved,
    SavedGone,
    TooManySaved,
    audience_of_json,
    audience_to_json,
)
from bot.rules.dialogues import check_words
from bot.rules.folding import fold
from bot.rules.members import Member, NameTaken, NotAllowed, check_officer
from bot.rules.units import NO_BLOC
from storage.audiences import linked_groups, names_of, reach_of, saved_audiences, unit_types
from storage.catalogue import titles_of
from storage.locking import hold
from storage.tables import Bloc, Organisation, SavedAudience, Title, Unit


@dataclass(frozen=True, slots=True)
class AudienceOptions:
    """What an organisation can choose its readers by, beside its units and obligations."""

    has_blocs: bool
    types: tuple[str, ...]
    titles: tuple[tuple[int, str], ...]
    has_bloc_groups: bool
    has_officers_group: bool
    saved: tuple[Saved, ...]


async def check_audience(db: AsyncSession, member: Member, audience: Audience) -> None:
    """Raise NotAllowed for what is not the officer's organisation's, UnknownObligation for a duty
    that is no longer in force."""
    post = check_officer(member)
    named = tuple(bloc for bloc in audience.blocs if bloc != NO_BLOC)
    for table, ids in ((Bloc, named), (Title, audience.titles), (Unit, audience.units)):
        own = select(func.count()).where(
            col(table.id).in_(ids), col(table.organisation_id) == post.organisation_id
        )
        if ids and (await db.exec(own)).one() != len(set(ids)):
            raise NotAllowed
    for obligation_id in audience.undone:
        await asked_obligation(db, member, obligation_id)


async def look_at_audience(
    db: AsyncSession, member: Member, audience: Audience
) -> tuple[AudienceNames, Reach]:
    """The audience in names, and what it comes to now. Raises as `check_audience`."""
    await check_audience(db, member, audience)
    organisation_id = check_officer(member).organisation_id
    names = await names_of(db, organisation_id, audience)
    return names, await reach_of(db, organisation_id, audience)


async def audience_options(db: AsyncSession, member: Member) -> AudienceOptions:
    """What there is to choose by. Raises NotAllowed."""
    organisation_id = check_officer(member).organisation_id
    blocs = select(func.count()).where(col(Bloc.organisation_id) == organisation_id)
    titles = await titles_of(db, organisation_id)
    of_blocs, of_officers = await linked_groups(db, organisation_id)
    return AudienceOptions(
        has_blocs=(await db.exec(blocs)).one() > 0,
        types=tuple(await unit_types(db, organisation_id)),
        titles=tuple((title.id, title.name) for title in titles if not title.retired),
        has_bloc_groups=of_blocs,
        has_officers_group=of_officers,
        saved=tuple(await saved_audiences(db, organisation_id)),
    )


async def save_audience(
    db: AsyncSession, member: Member, name: str, audience: Audience, now: datetime
) -> str:
    """Keep an audience under a name; gives the name.

    Raises NotAllowed, UnknownObligation, EmptyAnswer, AnswerTooLong, NameTaken, TooManySaved.
    """
    post = check_officer(member)
    await check_audience(db, member, audience)
    tidy = check_words(name, NAME_OF_SAVED)
    await hold(db, Organisation, post.organisation_id)
    kept = await saved_audiences(db, post.organisation_id)
    if taken := next((each.name for each in kept if fold(each.name) == fold(tidy)), None):
        raise NameTaken(taken)
    if len(kept) >= MOST_SAVED:
        raise TooManySaved
    db.add(
        SavedAudience(
            organisation_id=post.organisation_id,
            name=tidy,
            folded=fold(tidy),
            audience=audience_to_json(audience),
            made_by=member.id,
            made_at=now,
        )
    )
    note(db, member, "audience saved", tidy, now=now, after=audience_to_json(audience))
    return tidy


async def saved_audience(db: AsyncSession, member: Member, saved_id: int) -> Saved:
    """An audience the officer's organisation keeps. Raises NotAllowed, SavedGone."""
    post = check_officer(member)
    row = await db.get(SavedAudience, saved_id)
    if row is None:
        raise SavedGone
    if row.organisation_id != post.organisation_id:
        raise NotAllowed
    return Saved(saved_id, row.name, audience_of_json(row.audience))


async def forget_audience(db: AsyncSession, member: Member, saved_id: int, now: datetime) -> None:
    """Keep an audience no longer; one that is gone already is no trouble. Raises NotAllowed."""
    post = check_officer(member)
    row = await db.get(SavedAudience, saved_id)
    if row is None:
        return
    if row.organisation_id != post.organisation_id:
        raise NotAllowed
    await db.exec(delete(SavedAudience).where(col(SavedAudience.id) == saved_id))
    note(db, member, "audience forgotten", row.name, now=now, before=row.audience)
