"""Wording what the outbox owes, at the moment it is sent: days left and lists are true then."""

from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.access import request_by_id
from bot.actions.extensions import duty_of, extension_view
from bot.actions.receipts import read_receipt
from bot.actions.registrations import registration_by_id
from bot.actions.reminders import due_units
from bot.actions.reviews import duty_of_unit, review_by_id
from bot.delivery.group_news import GROUP_NEWS
from bot.delivery.group_wording import word_for_group
from bot.delivery.notices import word_notice
from bot.delivery.organisation_wording import WORDINGS as ORGANISATION_WORDINGS
from bot.delivery.plan_wording import WORDINGS as PLAN_WORDINGS
from bot.delivery.reading import Reading, Wording
from bot.delivery.sending import Worded
from bot.delivery.silent_wording import WORDINGS as SILENT_WORDINGS
from bot.delivery.unit_wording import WORDINGS as UNIT_WORDINGS
from bot.messages import (
    arrivals,
    blocs,
    extension_requests,
    extensions,
    notices,
    reminders,
    seats,
    threads,
    unsigned,
)
from bot.messages.receipts import receipt_screen
from bot.messages.screens import Screen
from bot.rules.reviews import RecordKind, RecordRef, ReviewState
from bot.rules.undelivered import why_lost
from bot.texts import Texts
from storage.contributions import thread_line_by_id, view_by_id
from storage.members import member_by_id
from storage.obligations import duties_of
from storage.outbox import ClaimedMessage
from storage.undelivered import lost_because
from storage.units import seat_by_id


async def word(db: AsyncSession, message: ClaimedMessage, now: datetime, bot_name: str) -> Worded:
    """The message in its reader's language as things stand now; None when it is owed no more.

    `bot_name` is the bot's @name, by which a group finds its private chat.
    """
    if message.notice_id is not None:
        return await word_notice(db, message, now)
    if message.member_id is None:
        return await word_for_group(db, message, now, bot_name)
    member = await member_by_id(db, message.member_id)
    return await WORDINGS[message.message](Reading(db, member, Texts.of(member), message, now))


async def _reminder(r: Reading) -> Screen | None:
    due = await _due(r)
    return reminders.reminder(r.t, due, r.today) if due else None


async def _nudge(r: Reading) -> Screen | None:
    return await _asked_by(r, r.words("officer"))


async def _head_nudge(r: Reading) -> Screen | None:
    deputy = bool(r.message.details.get("deputy"))
    by = blocs.head_words(r.t, r.words("head"), r.words("bloc"), deputy=deputy)
    return await _asked_by(r, by)


async def _asked_by(r: Reading, by: str) -> Screen | None:
    due = await _due(r, r.message.details.get("obligation"))
    # What was asked for ahead of the ladder has no reminder to put off.
    ahead = due != await _due(r)
    return reminders.nudge(r.t, by, due, r.today, ahead=ahead) if due else None


async def _due(r: Reading, asked: int | None = None) -> list[reminders.DueOf]:
    units = await due_units(r.db, r.member, r.now, asked=asked)
    return [reminders.DueOf(unit.post.unit, unit.post.organisation, unit.duties) for unit in units]


async def _receipt(r: Reading) -> Screen | None:
    return receipt_screen(r.t, await read_receipt(r.db, r.number("receipt")))


async def _report_arrived(r: Reading) -> Screen | None:
    return arrivals.report_arrived(r.t, await read_receipt(r.db, r.number("receipt")))


async def _signed_arrived(r: Reading) -> Screen | None:
    return arrivals.signed_arrived(r.t, await read_receipt(r.db, r.number("receipt")))


async def _signed_nudge(r: Reading) -> Screen | None:
    """Nothing of it once the signed copy is there; and what else is due, as the day's message."""
    found = [
        (post.unit, duty)
        for post in r.member.posts
        if post.unit_id is not None
        for duty in await duties_of(r.db, post.unit_id)
        if duty.obligation.id == r.number("obligation") and duty.lacks_signed
    ]
    asked = {duty.obligation.id for _, duty in found}
    due = [left for each in await _due(r) if (left := each.without(asked)).duties]
    rest = reminders.reminder(r.t, due, r.today) if due else None
    if not found:
        return rest
    return unsigned.signed_nudge(r.t, r.words("officer"), found, r.today, rest)


async def _registration_arrived(r: Reading) -> Screen | None:
    receipt = await read_receipt(r.db, r.number("receipt"))
    registration = await registration_by_id(r.db, r.number("registration"))
    return arrivals.registration_arrived(r.t, receipt, registration)


async def _registration_decided(r: Reading) -> Screen | None:
    return await _decided(r, RecordRef(RecordKind.REGISTRATION, r.number("registration")))


async def _report_decided(r: Reading) -> Screen | None:
    return await _decided(r, RecordRef(RecordKind.REPORT, r.number("report")))


async def _decided(r: Reading, ref: RecordRef) -> Screen | None:
    """Nothing once a newer version is there, or to whoever lost their seat meanwhile."""
    review = await review_by_id(r.db, ref)
    is_theirs = any(post.unit_id == review.unit_id for post in r.member.posts)
    if review.state is ReviewState.REPLACED or not is_theirs:
        return None
    return arrivals.record_decided(r.t, review, await duty_of_unit(r.db, review), r.now)


