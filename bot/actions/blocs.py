"""A bloc as its head and the deputy see it: who has not, and nudging exactly those. Nothing of
other blocs."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.missing import own_term, write_to
from bot.rules.escalation import is_silent
from bot.rules.heads import Heading, NotHead, check_head, represented_by
from bot.rules.members import Member
from bot.rules.missing import Missing, Nudge, Tally
from bot.rules.obligations import Obligation, UnknownObligation, is_handed_in
from storage.heads import heading_by_id, headings_of_units, plans_of_year
from storage.missing import count_asked, missing_units
from storage.obligations import obligations_of
from storage.organisations import calendar_of


async def own_headings(db: AsyncSession, member: Member) -> list[Heading]:
    """The blocs the member speaks as head or deputy of, the newest year first. Raises NotHead."""
    headings = await headings_of_units(db, represented_by(member))
    if not headings:
        raise NotHead
    return headings


async def heads_a_bloc(db: AsyncSession, member: Member) -> bool:
    """Whether the member speaks as head or deputy of a bloc."""
    return bool(await headings_of_units(db, represented_by(member)))


async def own_heading(db: AsyncSession, member: Member, head_id: int) -> Heading:
    """One bloc the member speaks as head of. Raises NotHead."""
    return check_head(member, await heading_by_id(db, head_id))


async def bloc_tallies(
    db: AsyncSession, member: Member, head_id: int
) -> tuple[Heading, list[Tally]]:
    """What the plans of the year collect from units of the bloc, each with how many have not.

    Raises NotHead.
    """
    heading = await own_heading(db, member, head_id)
    calendar = await calendar_of(db, heading.organisation_id)
    tallies = []
    for obligation in await _collected(db, heading):
        total = await count_asked(db, heading.organisation_id, obligation.id, heading.bloc_id)
        if obligation.is_of_some and not total:
            continue
        units = await missing_units(db, heading.organisation_id, obligation.id, heading.bloc_id)
        tallies.append(Tally(obligation, calendar.term(obligation.deadline), len(units), total))
    return heading, tallies


async def bloc_missing(
    db: AsyncSession, member: Member, head_id: int, obligation_id: int
) -> tuple[Heading, Missing]:
    """The units of the bloc that have not done an obligation. Raises NotHead, UnknownObligation."""
    heading = await own_heading(db, member, head_id)
    asked = {each.id: each for each in await _collected(db, heading)}
    if obligation_id not in asked:
        raise UnknownObligation
    obligation = asked[obligation_id]
    total = await count_asked(db, heading.organisation_id, obligation_id, heading.bloc_id)
    if obligation.is_of_some and not total:
        raise UnknownObligation
    calendar = await calendar_of(db, heading.organisation_id)
    units = await missing_units(db, heading.organisation_id, obligation_id, heading.bloc_id)
    return heading, Missing(
        obligation=obligation,
        term=calendar.term(obligation.deadline),
        units=tuple(replace(unit, term=own_term(calendar, obligation, unit)) for unit in units),
        total=total,
    )


async def bloc_silent(
    db: AsyncSession, member: Member, head_id: int, obligation_id: int, now: datetime
) -> tuple[Heading, Missing]:
    """The same, but only units late by three days with no promised day ahead.

    Raises NotHead, UnknownObligation.
    """
    heading, missing = await bloc_missing(db, member, head_id, obligation_id)
    today = (await calendar_of(db, heading.organisation_id)).today(now)
    silent = [
        unit
        for unit in missing.units
        if is_silent(unit.term or missing.term, unit.promise.on if unit.promise else None, today)
        and not (missing.term and unit.came_after(missing.term))
    ]
    return heading, replace(missing, units=tuple(silent))


async def nudge_bloc(
    db: AsyncSession,
    member: Member,
    head_id: int,
    obligation_id: int,
    now: datetime,
    *,
    silent: bool = False,
) -> Nudge:
    """Write to everyone who speaks for another unit of the bloc that has not; `silent` ones alone
    if so.

    It is the day's one message for them, as an officer's nudge. Raises NotHead, UnknownObligation.
    """
    if silent:
        heading, missing = await bloc_silent(db, member, head_id, obligation_id, now)
    else:
        heading, missing = await bloc_missing(db, member, head_id, obligation_id)
    others = [unit for unit in missing.units if unit.id != heading.unit_id]
    details = {
        "head": member.name,
        "bloc": heading.bloc,
        "deputy": heading.is_deputy,
        "obligation": obligation_id,
    }
    done = await write_to(db, missing, others, "head_nudge", details, now)
    note(
        db,
        member,
        "nudged as head",
        missing.obligation.title,
        now=now,
        organisation_id=heading.organisation_id,
        after={"people": done.people, "bloc": heading.bloc},
    )
    return done


async def _collected(db: AsyncSession, heading: Heading) -> list[Obligation]:
    plans = await plans_of_year(db, heading.organisation_id, heading.year)
    asked = await obligations_of(db, heading.organisation_id)
    return [each for each in asked if each.plan_id in plans and is_handed_in(each)]
