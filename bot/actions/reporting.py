"""The report form: files and words gathered until they are handed in.

Answers: `files` (parts as JSON), `words`, `completed_at` (when the last part was sent, by
Telegram's clock), `aside` (by person, the last words taken as a question, their time and the step
they were typed at), and those of `bot.actions.questions`. The form of files sent without a word has
no obligation yet, and is its sender's alone.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
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
from bot.actions.pieces import below_words, check_piece
from bot.actions.questions import answers_in, kept_again, questions_for, with_others
from bot.actions.reports import latest_report
from bot.rules.actuals import FigureQuestion
from bot.rules.answers import Section, check_section
from bot.rules.dialogues import AnswerTooLong, Draft, Form, StaleForm
from bot.rules.files import FilePart, add_part, add_parts
from bot.rules.members import Member, check_manager
from bot.rules.obligations import Duty, Standing, can_report
from bot.rules.reports import LONGEST_WORDS, ReportDraft
from bot.rules.reviews import Part
from storage.locking import hold
from storage.tables import Dialogue

UNSORTED = "unsorted"
ASIDE = "aside"
IN_SECTION = "section:"

PARTS = "parts"
OPENS_AT = {Part.FILES: "files", Part.FIGURES: "figures", Part.SECTIONS: "sections"}
"""The step that a returned report opens at."""


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The form as it stands."""

    draft: Draft
    duty: Duty
    report: ReportDraft
    questions: tuple[FigureQuestion, ...] = ()

    @property
    def given(self) -> dict[str, Decimal]:
        """The figures answered so far, by key of their question."""
        figures = self.draft.answers.get("figures", {})
        return {key: Decimal(said["actual"]) for key, said in figures.items()}

    def question(self, key: str) -> FigureQuestion | None:
        """The question with this key, None when it is no longer asked."""
        return next((each for each in self.questions if each.key == key), None)


async def report_duties(db: AsyncSession, member: Member) -> list[Duty]:
    """The duties of the member's unit that are answered with a report, nearest first."""
    return [duty for duty in await own_duties(db, member) if can_report(duty.obligation)]


async def start_report(
    db: AsyncSession, member: Member, obligation_id: int, now: datetime
) -> ReportForm:
    """Open the form for an obligation: as it was left, else with what was handed in last.

    What came back opens at the part that the officer's reason speaks of.
    """
    _, unit_id = check_manager(member)
    duty = await own_duty(db, member, obligation_id)
    step = _first_step(duty)
    draft = await open_form(
        db,
        member,
        Form.REPORT,
        step,
        now,
        subject=f"{unit_id}-{obligation_id}",
        unit_id=unit_id,
        answers=await _handed_in(db, unit_id, obligation_id),
    )
    return await _with_meaning(db, await change_form(db, draft, now, step=step), duty, now)


