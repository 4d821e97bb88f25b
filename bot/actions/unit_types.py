"""What sort of organisation a unit is, in the alliance's own words."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.placing import follow_place
from bot.actions.units import unit_to_change
from bot.rules.dialogues import check_words
from bot.rules.folding import fold
from bot.rules.members import Member, check_officer
from bot.rules.units import TYPE_LENGTH
from storage.placing import asked_by_place
from storage.unit_types import planned_types, types_in_use


async def types_to_choose(db: AsyncSession, member: Member) -> list[str]:
    """The types that the organisation's plans name, then those in use; none twice.

    Raises NotAllowed.
    """
    return await types_of(db, check_officer(member).organisation_id)


async def types_of(db: AsyncSession, organisation_id: int) -> list[str]:
    """The same, of an organisation."""
    named = await planned_types(db, organisation_id)
    used = await types_in_use(db, organisation_id)
    once: dict[str, str] = {}
    for type_ in (*named, *used):
        once.setdefault(fold(type_), type_)
    return list(once.values())


async def set_type(
    db: AsyncSession, member: Member, unit_id: int, type_: str, now: datetime
) -> None:
    """Say what a unit is; one typed as another is written takes the writing that is there.

    Its people are told what is asked of them now, and no more, if anything. Raises NotAllowed,
    EmptyAnswer, AnswerTooLong.
    """
    tidy = check_words(type_, TYPE_LENGTH)
    known = {fold(each): each for each in await types_to_choose(db, member)}
    await _change(db, member, unit_id, known.get(fold(tidy), tidy), now)


async def drop_type(db: AsyncSession, member: Member, unit_id: int, now: datetime) -> None:
    """The unit is of no type any more. Raises NotAllowed."""
    await _change(db, member, unit_id, "", now)


async def _change(
    db: AsyncSession, member: Member, unit_id: int, type_: str, now: datetime
) -> None:
    unit = await unit_to_change(db, member, unit_id)
    asked = await asked_by_place(db, [unit_id])
    before, unit.type = unit.type, type_
    await follow_place(db, [unit], asked, now)
    note(
        db,
        member,
        "unit type changed",
        unit.name,
        now=now,
        before={"type": before},
        after={"type": type_},
    )
