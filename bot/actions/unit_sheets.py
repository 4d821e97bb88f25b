"""The form that takes a list of units: sent as a file, looked at, then applied."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form, close_form, look_at_form, open_form, read_form
from bot.actions.unit_imports import apply_import, read_known
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import Member, check_officer
from bot.rules.unit_imports import Choice, Import, Known
from bot.rules.unit_sheets import UnitList


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The form with the list it holds, if one was sent, and what it is to be held against.

    `choice` is what was decided about it, `seen` the mark of the import that was shown last.
    """

    draft: Draft
    known: Known
    list: UnitList | None
    choice: Choice
    seen: str


async def start_sheet(db: AsyncSession, member: Member, now: datetime) -> Draft:
    """The form of the organisation spoken in; from now on it takes files. Raises NotAllowed."""
    post = check_officer(member)
    subject = str(post.organisation_id)
    return await open_form(db, member, Form.UNIT_SHEET, "file", now, subject=subject)


async def look_at_sheet(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> SheetForm:
    """The form and the units as they are now. Raises NotAllowed in another organisation,
    StaleForm, FormMoved."""
    draft = await look_at_form(db, member, draft_id, version)
    return _form(draft, await read_known(db, _organisation(member, draft), now))


async def keep_list(
    db: AsyncSession, member: Member, draft_id: int, read: UnitList, now: datetime
) -> SheetForm:
    """Put a list into the form, in place of one sent before. Raises as `look_at_sheet`."""
    draft = await read_form(db, member, draft_id)
    known = await read_known(db, _organisation(member, draft), now)
    answers = {"list": read.to_json(), "hidden": False, "alike": False, "seen": ""}
    return _form(await change_form(db, draft, now, answers=answers), known)


async def keep_seen(
    db: AsyncSession, member: Member, draft_id: int, version: int, choice: Choice, seen: str,
    now: datetime,
) -> Draft:  # fmt: skip
    """Remember which import is being shown, and by which choice. Raises as `look_at_sheet`."""
    draft = await read_form(db, member, draft_id, version)
    _organisation(member, draft)
    answers = {"hidden": choice.hidden, "alike": choice.alike, "seen": seen}
    return await change_form(db, draft, now, answers=answers)


async def apply_sheet(
    db: AsyncSession, member: Member, form: SheetForm, wanted: Import, now: datetime
) -> None:
    """Do what was shown and close the form, so that a second press does nothing.

    Raises UnitsMoved when the units are not as the form has them, and as `look_at_sheet`.
    """
    draft = await read_form(db, member, form.draft.id, form.draft.version)
    organisation_id = _organisation(member, draft)
    await apply_import(db, member, organisation_id, wanted, form.known, now)
    await close_form(db, draft)


def _form(draft: Draft, known: Known) -> SheetForm:
    kept = draft.answers.get("list")
    choice = Choice(bool(draft.answers.get("hidden")), bool(draft.answers.get("alike")))
    read = None if kept is None else UnitList.from_json(kept)
    return SheetForm(draft, known, read, choice, str(draft.answers.get("seen", "")))


def _organisation(member: Member, draft: Draft) -> int:
    if draft.form is not Form.UNIT_SHEET:
        raise StaleForm
    return check_officer(member, int(draft.subject)).organisation_id
