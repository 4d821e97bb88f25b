"""The form of a signed copy: its pages gathered until they are attached.

Answers: `files` (parts as JSON), `completed_at` (when the last of them was sent, by Telegram's
clock). The form is the unit's: whoever speaks for it may go on with it.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import (
    change_form,
    close_form,
    completed_at,
    look_at_form,
    open_form,
    read_form,
)
from bot.actions.duties import own_duties
from bot.actions.reporting import UNSORTED
from bot.actions.signed import own_to_sign
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.files import FilePart, add_part, add_parts
from bot.rules.members import Member, check_manager
from bot.rules.obligations import Duty
from bot.rules.signed import SignedDraft, ToSign, check_scan

PAGES = "pages"


@dataclass(frozen=True, slots=True)
class SignedForm:
    """The form as it stands, with what the copy is of."""

    draft: Draft
    duty: Duty
    of: ToSign
    copy: SignedDraft


async def start_signed(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> SignedForm:
    """Open the form for what stands of an obligation. Raises NothingToSign."""
    _, unit_id = check_manager(member)
    duty, of = await own_to_sign(db, member, obligation_id)
    subject = f"{unit_id}-{obligation_id}"
    draft = await open_form(db, member, Form.SIGNED, PAGES, now, subject=subject, unit_id=unit_id)
    return SignedForm(draft, duty, of, copy_in(draft, now))


async def read_signed_form(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> SignedForm:
    """The unit's form. Raises StaleForm when gone or of another unit, NothingToSign."""
    return await _meant(db, member, await read_form(db, member, draft_id, version), now)


async def look_at_signed(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> SignedForm:
    """The same for looking only. Raises FormMoved at another version."""
    draft = await look_at_form(db, member, draft_id, version)
    return await _meant(db, member, draft, now)


async def _meant(db: AsyncSession, member: Member, draft: Draft, now: datetime) -> SignedForm:
    _, unit_id = check_manager(member)
    if draft.form is not Form.SIGNED or draft.unit_id != unit_id or draft.obligation_id is None:
        raise StaleForm
    duty, of = await own_to_sign(db, member, draft.obligation_id)
    return SignedForm(draft, duty, of, copy_in(draft, now))


async def add_page(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    part: FilePart,
    sent_at: datetime,
    now: datetime,
) -> SignedForm:
    """Add a page, in the order of sending. Raises NotAScan, SameFileTwice, TooManyFiles."""
    check_scan(part)
    form = await read_signed_form(db, member, draft_id, now)
    files = add_part(form.copy.files, part)
    return await _with(db, form, files, sent_at, now)


async def drop_page(
    db: AsyncSession, member: Member, draft_id: int, version: int, place: int, now: datetime
) -> SignedForm:
    """Take a page out. The archive keeps its bytes."""
    form = await read_signed_form(db, member, draft_id, now, version)
    files = list(form.copy.files)
    if not 0 <= place < len(files):
        raise StaleForm
    del files[place]
    return await _with(db, form, tuple(files), form.copy.completed_at, now)


async def lacking_signed(db: AsyncSession, member: Member) -> list[Duty]:
    """The duties of the member's unit that were handed in without a signed copy."""
    return [duty for duty in await own_duties(db, member) if duty.lacks_signed]


async def sort_signed(
    db: AsyncSession, member: Member, draft_id: int, obligation_id: int, now: datetime
) -> SignedForm:
    """Files sent without a word are the signed copy of this. Raises NotAScan."""
    unsorted = await read_form(db, member, draft_id)
    if unsorted.step != UNSORTED:
        raise StaleForm
    form = await start_signed(db, member, obligation_id, now)
    sent = copy_in(unsorted, now)
    for part in sent.files:
        check_scan(part)
    files = add_parts(form.copy.files, sent.files)
    form = await _with(db, form, files, sent.completed_at, now)
    await close_form(db, unsorted)
    return form


def copy_in(draft: Draft, now: datetime) -> SignedDraft:
    """What the form holds. An empty one counts as completed now."""
    files = tuple(FilePart(**file) for file in draft.answers.get("files", []))
    return SignedDraft(files, completed_at(draft, now))


async def _with(
    db: AsyncSession,
    form: SignedForm,
    files: tuple[FilePart, ...],
    sent_at: datetime,
    now: datetime,
) -> SignedForm:
    answers = {"files": [asdict(part) for part in files], "completed_at": sent_at.isoformat()}
    draft = await change_form(db, form.draft, now, answers=answers)
    return SignedForm(draft, form.duty, form.of, copy_in(draft, now))
