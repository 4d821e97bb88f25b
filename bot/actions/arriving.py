"""The form in which an officer enters what came another way.

Its subject is "unit-obligation", 0 for an obligation that was not said when it began. Answers:
`obligation`, `channel`, `day`, `hour` (None while not said), `files` (parts as JSON), `note`. The
first that is missing is the question the form is at.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.arrived import (
    enterable_duties,
    enterable_duty,
    record_arrived,
    standing_version,
    verdict_on,
)
from bot.actions.dialogues import change_form, close_form, look_at_form, open_form, read_form
from bot.rules.arrived import Arrived
from bot.rules.channels import LONGEST_NOTE, Channel, check_coming
from bot.rules.dialogues import AnswerTooLong, Draft, Form, StaleForm
from bot.rules.files import FilePart, add_part
from bot.rules.members import Member, NotAllowed, check_officer
from bot.rules.obligations import Duty
from bot.rules.reports import Verdict
from storage.organisations import calendar_of
from storage.units import UnitRow, unit_by_id


@dataclass(frozen=True, slots=True)
class ArrivingForm:
    """The form as it stands. `standing` is the version handed in already, 0 without any.

    `arrived` and `verdict` are there once everything asked is answered.
    """

    draft: Draft
    unit: UnitRow
    duties: tuple[Duty, ...]
    duty: Duty | None
    channel: Channel | None
    files: tuple[FilePart, ...]
    note: str
    standing: int = 0
    arrived: Arrived | None = None
    verdict: Verdict | None = None


async def start_arriving(
    db: AsyncSession, member: Member, unit_id: int, obligation_id: int, now: datetime
) -> ArrivingForm:
    """Open the form for a unit, as it was left or empty; `obligation_id` 0 while not said.

    Raises NotAllowed, UnknownObligation, NotHandedIn.
    """
    await _unit(db, member, unit_id)
    subject = f"{unit_id}-{obligation_id}"
    draft = await open_form(db, member, Form.ARRIVED, "form", now, subject=subject)
    if obligation_id:
        await enterable_duty(db, member, unit_id, obligation_id)
    if obligation_id and draft.answers.get("obligation") != obligation_id:
        draft = await change_form(db, draft, now, answers={"obligation": obligation_id})
    return await _meant(db, member, draft, now)


async def read_arriving(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> ArrivingForm:
    """The officer's form. Raises StaleForm, NotAllowed."""
    return await _meant(db, member, await read_form(db, member, draft_id, version), now)


async def look_at_arriving(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> ArrivingForm:
    """The same for looking only. Raises FormMoved at another version."""
    draft = await look_at_form(db, member, draft_id, version)
    return await _meant(db, member, draft, now)


async def choose(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime, **answers: Any
) -> ArrivingForm:
    """Keep an answer chosen by a button; None asks that question again."""
    form = await read_arriving(db, member, draft_id, now, version)
    if answers.get("obligation"):
        await enterable_duty(db, member, form.unit.id, answers["obligation"])
    return await _changed(db, member, form, now, **answers)


async def set_day(
    db: AsyncSession, member: Member, draft_id: int, day: date, hour: time | None, now: datetime
) -> ArrivingForm:
    """Keep the day it came. Raises NotPastDay."""
    form = await read_arriving(db, member, draft_id, now)
    calendar = await calendar_of(db, check_officer(member).organisation_id)
    check_coming(day, calendar.today(now))
    kept = hour.isoformat(timespec="minutes") if hour else None
    return await _changed(db, member, form, now, day=day.isoformat(), hour=kept)


async def add_note(
    db: AsyncSession, member: Member, draft_id: int, words: str, now: datetime
) -> ArrivingForm:
    """Put words under the note. Raises AnswerTooLong."""
    form = await read_arriving(db, member, draft_id, now)
    together = f"{form.note}\n{words}".strip()
    if len(together) > LONGEST_NOTE:
        raise AnswerTooLong(len(together), LONGEST_NOTE)
    return await _changed(db, member, form, now, note=together)


async def add_file(
    db: AsyncSession, member: Member, draft_id: int, part: FilePart, now: datetime
) -> ArrivingForm:
    """Add a file, in the order of sending. Raises what `add_part` does."""
    form = await read_arriving(db, member, draft_id, now)
    files = [asdict(each) for each in add_part(form.files, part)]
    return await _changed(db, member, form, now, files=files)


async def drop_file(
    db: AsyncSession, member: Member, draft_id: int, version: int, place: int, now: datetime
) -> ArrivingForm:
    """Take a file out."""
    form = await read_arriving(db, member, draft_id, now, version)
    if not 0 <= place < len(form.files):
        raise StaleForm
    kept = [asdict(part) for at, part in enumerate(form.files) if at != place]
    return await _changed(db, member, form, now, files=kept)


async def submit_arriving(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    version: int,
    over: int,
    files: tuple[FilePart, ...],
    now: datetime,
    key: bytes,
) -> tuple[ArrivingForm, int]:
    """Record it and close the form; gives the form as it was and the receipt's id.

    `files` are those of the form with the pages joined. Raises as `record_arrived`.
    """
    form = await read_arriving(db, member, draft_id, now, version)
    if form.arrived is None or form.duty is None:
        raise StaleForm
    kept = Arrived(
        form.arrived.channel, form.arrived.day, form.arrived.hour, files, form.arrived.note
    )
    receipt_id = await record_arrived(
        db, member, form.unit.id, form.duty.obligation.id, kept, over, now, key
    )
    await close_form(db, form.draft)
    return form, receipt_id


async def _unit(db: AsyncSession, member: Member, unit_id: int) -> UnitRow:
    post = check_officer(member)
    unit = await unit_by_id(db, post.organisation_id, unit_id)
    if unit is None:
        raise NotAllowed
    return unit


async def _changed(
    db: AsyncSession, member: Member, form: ArrivingForm, now: datetime, **answers: Any
) -> ArrivingForm:
    return await _meant(db, member, await change_form(db, form.draft, now, answers=answers), now)


async def _meant(db: AsyncSession, member: Member, draft: Draft, now: datetime) -> ArrivingForm:
    if draft.form is not Form.ARRIVED:
        raise StaleForm
    unit = await _unit(db, member, int(draft.subject.partition("-")[0]))
    duties = tuple(await enterable_duties(db, member, unit.id))
    duty = next((d for d in duties if d.obligation.id == draft.answers.get("obligation")), None)
    arrived = _arrived(draft)
    return ArrivingForm(
        draft=draft,
        unit=unit,
        duties=duties,
        duty=duty,
        channel=_channel(draft),
        files=_files(draft),
        note=draft.answers.get("note", ""),
        standing=await standing_version(db, unit.id, duty.obligation.id) if duty else 0,
        arrived=arrived if duty else None,
        verdict=await verdict_on(db, member, duty, arrived, now) if duty and arrived else None,
    )


def _arrived(draft: Draft) -> Arrived | None:
    day, hour = draft.answers.get("day"), draft.answers.get("hour")
    channel = _channel(draft)
    if channel is None or not day:
        return None
    at = time.fromisoformat(hour) if hour else None
    return Arrived(
        channel, date.fromisoformat(day), at, _files(draft), draft.answers.get("note", "")
    )


def _channel(draft: Draft) -> Channel | None:
    channel = draft.answers.get("channel")
    return Channel(channel) if channel else None


def _files(draft: Draft) -> tuple[FilePart, ...]:
    return tuple(FilePart(**file) for file in draft.answers.get("files") or [])
