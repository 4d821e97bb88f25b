"""Who has not, and nudging exactly those."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation, asked_obligations
from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.deadlines import Term
from bot.rules.members import Member, check_officer
from bot.rules.obligations import Obligation
from bot.rules.outbox import Lane
from storage.missing import MissingUnit, count_units, missing_units
from storage.organisations import calendar_of
from storage.reminders import daily_key
from storage.units import seats_of


@dataclass(frozen=True, slots=True)
class Tally:
    """An obligation with how many units have not done it, of how many."""

    obligation: Obligation
    term: Term | None
    missing: int
    units: int


@dataclass(frozen=True, slots=True)
class Missing:
    """An obligation with the units that have not done it, by bloc."""

    obligation: Obligation
    term: Term | None
    units: tuple[MissingUnit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Nudge:
    """What a nudge did: people it goes to, people reminded earlier today, units without anyone."""

    people: int
    already: int
    unreachable: tuple[str, ...]


async def tallies(db: AsyncSession, member: Member) -> list[Tally]:
    """Every obligation of the officer's organisation with its count. Raises NotAllowed."""
    post = check_officer(member)
    calendar = await calendar_of(db, post.organisation_id)
    total = await count_units(db, post.organisation_id)
    found = []
    for obligation in await asked_obligations(db, member):
        missing = await missing_units(db, post.organisation_id, obligation.id)
        found.append(Tally(obligation, calendar.term(obligation.deadline), len(missing), total))
    return found


async def who_has_not(db: AsyncSession, member: Member, obligation_id: int) -> Missing:
    """The units that have not done an obligation. Raises NotAllowed, UnknownObligation."""
    post = check_officer(member)
    obligation = await asked_obligation(db, member, obligation_id)
    calendar = await calendar_of(db, post.organisation_id)
    return Missing(
        obligation=obligation,
        term=calendar.term(obligation.deadline),
        units=tuple(await missing_units(db, post.organisation_id, obligation_id)),
        total=await count_units(db, post.organisation_id),
    )


async def nudge(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime, bloc_id: int = 0
) -> Nudge:
    """Write to everyone who speaks for a unit that has not (of one bloc, unless 0).

    Whoever had a reminder or nudge today is left in peace: one message a person a day. Raises
    NotAllowed, UnknownObligation.
    """
    missing = await who_has_not(db, member, obligation_id)
    calendar = await calendar_of(db, missing.obligation.organisation_id)
    today = calendar.today(now)
    people = already = 0
    unreachable = []
    for unit in missing.units:
        if bloc_id and unit.bloc_id != bloc_id:
            continue
        seats = [seat for seat in await seats_of(db, unit.id) if seat.reachable]
        if not seats:
            unreachable.append(unit.name)
        for seat in seats:
            owed = await put(
                db,
                lane=Lane.REMINDER,
                member_id=seat.member_id,
                message="nudge",
                details={"officer": member.name},
                key=daily_key(seat.member_id, today),
                due_at=now,
            )
            people, already = people + owed, already + (not owed)
    note(db, member, "nudged", missing.obligation.title, now=now, after={"people": people})
    return Nudge(people, already, tuple(unreachable))
