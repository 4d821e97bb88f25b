"""An officer registers for a unit that did so on paper, by Zalo or by email."""

from datetime import date, datetime, time

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form, close_form, open_form
from bot.actions.duties import duty_for
from bot.actions.registering import (
    RegistrationForm,
    begun,
    keep_aside,
    read_registration_form,
)
from bot.actions.registrations import enter_registration, latest_registration
from bot.rules.channels import Channel, came_at, check_coming
from bot.rules.dialogues import ON_BEHALF, Form, StaleForm
from bot.rules.members import Member, check_officer
from bot.rules.obligations import UnknownObligation, can_register
from storage.locking import hold
from storage.organisations import calendar_of
from storage.tables import Unit


async def start_on_behalf(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int, now: datetime
) -> RegistrationForm:
    """Open the officer's own form for a unit, as left, else with what was registered last.

    Raises NotAllowed, UnknownObligation.
    """
    check_officer(member)
    duty = await duty_for(db, member, unit_id, obligation_id)
    if not can_register(duty.obligation):
        raise UnknownObligation
    _, answers = await begun(db, duty)
    answers["standing"] = await _standing(db, unit_id, obligation_id)
    subject = f"{ON_BEHALF}{unit_id}-{obligation_id}"
    draft = await open_form(
        db, member, Form.REGISTRATION, "menu", now, subject=subject, answers=answers
    )
    form = await read_registration_form(db, member, draft.id)
    await change_form(db, form.draft, now, step=form.first_step)
    return await read_registration_form(db, member, draft.id)


async def set_way(
    db: AsyncSession, member: Member, draft_id: int, channel: Channel, now: datetime
) -> RegistrationForm:
    """By which way it came; the day is asked for next."""
    form = await _own(db, member, draft_id)
    return await keep_aside(db, member, form, "came", now, channel=channel)


async def set_coming(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    day: date,
    hour: time | None,
    now: datetime,
) -> RegistrationForm:
    """On which day it came, at which hour where that is known. Raises NotPastDay."""
    form = await _own(db, member, draft_id)
    check_coming(day, now.astimezone(member.zone).date())
    hour_known = hour.isoformat() if hour else None
    came = {"came_on": day.isoformat(), "came_hour": hour_known}
    return await keep_aside(db, member, form, "menu", now, **came)


async def enter_form(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime, key: bytes
) -> tuple[RegistrationForm, int]:
    """Register what the form holds and close it; the verdict counts the day on which it came.

    Gives the id of the receipt; 0, with the form kept, when the unit registered meanwhile: it is
    to be looked at first, and the next time it goes through.
    """
    form = await _own(db, member, draft_id, version)
    if form.came_on is None or form.channel is Channel.BOT:
        raise StaleForm
    obligation = form.duty.obligation
    await hold(db, Unit, form.duty.unit_id)
    standing = await _standing(db, form.duty.unit_id, obligation.id)
    if standing != form.draft.answers.get("standing", 0):
        return await keep_aside(db, member, form, "review", now, standing=standing), 0
    zone = (await calendar_of(db, obligation.organisation_id)).zone
    came = came_at(form.came_on, form.came_hour, zone, now)
    receipt_id = await enter_registration(
        db, member, form.duty.unit_id, obligation.id, form.lines, form.channel, came, now, key
    )
    await close_form(db, form.draft)
    return form, receipt_id


async def _own(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> RegistrationForm:
    check_officer(member)
    form = await read_registration_form(db, member, draft_id, version)
    if not form.draft.on_behalf:
        raise StaleForm
    return form


async def _standing(db: AsyncSession, unit_id: int, obligation_id: int) -> int:
    """The version that stands now; 0 without any."""
    latest = await latest_registration(db, unit_id, obligation_id)
    return latest.version if latest else 0
