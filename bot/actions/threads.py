"""The thread under a contribution: officers and the unit write to each other.

Answers of the form: `words` typed so far, and `seen`, the newest message of the thread that the
writer has been shown.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.contributions import keep_state, listeners, read_contribution
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.journal import note
from bot.actions.officers import tell_officers
from bot.actions.outbox import put
from bot.actions.pieces import check_piece
from bot.rules.contributions import (
    LONGEST_ANSWER,
    ContributionMoved,
    ContributionState,
    ContributionView,
    check_body,
)
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import Member
from bot.rules.outbox import Lane
from storage.locking import hold
from storage.tables import Contribution, ContributionAnswer


@dataclass(frozen=True, slots=True)
class ThreadForm:
    """A message being written under a contribution."""

    draft: Draft
    view: ContributionView

    @property
    def words(self) -> str:
        return str(self.draft.answers.get("words", ""))


async def start_message(
    db: AsyncSession, member: Member, contribution_id: int, now: datetime
) -> ThreadForm:
    """Begin a message, or go on with the one begun. Raises NotAllowed."""
    view = await read_contribution(db, member, contribution_id)
    unit_id = member.post.unit_id if member.post else None
    subject = f"{unit_id or ''}-{contribution_id}"
    draft = await open_form(db, member, Form.THREAD, "words", now, subject=subject)
    form = ThreadForm(draft, view)
    # Words written before a colleague's answer still wait for their writer to read it.
    return form if form.words else await _changed(db, form, now, seen=view.last_line)


async def read_message_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> ThreadForm:
    """The member's message. Raises StaleForm, FormMoved, and NotAllowed from another post."""
    draft = await read_form(db, member, draft_id, version)
    if draft.form is not Form.THREAD:
        raise StaleForm
    contribution_id = int(draft.subject.partition("-")[2])
    return ThreadForm(draft, await read_contribution(db, member, contribution_id))


async def take_words(
    db: AsyncSession, member: Member, draft_id: int, text: str, message_id: int, now: datetime
) -> ThreadForm:
    """Words typed, below those typed before. Raises EmptyAnswer, AnswerTooLong."""
    form = await read_message_form(db, member, draft_id)
    check_piece(form.draft, text, message_id, LONGEST_ANSWER)
    words = check_body(text, LONGEST_ANSWER)
    together = check_body(f"{form.words}\n{words}", LONGEST_ANSWER)
    return await _changed(db, form, now, words=together)


async def take_back_words(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> ThreadForm:
    """Throw the typed words away, to type them anew."""
    form = await read_message_form(db, member, draft_id, version)
    return await _changed(db, form, now, words="", seen=form.view.last_line)


async def show_newest(db: AsyncSession, member: Member, draft_id: int, now: datetime) -> ThreadForm:
    """The writer is being shown what others wrote meanwhile."""
    form = await read_message_form(db, member, draft_id)
    return await _changed(db, form, now, seen=form.view.last_line)


async def send_message(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> tuple[ContributionView, bool]:
    """Put the message into the thread, tell the other side, close the form.

    Gives the contribution as it is now, and whether there is anybody to tell. An officer's first
    answer takes up what was new. Raises ContributionMoved when somebody wrote meanwhile: the
    writer should read that first.
    """
    draft = await read_form(db, member, draft_id, version)
    await hold(db, Contribution, int(draft.subject.partition("-")[2]))
    form = await read_message_form(db, member, draft_id)
    if form.view.last_line != form.draft.answers.get("seen"):
        raise ContributionMoved
    line_id = await _add(db, member, form, now)
    told = await _tell(db, member, form.view, line_id, now)
    await close_form(db, form.draft)
    return await read_contribution(db, member, form.view.id), told


async def _add(db: AsyncSession, member: Member, form: ThreadForm, now: datetime) -> int:
    line = ContributionAnswer(
        contribution_id=form.view.id,
        member_id=member.id,
        from_office=member.is_officer,
        words=check_body(form.words, LONGEST_ANSWER),
        at=now,
    )
    db.add(line)
    await db.flush()
    assert line.id is not None
    act = "answered" if member.is_officer else "written to again"
    number = str(form.view.number)
    note(db, member, f"{form.view.kind} {act}", number, now=now, after={"words": line.words})
    if member.is_officer and form.view.state is ContributionState.NEW:
        await keep_state(db, member, form.view, ContributionState.OPEN, now)
    return line.id


async def _tell(
    db: AsyncSession, member: Member, view: ContributionView, line_id: int, now: datetime
) -> bool:
    details = {"line": line_id}
    if not member.is_officer:
        organisation_id = view.organisation_id
        await tell_officers(
            db, organisation_id, "contribution_written", details, now, besides=member.id
        )
        return True
    told = await listeners(db, view)
    for listener in told:
        await put(
            db,
            lane=Lane.ANSWER,
            member_id=listener,
            organisation_id=view.organisation_id,
            message="contribution_written",
            details=details,
            due_at=now,
        )
    return bool(told)


async def _changed(
    db: AsyncSession, form: ThreadForm, now: datetime, **answers: str | int
) -> ThreadForm:
    draft = await change_form(db, form.draft, now, answers=answers)
    return ThreadForm(draft, form.view)
