"""The officers' call list: whom to call about what and why, and what came of each call."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.duties import duty_for
from bot.actions.journal import note
from bot.actions.promises import promise_for
from bot.rules.calls import (
    NOTE_LENGTH,
    CallCard,
    CallEntry,
    CallList,
    CallMoved,
    CallNews,
    CallOutcome,
    NoCallNeeded,
    WhomToCall,
    entry_of,
    in_call_order,
)
from bot.rules.deadlines import Calendar, OwnDates
from bot.rules.dialogues import check_words
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.obligations import DutyClosed, Obligation, is_handed_in
from bot.rules.reminders import LIKE_ALL, Apart, Course, course_of
from storage.apart import apart_for
from storage.calls import calls_about, new_on, whom_to_call
from storage.locking import hold
from storage.missing import missing_units
from storage.obligations import obligations_of
from storage.organisations import calendar_of
from storage.tables import Call, Unit


async def call_lists(db: AsyncSession, member: Member, now: datetime) -> list[CallList]:
    """What units of the officer's organisation are to be called about. Raises NotAllowed."""
    return await _lists(db, check_officer(member).organisation_id, now)


async def call_list(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> CallList | None:
    """One of those lists; None when nobody is to be called about it. Raises NotAllowed."""
    organisation_id = check_officer(member).organisation_id
    lists = await _lists(db, organisation_id, now, obligation_id)
    return lists[0] if lists else None


async def people_of(
    db: AsyncSession, member: Member, unit_ids: list[int] | None = None
) -> dict[int, WhomToCall]:
    """Whom to call at units of the officer's organisation: at all, or at these.

    Raises NotAllowed.
    """
    return await whom_to_call(db, check_officer(member).organisation_id, unit_ids)


async def call_card(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int, now: datetime
) -> CallCard:
    """One unit to be called. Raises NotAllowed, UnknownObligation."""
    post = check_officer(member)
    duty = await duty_for(db, member, unit_id, obligation_id)
    listed = await call_list(db, member, obligation_id, now)
    entries = listed.entries if listed else ()
    people = await whom_to_call(db, post.organisation_id, [unit_id])
    unit = await db.get_one(Unit, unit_id)
    to_call = [entry.unit.id for entry in entries if not entry.waits]
    return CallCard(
        unit_id=unit_id,
        unit=unit.name,
        duty=duty,
        people=people[unit_id],
        calls=tuple((await calls_about(db, obligation_id, unit_id)).get(unit_id, ())),
        entry=next((entry for entry in entries if entry.unit.id == unit_id), None),
        following=next((id_ for id_ in to_call if id_ != unit_id), None),
    )


async def write_down(
    db: AsyncSession,
    member: Member,
    unit_id: int,
    obligation_id: int,
    outcome: CallOutcome,
    seen: int,
    now: datetime,
    *,
    promised_on: date | None = None,
) -> int:
    """Keep what came of a call, and the day that was promised in it; gives the call's id.

    `seen` is the newest call the officer saw, 0 for none: a second press, or a colleague's call in
    between, raises CallMoved. Raises NotAllowed, UnknownObligation, DutyClosed, NoCallNeeded once
    it is handed in, and for a day as `promise_for`.
    """
    check_officer(member)
    await hold(db, Unit, unit_id)
    duty = await duty_for(db, member, unit_id, obligation_id)
    if duty.is_done:
        raise NoCallNeeded
    if not duty.is_awaited:
        raise DutyClosed
    calls = (await calls_about(db, obligation_id, unit_id)).get(unit_id, [])
    if seen != (calls[-1].id if calls else 0):
        raise CallMoved(unit_id, obligation_id)
    if promised_on is not None:
        await promise_for(db, member, unit_id, obligation_id, promised_on, now)
    call = Call(
        unit_id=unit_id,
        obligation_id=obligation_id,
        member_id=member.id,
        outcome=outcome,
        promised_on=promised_on,
        at=now,
    )
    db.add(call)
    await db.flush()
    assert call.id is not None
    after = {"unit": unit_id, "outcome": outcome, "promised_on": str(promised_on or "")}
    note(db, member, "called", duty.obligation.title, now=now, after=after)
    return call.id


async def add_words(
    db: AsyncSession, member: Member, call_id: int, words: str, now: datetime
) -> Call:
    """Put an officer's words beside a call, in the place of earlier ones.

    Raises NotAllowed, EmptyAnswer, AnswerTooLong.
    """
    call = await own_call(db, member, call_id)
    before, call.words = call.words, check_words(words, NOTE_LENGTH)
    note(
        db,
        member,
        "call noted",
        str(call_id),
        now=now,
        before={"words": before},
        after={"words": call.words},
    )
    return call


async def own_call(db: AsyncSession, member: Member, call_id: int) -> Call:
    """A call to a unit of the officer's organisation. Raises NotAllowed."""
    post = check_officer(member)
    call = await db.get(Call, call_id)
    if call is None or (await db.get_one(Unit, call.unit_id)).organisation_id != (
        post.organisation_id
    ):
        raise NotAllowed
    return call


async def call_news(db: AsyncSession, organisation_id: int, now: datetime) -> CallNews:
    """How the call list stands; for the program's own use."""
    lists = await _lists(db, organisation_id, now)
    today = (await calendar_of(db, organisation_id)).today(now)
    to_call = {
        (entry.unit.id, each.obligation.id)
        for each in lists
        for entry in each.entries
        if not entry.waits
    }
    new = to_call & await new_on(db, organisation_id, today)
    return CallNews(
        units=len({unit_id for unit_id, _ in to_call}),
        new=len({unit_id for unit_id, _ in new}),
        lists=tuple(lists),
    )


async def _lists(
    db: AsyncSession, organisation_id: int, now: datetime, only: int | None = None
) -> list[CallList]:
    calendar = await calendar_of(db, organisation_id)
    found = []
    for obligation in await obligations_of(db, organisation_id):
        if only in (None, obligation.id) and is_handed_in(obligation):
            entries = await _entries(db, obligation, calendar, now)
            if entries:
                found.append(CallList(obligation, in_call_order(entries)))
    return found


async def _entries(
    db: AsyncSession, obligation: Obligation, calendar: Calendar, now: datetime
) -> list[CallEntry]:
    today = calendar.today(now)
    like_all = course_of(obligation, LIKE_ALL, calendar)
    # Before anybody was written to, only a unit with days of its own could be on the list.
    is_early = like_all is None or today < like_all.rungs[0].on
    if is_early and not await apart_for(db, obligation.id):
        return []
    calls = await calls_about(db, obligation.id)
    courses: dict[OwnDates, Course | None] = {}
    entries = []
    for unit in await missing_units(db, obligation.organisation_id, obligation.id):
        if unit.own not in courses:
            courses[unit.own] = course_of(obligation, Apart(unit.own), calendar)
        course = courses[unit.own]
        last = calls[unit.id][-1] if unit.id in calls else None
        entry = entry_of(unit, course, last, today) if course else None
        if entry is not None:
            entries.append(entry)
    return entries
