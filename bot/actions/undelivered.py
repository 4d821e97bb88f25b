"""What did not get through, as the officers of an organisation see it, and trying again."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.actions.reminders import due_units
from bot.rules.members import Member, check_officer
from bot.rules.undelivered import LISTED_FOR, Undelivered, Unreached
from storage.members import member_by_id
from storage.organisations import calendar_of
from storage.reminders import daily_key
from storage.undelivered import drop_failed, failed_notices, lost_groups, requeue, unreached_people


async def undelivered(db: AsyncSession, member: Member, now: datetime) -> Undelivered:
    """People who cannot be written to, messages that never arrived, groups the bot has left.

    What was settled is not among it: whoever came back, a reminder of what has been handed in
    since. Raises NotAllowed.
    """
    organisation_id = check_officer(member).organisation_id
    people = [
        await _unsettled(db, person, organisation_id, now)
        for person in await unreached_people(db, organisation_id, now - LISTED_FOR)
    ]
    return Undelivered(
        people=tuple(each for each in people if each.lost_at or each.messages),
        groups=tuple(await lost_groups(db, organisation_id)),
        notices=tuple(await failed_notices(db, organisation_id, now - LISTED_FOR)),
    )


async def unreached(
    db: AsyncSession, member: Member, person_id: int, now: datetime
) -> Unreached | None:
    """One of those people; None once all is settled, and for anybody else. Raises NotAllowed."""
    found = await undelivered(db, member, now)
    return next((each for each in found.people if each.member_id == person_id), None)


async def send_again(db: AsyncSession, member: Member, person_id: int, now: datetime) -> int:
    """Try anew what did not reach somebody who can be written to; how many messages those are.

    Each is worded anew, and not sent if nothing is left to say. A reminder becomes that of today:
    it stays one a day. Raises NotAllowed.
    """
    person = await unreached(db, member, person_id, now)
    if person is None or not person.may_be_sent_again:
        return 0
    today = (await calendar_of(db, check_officer(member).organisation_id)).today(now)
    count = 0
    for message in person.messages:
        key = daily_key(person_id, today) if message.is_daily else None
        count += await requeue(db, message.id, now, key=key)
    if count:
        note(db, member, "sent again", person.name, now=now, after={"messages": count})
    return count


async def settle_messages(db: AsyncSession, member: Member, person_id: int, now: datetime) -> int:
    """Take what did not reach somebody off the list; how many messages. Raises NotAllowed."""
    person = await unreached(db, member, person_id, now)
    if person is None:
        return 0
    count = await drop_failed(db, [message.id for message in person.messages])
    if count:
        note(db, member, "undelivered settled", person.name, now=now, after={"messages": count})
    return count


async def _unsettled(
    db: AsyncSession, person: Unreached, organisation_id: int, now: datetime
) -> Unreached:
    """The person without reminders of what is due no more."""
    if not any(message.is_daily for message in person.messages):
        return person
    due = await due_units(db, await member_by_id(db, person.member_id), now)
    if any(unit.post.organisation_id == organisation_id for unit in due):
        return person
    others = [message for message in person.messages if not message.is_daily]
    return replace(person, messages=tuple(others))
