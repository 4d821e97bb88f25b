"""The report form: files and words gathered until they are handed in.

Answers: `files` (parts as JSON), `words`, `completed_at` (when the last part was sent, by
Telegram's clock), `aside` (by person, the last words taken as a question, and their time). The
form of files sent without a word has no obligation yet, and is its sender's alone.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import (
    active_form,
    change_form,
    close_form,
    completed_at,
    look_at_form,
    open_form,
    read_form,
)
from bot.actions.duties import own_duties, own_duty
from bot.rules.dialogues import AnswerTooLong, Draft, Form, FormMoved, StaleForm
from bot.rules.files import FilePart, add_part
from bot.rules.members import Member, check_manager
from bot.rules.obligations import Duty, can_report
from bot.rules.reports import LONGEST_WORDS, ReportDraft
from storage.locking import hold
from storage.tables import Dialogue

UNSORTED = "unsorted"
ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The form as it stands."""

    draft: Draft
    duty: Duty
    report: ReportDraft


async def report_duties(db: AsyncSession, member: Member) -> list[Duty]:
    """The duties of the member's unit that are answered with a report, nearest first."""
    return [duty for duty in await own_duties(db, member) if can_report(duty.obligation)]


async def start_report(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> ReportForm:
    """Open the form for an obligation, as it was left or empty."""
    _, unit_id = check_manager(member)
    duty = await own_duty(db, member, obligation_id)
    subject = f"{unit_id}-{obligation_id}"
    draft = await open_form(db, member, Form.REPORT, "parts", now, subject=subject, unit_id=unit_id)
    return ReportForm(draft, duty, report_in(draft, now))


async def read_report_form(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> ReportForm:
    """The member's form. Raises StaleForm when gone, at another version, or of another unit."""
    return await _form(db, member, await read_form(db, member, draft_id, version), now)


async def look_at_report_form(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> ReportForm:
    """As `read_report_form`, for looking only: nobody has to wait for it."""
    draft = await look_at_form(db, member, draft_id)
    if version is not None and draft.version != version:
        raise FormMoved(draft_id, shared=True)
    return await _form(db, member, draft, now)


async def _form(db: AsyncSession, member: Member, draft: Draft, now: datetime) -> ReportForm:
    _, unit_id = check_manager(member)
    drafted_for, _, obligation = draft.subject.partition("-")
    if drafted_for != str(unit_id) or not obligation.isdigit():
        raise StaleForm
    duty = await own_duty(db, member, int(obligation))
    return ReportForm(draft, duty, report_in(draft, now))


async def open_for_file(db: AsyncSession, member: Member, now: datetime) -> Draft:
    """The form that takes a file now: the report being filled in, else one not yet sorted."""
    _, unit_id = check_manager(member)
    draft = await active_form(db, member)
    if draft is not None and draft.form is Form.REPORT and draft.unit_id == unit_id:
        return await read_form(db, member, draft.id)
    return await open_form(db, member, Form.REPORT, UNSORTED, now, subject=f"{unit_id}-{UNSORTED}")


async def sort_files(
    db: AsyncSession, member: Member, draft_id: int, obligation_id: int, now: datetime
) -> ReportForm:
    """Files sent without a word belong to this obligation: they join its form."""
    unsorted = await read_form(db, member, draft_id)
    if unsorted.step != UNSORTED:
        raise StaleForm
    form = await start_report(db, member, obligation_id, now)
    sent = report_in(unsorted, now)
    files = form.report.files
    known = {part.sha256 for part in files}
    for part in sent.files:
        files = files if part.sha256 in known else add_part(files, part)
    answers = {
        "files": [asdict(part) for part in files],
        "words": _together(form.report.words, sent.words),
        "completed_at": sent.completed_at.isoformat(),
    }
    draft = await change_form(db, form.draft, now, answers=answers)
    await close_form(db, unsorted)
    return ReportForm(draft, form.duty, report_in(draft, now))


async def add_file(
    db: AsyncSession, draft: Draft, part: FilePart, sent_at: datetime, now: datetime
) -> Draft:
    """Add a file where it was sent among the others. Raises what `add_part` does."""
    files = add_part(report_in(draft, now).files, part)
    return await _add(db, draft, sent_at, now, files=[asdict(each) for each in files])


async def add_words(
    db: AsyncSession, draft: Draft, words: str, sent_at: datetime, now: datetime
) -> Draft:
    """Add typed words under those typed before. Raises AnswerTooLong."""
    together = _together(draft.answers.get("words", ""), words)
    return await _add(db, draft, sent_at, now, words=together)


async def keep_aside(db: AsyncSession, draft: Draft, words: str, sent_at: datetime) -> None:
    """Keep words that were taken as a question, beside the form: its buttons stay good."""
    await hold(db, Dialogue, draft.id)
    row = await db.get_one(Dialogue, draft.id, populate_existing=True)
    aside = {**row.answers.get(ASIDE, {}), str(draft.member_id): [words, sent_at.isoformat()]}
    row.answers = {**row.answers, ASIDE: aside}


async def take_aside(db: AsyncSession, member: Member, draft_id: int, now: datetime) -> ReportForm:
    """Put the words kept aside into the report; without any, the form as it is."""
    form = await read_report_form(db, member, draft_id, now)
    aside = dict(form.draft.answers.get(ASIDE, {}))
    if str(member.id) not in aside:
        return form
    words, sent_at = aside.pop(str(member.id))
    together = _together(form.report.words, words)
    return await _changed(db, form, now, words=together, completed_at=sent_at, **{ASIDE: aside})


async def drop_file(
    db: AsyncSession, member: Member, draft_id: int, version: int, place: int, now: datetime
) -> ReportForm:
    """Take a file out. The archive keeps its bytes."""
    form = await read_report_form(db, member, draft_id, now, version)
    files = list(form.draft.answers.get("files", []))
    if not 0 <= place < len(files):
        raise StaleForm
    del files[place]
    return await _changed(db, form, now, files=files)


async def drop_words(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> ReportForm:
    """Take the typed words out."""
    form = await read_report_form(db, member, draft_id, now, version)
    return await _changed(db, form, now, words="")


def report_in(draft: Draft, now: datetime) -> ReportDraft:
    """What the form holds. An empty one counts as completed now."""
    return ReportDraft(
        files=tuple(FilePart(**file) for file in draft.answers.get("files", [])),
        words=draft.answers.get("words", ""),
        completed_at=completed_at(draft, now),
    )


def _together(before: str, words: str) -> str:
    together = f"{before}\n{words}".strip()
    if len(together) > LONGEST_WORDS:
        raise AnswerTooLong(len(together), LONGEST_WORDS)
    return together


async def _add(
    db: AsyncSession, draft: Draft, sent_at: datetime, now: datetime, **answers: Any
) -> Draft:
    answers["completed_at"] = sent_at.isoformat()
    return await change_form(db, draft, now, answers=answers)


async def _changed(db: AsyncSession, form: ReportForm, now: datetime, **answers: Any) -> ReportForm:
    draft = await change_form(db, form.draft, now, answers=answers)
    return ReportForm(draft, form.duty, report_in(draft, now))
