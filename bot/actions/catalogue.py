"""The catalogue of titles and indicators, kept by officers.

What was registered keeps its wording: a new name, or none, is for the forms to come.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.rules.catalogue import (
    MEASURE_LENGTH,
    Catalogue,
    IndicatorEntry,
    MeasureFixed,
    TitleEntry,
    check_name,
)
from bot.rules.dialogues import NAME_LENGTH, AnswerTooLong, EmptyAnswer, check_words
from bot.rules.folding import fold
from bot.rules.members import Member, NameTaken, NotAllowed, check_officer
from bot.rules.registrations import Scope
from bot.rules.units import Made
from storage.catalogue import (
    indicator_entry,
    indicators_of,
    is_indicator_used,
    is_title_used,
    title_entry,
    titles_of,
)
from storage.locking import hold
from storage.tables import (
    Indicator,
    Organisation,
    RegisteredTitle,
    Registration,
    Target,
    Title,
    Unit,
)

CONDITION_LENGTH = 500
SOURCE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class TitleView:
    """A title as officers see it: whether anybody registered it, the condition kept for it."""

    title: TitleEntry
    used: bool


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator as officers see it: once it was used its measure is fixed."""

    indicator: IndicatorEntry
    used: bool


async def own_catalogue(db: AsyncSession, member: Member) -> Catalogue:
    """The catalogue of the officer's organisation. Raises NotAllowed."""
    id_ = check_officer(member).organisation_id
    return Catalogue(tuple(await titles_of(db, id_)), tuple(await indicators_of(db, id_)))


async def read_title(db: AsyncSession, member: Member, title_id: int) -> TitleView:
    """A title of the officer's organisation. Raises NotAllowed."""
    row = await _own(db, member, Title, title_id)
    return TitleView(title_entry(row), await is_title_used(db, title_id))


async def read_indicator(db: AsyncSession, member: Member, indicator_id: int) -> IndicatorView:
    """An indicator of the officer's organisation. Raises NotAllowed."""
    row = await _own(db, member, Indicator, indicator_id)
    await _link_targets(db, row)
    return IndicatorView(indicator_entry(row), await is_indicator_used(db, indicator_id))


async def add_titles(
    db: AsyncSession, member: Member, scope: Scope, names: list[str], now: datetime
) -> Made:
    """Add every name that can be a title; which could not and why. Raises NotAllowed."""
    check_officer(member)
    made, taken, too_long = [], [], []
    for name in names:
        try:
            made.append(await add_title(db, member, scope, name, now))
        except NameTaken as error:
            taken.append(error.name)
        except AnswerTooLong:
            too_long.append(name)
    return Made(tuple(made), tuple(taken), tuple(too_long))


async def add_title(
    db: AsyncSession, member: Member, scope: Scope, name: str, now: datetime
) -> str:
    """Add a title; gives its name. Raises NotAllowed, NameTaken, EmptyAnswer, AnswerTooLong."""
    post = check_officer(member)
    tidy = check_name(check_words(name, NAME_LENGTH))
    await hold(db, Organisation, post.organisation_id)
    titles = await titles_of(db, post.organisation_id)
    _check_free(tidy, [each.name for each in titles if each.scope is scope])
    db.add(Title(organisation_id=post.organisation_id, scope=scope, name=tidy))
    await db.flush()
    note(db, member, "title added", tidy, now=now)
    return tidy


async def add_indicator(
    db: AsyncSession, member: Member, name: str, measure: str, now: datetime
) -> None:
    """Add an indicator with its unit of measure. Raises as adding a title does."""
    post = check_officer(member)
    tidy = await check_free_indicator(db, member, name)
    counted = check_measure(measure)
    db.add(Indicator(organisation_id=post.organisation_id, name=tidy, measure=counted))
    await db.flush()
    note(db, member, "indicator added", tidy, now=now, after={"measure": counted})


async def check_free_indicator(db: AsyncSession, member: Member, name: str) -> str:
    """The name, tidy, if an indicator may be called so. Raises NameTaken and as names do."""
    post = check_officer(member)
    tidy = check_name(check_words(name, NAME_LENGTH))
    await hold(db, Organisation, post.organisation_id)
    _check_free(tidy, [each.name for each in await indicators_of(db, post.organisation_id)])
    return tidy


def check_measure(measure: str) -> str:
    """A unit of measure, tidy. Raises EmptyAnswer, AnswerTooLong, and for numbers NotAName."""
    return check_name(check_words(measure, MEASURE_LENGTH), of_measure=True)


async def rename_title(
    db: AsyncSession, member: Member, title_id: int, name: str, now: datetime
) -> None:
    """Call it otherwise in the forms to come. Raises as adding does."""
    row = await _own(db, member, Title, title_id)
    tidy = check_name(check_words(name, NAME_LENGTH))
    titles = await titles_of(db, row.organisation_id)
    others = [each.name for each in titles if each.scope is row.scope and each.id != title_id]
    _check_free(tidy, others)
    await _link_titles(db, row)
    note(db, member, "title renamed", tidy, now=now, before={"name": row.name})
    row.name = tidy


