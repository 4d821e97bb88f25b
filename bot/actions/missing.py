"""Who has not, and nudging exactly those."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import asked_obligation, asked_obligations
from bot.actions.journal import note
from bot.actions.outbox import put
from bot.rules.deadlines import Calendar, Term, TermBasis
from bot.rules.members import Member, check_officer
from bot.rules.missing import Missing, MissingUnit, Nudge, Tally, has_more_time, in_bloc, to_nudge
from bot.rules.obligations import DutyClosed, Obligation
from bot.rules.outbox import Lane
from storage.missing import count_asked, missing_units, unsigned_units
from storage.organisations import calendar_of
from storage.outbox import let_go_of
from storage.reminders import daily_key
from storage.units import seats_of


async def tallies(db: AsyncSession, member: Member) -> list[Tally]:
    """What is collected in the officer's organisation, each with its count. Raises NotAllowed."""
    return [tally for tally in await all_tallies(db, member) if tally.obligation.is_collected]


async def all_tallies(db: AsyncSession, member: Member) -> list[Tally]:
    """All that is asked, with what nobody collects before it has a date. Raises NotAllowed."""
    post = check_officer(member)
    calendar = await calendar_of(db, post.organisation_id)
    found = []
    for obligation in await asked_obligations(db, member):
        missing = await missing_units(db, post.organisation_id, obligation.id)
        total = await count_asked(db, post.organisation_id, obligation.id)
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
        units=tuple(
            replace(unit, term=own_term(calendar, obligation, unit))
            for unit in await missing_units(db, post.organisation_id, obligation_id)
        ),
        total=await count_asked(db, post.organisation_id, obligation_id),
    )


async def nudge(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime, bloc_id: int = 0
) -> Nudge:
    """Write to everyone who speaks for a unit that has not, of one bloc (`in_bloc`) or of all.

    Whoever had a reminder or nudge today is left in peace: one message a person a day. So are
    units that promised a day still to come. Raises NotAllowed, UnknownObligation, DutyClosed.
    """
    missing = await who_has_not(db, member, obligation_id)
    chosen = in_bloc(missing.units, bloc_id)
    details = {"officer": member.name, "obligation": obligation_id}
    done = await write_to(db, missing, chosen, "nudge", details, now)
    note(db, member, "nudged", missing.obligation.title, now=now, after={"people": done.people})
    return done


async def whose_copy_lacks(db: AsyncSession, member: Member, obligation_id: int) -> Missing:
    """The units that handed in without a signed copy, whether it counts or not.

    Raises NotAllowed, UnknownObligation.
    """
    post = check_officer(member)
    obligation = await asked_obligation(db, member, obligation_id)
    calendar = await calendar_of(db, post.organisation_id)
    return Missing(
        obligation=obligation,
        term=calendar.term(obligation.deadline),
        units=tuple(await unsigned_units(db, post.organisation_id, obligation_id)),
        total=await count_asked(db, post.organisation_id, obligation_id),
    )


async def nudge_unsigned(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> Nudge:
    """Ask everyone who speaks for such a unit for the signed copy alone.

    It is the day's one message. Raises NotAllowed, UnknownObligation, DutyClosed.
    """
    unsigned = await whose_copy_lacks(db, member, obligation_id)
    details = {"officer": member.name, "obligation": obligation_id}
    done = await write_to(db, unsigned, unsigned.units, "signed_nudge", details, now)
    title, after = unsigned.obligation.title, {"people": done.people}
    note(db, member, "nudged for the signed copy", title, now=now, after=after)
    return done


async def write_to(
    db: AsyncSession,
    missing: Missing,
    units: Sequence[MissingUnit],
    message: str,
    details: Mapping[str, Any],
    now: datetime,
) -> Nudge:
    """Owe everyone who speaks for these units the day's one message, unless they had it.

    Raises DutyClosed.
    """
    if missing.obligation.closed_at is not None:
        raise DutyClosed
    calendar = await calendar_of(db, missing.obligation.organisation_id)
    today = calendar.today(now)
    people: set[int] = set()
    already: set[int] = set()
    unreachable = []
    extended = [unit for unit in units if has_more_time(unit, today)]
    asked = [unit for unit in to_nudge(missing, units, today) if unit not in extended]
    for unit in asked:
        seats = [seat for seat in await seats_of(db, unit.id) if seat.reachable]
        if not seats:
            unreachable.append(unit.name)
        for seat in seats:
            if seat.member_id in people | already:
                continue
            key = daily_key(seat.member_id, today)
            await let_go_of(db, key)
            owed = await put(
                db,
                lane=Lane.REMINDER,
                member_id=seat.member_id,
                message=message,
                details=details,
                key=key,
                due_at=now,
            )
            (people if owed else already).add(seat.member_id)
    promised = len(units) - len(asked) - len(extended)
    return Nudge(len(people), len(already), tuple(unreachable), promised, len(extended))


def own_term(calendar: Calendar, obligation: Obligation, unit: MissingUnit) -> Term | None:
    """The unit's own last day where it was given one that counts, else None."""
    term = calendar.term(obligation.deadline, unit.own)
    return None if term is None or term.basis is TermBasis.PLAN else term