async def read_report_form(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> ReportForm:
    """The member's form. Raises StaleForm when gone, at another version, or of another unit."""
    return await _form(db, member, await read_form(db, member, draft_id, version), now)


async def look_at_report_form(
    db: AsyncSession, member: Member, draft_id: int, now: datetime, version: int | None = None
) -> ReportForm:
    """As `read_report_form`, for looking only: nobody has to wait for it."""
    return await _form(db, member, await look_at_form(db, member, draft_id, version), now)


async def _form(db: AsyncSession, member: Member, draft: Draft, now: datetime) -> ReportForm:
    _, unit_id = check_manager(member)
    drafted_for, _, obligation = draft.subject.partition("-")
    if drafted_for != str(unit_id) or not obligation.isdigit():
        raise StaleForm
    return await _with_meaning(db, draft, await own_duty(db, member, int(obligation)), now)


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
    files = add_parts(form.report.files, sent.files)
    answers = {
        "files": [asdict(part) for part in files],
        "words": _together(form.report.words, sent.words),
        "completed_at": sent.completed_at.isoformat(),
    }
    draft = await change_form(db, form.draft, now, answers=answers)
    await close_form(db, unsorted)
    return await _with_meaning(db, draft, form.duty, now)


async def add_file(
    db: AsyncSession, draft: Draft, part: FilePart, sent_at: datetime, now: datetime
) -> Draft:
    """Add a file where it was sent among the others. Raises what `add_part` does."""
    files = add_part(report_in(draft, now).files, part)
    return await _add(db, draft, sent_at, now, files=[asdict(each) for each in files])


async def add_words(
    db: AsyncSession, draft: Draft, words: str, message_id: int, sent_at: datetime, now: datetime
) -> Draft:
    """Add typed words under those typed before. Raises AnswerTooLong."""
    before = draft.answers.get("words", "")
    with below_words(before):
        check_piece(draft, words, message_id, LONGEST_WORDS)
        together = _together(before, words)
    return await _add(db, draft, sent_at, now, words=together)


async def keep_aside(db: AsyncSession, draft: Draft, words: str, sent_at: datetime) -> None:
    """Keep words that were taken as a question, beside the form: its buttons stay good."""
    await hold(db, Dialogue, draft.id)
    row = await db.get_one(Dialogue, draft.id, populate_existing=True)
    aside = {
        **row.answers.get(ASIDE, {}),
        str(draft.member_id): [words, sent_at.isoformat(), draft.step],
    }
    row.answers = {**row.answers, ASIDE: aside}


async def take_aside(db: AsyncSession, member: Member, draft_id: int, now: datetime) -> ReportForm:
    """Put the words kept aside into the report; without any, the form as it is."""
    form = await read_report_form(db, member, draft_id, now)
    aside = dict(form.draft.answers.get(ASIDE, {}))
    if str(member.id) not in aside:
        return form
    words, sent_at, *at = aside.pop(str(member.id))
    step = at[0] if at else PARTS
    kept = {"completed_at": sent_at, ASIDE: aside}
    if step.startswith(IN_SECTION):
        sections = dict(form.draft.answers.get("sections", {}))
        section = Section(step.removeprefix(IN_SECTION))
        sections[section] = check_section(f"{sections.get(section, '')}\n{words}")
        return await changed_form(db, form, now, sections=sections, **kept)
    return await changed_form(db, form, now, words=_together(form.report.words, words), **kept)


async def drop_file(
    db: AsyncSession, member: Member, draft_id: int, version: int, place: int, now: datetime
) -> ReportForm:
    """Take a file out. The archive keeps its bytes."""
    form = await read_report_form(db, member, draft_id, now, version)
    files = list(form.draft.answers.get("files", []))
    if not 0 <= place < len(files):
        raise StaleForm
    del files[place]
    return await changed_form(db, form, now, files=files)


async def drop_words(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> ReportForm:
    """Take the typed words out."""
    form = await read_report_form(db, member, draft_id, now, version)
    return await changed_form(db, form, now, words="")


async def with_words(
    db: AsyncSession, form: ReportForm, words: str, now: datetime, sent_at: datetime
) -> ReportForm:
    """The form with words under those it has; once if they stand there. Raises AnswerTooLong."""
    if words in form.report.words:
        return form
    together = _together(form.report.words, words)
    return await changed_form(db, form, now, words=together, completed_at=sent_at.isoformat())


async def changed_form(
    db: AsyncSession, form: ReportForm, now: datetime, **answers: Any
) -> ReportForm:
    """The form with these answers in place of the old. Raises FormMoved."""
    draft = await change_form(db, form.draft, now, answers=answers)
    return ReportForm(draft, form.duty, report_in(draft, now, form.questions), form.questions)


def report_in(draft: Draft, now: datetime, questions: Sequence[FigureQuestion] = ()) -> ReportDraft:
    """What the form holds. An empty one counts as completed now."""
    return ReportDraft(
        files=tuple(FilePart(**file) for file in draft.answers.get("files", [])),
        words=draft.answers.get("words", ""),
        completed_at=completed_at(draft, now),
        answers=answers_in(draft.answers, questions),
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


def _first_step(duty: Duty) -> str:
    if duty.standing is not Standing.RETURNED:
        return PARTS
    return OPENS_AT.get(duty.part, PARTS)


async def _with_meaning(db: AsyncSession, draft: Draft, duty: Duty, now: datetime) -> ReportForm:
    questions = with_others(await questions_for(db, duty), draft.answers)
    return ReportForm(draft, duty, report_in(draft, now, questions), questions)


async def _handed_in(db: AsyncSession, unit_id: int, obligation_id: int) -> dict[str, Any]:
    """What a new version begins with: the last one, whatever became of it."""
    report = await latest_report(db, unit_id, obligation_id)
    if report is None:
        return {}
    files = [asdict(part) for part in report.files]
    return {"files": files, "words": report.words, **kept_again(report.answers)}