async def rename_indicator(
    db: AsyncSession, member: Member, indicator_id: int, name: str, now: datetime
) -> None:
    """Call it otherwise in the forms to come. Raises as adding does."""
    row = await _own(db, member, Indicator, indicator_id)
    tidy = check_name(check_words(name, NAME_LENGTH))
    indicators = await indicators_of(db, row.organisation_id)
    _check_free(tidy, [each.name for each in indicators if each.id != indicator_id])
    await _link_targets(db, row)
    note(db, member, "indicator renamed", tidy, now=now, before={"name": row.name})
    row.name = tidy


async def change_measure(
    db: AsyncSession, member: Member, indicator_id: int, measure: str, now: datetime
) -> None:
    """Count an indicator otherwise, as long as nobody used it. Raises MeasureFixed."""
    row = await _own(db, member, Indicator, indicator_id)
    counted = check_measure(measure)
    await _link_targets(db, row)
    if await is_indicator_used(db, indicator_id):
        raise MeasureFixed
    note(db, member, "indicator measure", row.name, now=now, before={"measure": row.measure})
    row.measure = counted


async def retire_title(
    db: AsyncSession, member: Member, title_id: int, now: datetime, *, retired: bool
) -> None:
    """Take a title out of the forms to come, or bring it back. Raises NotAllowed."""
    row = await _own(db, member, Title, title_id)
    _retire(db, member, row, "title", now, retired=retired)


async def retire_indicator(
    db: AsyncSession, member: Member, indicator_id: int, now: datetime, *, retired: bool
) -> None:
    """Take an indicator out of the forms to come, or bring it back. Raises NotAllowed."""
    row = await _own(db, member, Indicator, indicator_id)
    _retire(db, member, row, "indicator", now, retired=retired)


async def confirm_condition(
    db: AsyncSession, member: Member, title_id: int, condition: str, source: str, now: datetime
) -> None:
    """From now on units see the condition of a title, with its source. Raises NotAllowed."""
    row = await _own(db, member, Title, title_id)
    row.condition = check_words(condition, CONDITION_LENGTH)
    row.condition_source = check_words(source, SOURCE_LENGTH)
    row.confirmed_by, row.confirmed_at = member.id, now
    after = {"condition": row.condition, "source": row.condition_source}
    note(db, member, "condition confirmed", row.name, now=now, after=after)


async def withdraw_condition(
    db: AsyncSession, member: Member, title_id: int, now: datetime
) -> None:
    """Units are shown the condition no more; its words are kept. Raises NotAllowed."""
    row = await _own(db, member, Title, title_id)
    if row.confirmed_at is not None:
        row.confirmed_by = row.confirmed_at = None
        note(db, member, "condition withdrawn", row.name, now=now)


def _retire(
    db: AsyncSession,
    member: Member,
    row: Title | Indicator,
    what: str,
    now: datetime,
    *,
    retired: bool,
) -> None:
    if (row.retired_at is not None) == retired:
        return
    row.retired_at = now if retired else None
    note(db, member, f"{what} retired" if retired else f"{what} brought back", row.name, now=now)


async def _own(db: AsyncSession, member: Member, table: Any, id_: int) -> Any:
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    row = await db.get(table, id_)
    if row is None or row.organisation_id != post.organisation_id:
        raise NotAllowed
    return row


def _check_free(name: str, others: list[str]) -> None:
    if not fold(name):
        raise EmptyAnswer
    for other in others:
        if fold(other) == fold(name):
            raise NameTaken(other)


async def _link_titles(db: AsyncSession, row: Title) -> None:
    """Lines from before they named their entry are found by its wording, for one last time."""
    await db.exec(
        update(RegisteredTitle)
        .where(
            col(RegisteredTitle.title_id).is_(None),
            col(RegisteredTitle.title) == row.name,
            col(RegisteredTitle.scope) == row.scope,
            col(RegisteredTitle.registration_id).in_(_registrations(row.organisation_id)),
        )
        .values(title_id=row.id)
    )


async def _link_targets(db: AsyncSession, row: Indicator) -> None:
    await db.exec(
        update(Target)
        .where(
            col(Target.indicator_id).is_(None),
            col(Target.indicator) == row.name,
            col(Target.measure) == row.measure,
            col(Target.registration_id).in_(_registrations(row.organisation_id)),
        )
        .values(indicator_id=row.id)
    )


def _registrations(organisation_id: int) -> Any:
    return (
        select(Registration.id)
        .join(Unit, col(Unit.id) == col(Registration.unit_id))
        .where(col(Unit.organisation_id) == organisation_id)
    )