async def _member_joined(r: Reading) -> Screen | None:
    joined = await member_by_id(r.db, r.number("member"))
    key = r.words("post")
    post = next((post for post in joined.posts if post.key == key), None)
    if post is None:
        return None
    seat = await seat_by_id(r.db, post.id) if post.unit_id else None
    return arrivals.member_joined(
        r.t,
        organisation=post.organisation,
        unit=post.unit,
        name=joined.name,
        phone=seat[0].phone if seat else "",
        seat_id=post.id if post.unit_id else None,
        replaced=str(r.message.details.get("replaced", "")),
    )


async def _member_lost(r: Reading) -> Screen | None:
    """Nothing once they are back, or speak for nobody here any more."""
    lost = await member_by_id(r.db, r.number("member"))
    organisation_id = r.number("organisation")
    seats = [each for each in lost.posts if each.unit_id]
    post = next((each for each in seats if each.organisation_id == organisation_id), None)
    if post is None or post.unit_id is None or not lost.is_lost:
        return None
    seat = await seat_by_id(r.db, post.id)
    phone = seat[0].phone if seat else ""
    why = why_lost(await lost_because(r.db, lost.id))
    return arrivals.member_lost(r.t, lost.name, phone, post.unit, post.unit_id, why)


async def _access_asked(r: Reading) -> Screen | None:
    return arrivals.access_asked(r.t, await request_by_id(r.db, r.number("request")))


async def _access_granted(r: Reading) -> Screen | None:
    """With what there is to do, which no reminder from before the seat will say."""
    seat = await seat_by_id(r.db, r.number("seat"))
    unit_id = seat[1].id if seat else 0
    duties = [each for each in await duties_of(r.db, unit_id) if each.obligation.is_collected]
    return arrivals.access_granted(
        r.t, r.words("organisation"), r.words("unit"), unit_id, duties, r.today
    )


async def _access_refused(r: Reading) -> Screen | None:
    return arrivals.access_refused(r.t, r.words("organisation"))


async def _seat_ended(r: Reading) -> Screen | None:
    return seats.seat_ended(r.t, r.words("organisation"), r.words("unit"))


async def _office_ended(r: Reading) -> Screen | None:
    return arrivals.office_ended(r.t, r.words("organisation"))


async def _deadline_set(r: Reading) -> Screen | None:
    """For all of the reader's units that the obligation is asked of."""
    found = [
        (post.unit, duty)
        for post in r.member.posts
        if post.unit_id is not None
        for duty in await duties_of(r.db, post.unit_id)
        if duty.obligation.id == r.number("obligation")
    ]
    if not found:
        return None
    said = r.message.details.get("promises", {})
    promises = {int(unit_id): date.fromisoformat(day) for unit_id, day in said.items()}
    until = r.message.details.get("until")
    waits_until = date.fromisoformat(until) if until else None
    return arrivals.deadline_set(r.t, found, promises, waits_until, r.today)


async def _notice_let_be(r: Reading) -> Screen | None:
    return notices.let_be(r.t, r.number("notice"), r.number("number"))


async def _extension_asked(r: Reading) -> Screen | None:
    view = await extension_view(r.db, r.number("extension"))
    return extension_requests.request_screen(r.t, view, await duty_of(r.db, view), r.today)


async def _extension_decided(r: Reading) -> Screen | None:
    """Nothing about an obligation that is no longer in force."""
    view = await extension_view(r.db, r.number("extension"))
    duty = await duty_of(r.db, view)
    return None if duty is None else extensions.extension_decided(r.t, view, duty, r.today)


async def _contribution_arrived(r: Reading) -> Screen | None:
    view = await view_by_id(r.db, r.number("contribution"))
    return threads.contribution_arrived(r.t, view) if view and r.is_officer_of(view) else None


async def _contribution_written(r: Reading) -> Screen | None:
    """To the other side, as long as the reader belongs to it."""
    found = await thread_line_by_id(r.db, r.number("line"))
    view = await view_by_id(r.db, found[0]) if found else None
    if found is None or view is None:
        return None
    if found[1].from_office:
        return threads.answer_arrived(r.t, view, found[1]) if r.speaks_for(view) else None
    return threads.unit_wrote(r.t, view, found[1]) if r.is_officer_of(view) else None


async def _contribution_decided(r: Reading) -> Screen | None:
    """Nothing when it stands otherwise by now: that is told in a message of its own."""
    view = await view_by_id(r.db, r.number("contribution"))
    if view is None or view.state != r.words("state") or not r.speaks_for(view):
        return None
    return threads.contribution_decided(r.t, view)


WORDINGS: dict[str, Wording] = {
    **SILENT_WORDINGS,
    "reminder": _reminder,
    "nudge": _nudge,
    "head_nudge": _head_nudge,
    "receipt": _receipt,
    "report_arrived": _report_arrived,
    "registration_arrived": _registration_arrived,
    "signed_arrived": _signed_arrived,
    "signed_nudge": _signed_nudge,
    "registration_decided": _registration_decided,
    "report_decided": _report_decided,
    "member_joined": _member_joined,
    "member_lost": _member_lost,
    "access_asked": _access_asked,
    "access_granted": _access_granted,
    "access_refused": _access_refused,
    "seat_ended": _seat_ended,
    "office_ended": _office_ended,
    "deadline_set": _deadline_set,
    "notice_let_be": _notice_let_be,
    "extension_asked": _extension_asked,
    "extension_decided": _extension_decided,
    "contribution_arrived": _contribution_arrived,
    "contribution_written": _contribution_written,
    "contribution_decided": _contribution_decided,
    **PLAN_WORDINGS,
    **ORGANISATION_WORDINGS,
    **UNIT_WORDINGS,
    **GROUP_NEWS,
}
