"""The form of a notice: whom it is for, what it says, when it goes out. Always a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.audiences import check_audience
from bot.actions.dialogues import (
    change_form,
    close_form,
    keep_beside,
    look_at_form,
    open_form,
    read_form,
)
from bot.actions.duties import asked_obligations
from bot.actions.notices import (
    NoticeDraft,
    change_scheduled,
    draft_text,
    schedule_notice,
    scheduled_draft,
    send_notice,
)
from bot.rules.audiences import Audience, audience_of_json, audience_to_json
from bot.rules.contents import Content, content_of_json, content_to_json
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import Member, check_officer

AUDIENCE, UNITS, NAME, CONTENT, CONFIRM, WHEN = (
    "audience", "units", "name", "content", "confirm", "when",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """A notice being composed. `audience` is None until one was chosen; `due_at` for at once.

    `notice_id` is that of the scheduled notice that is being changed, `find` what units are looked
    for by, `shown` are the messages of the preview that stands in the chat.
    """

    draft: Draft
    audience: Audience | None
    content: Content
    asks_receipt: bool = False
    due_at: datetime | None = None
    notice_id: int | None = None
    find: str = ""
    shown: tuple[int, ...] = ()
    lost_duty: bool = False

    @property
    def onward(self) -> str:
        """The step after the choice of recipients."""
        return CONTENT if self.content.is_empty else CONFIRM

    @property
    def notice(self) -> NoticeDraft:
        """What would be sent. Raises StaleForm while nobody was chosen."""
        if self.audience is None:
            raise StaleForm
        return NoticeDraft(self.audience, self.content, self.asks_receipt)


async def open_notice(
    db: AsyncSession, member: Member, now: datetime, audience: Audience | None = None
) -> NoticeForm:
    """The form begun before, else a new one; with an audience, that is taken.

    What was written stays. Raises NotAllowed, UnknownObligation.
    """
    post = check_officer(member)
    subject = str(post.organisation_id)
    draft = await open_form(db, member, Form.NOTICE, AUDIENCE, now, subject=subject)
    if audience is None:
        return await _still_asked(db, member, form_of(draft, member), now)
    return await choose_audience(db, member, draft.id, None, lambda _: audience, now)


async def open_scheduled(
    db: AsyncSession, member: Member, notice_id: int, now: datetime
) -> NoticeForm:
    """A form that changes a notice that waits for its hour. Raises NotAllowed, NoticeMoved."""
    post = check_officer(member)
    notice, was = await scheduled_draft(db, member, notice_id)
    subject = f"{post.organisation_id}-{notice_id}"
    draft = await open_form(db, member, Form.NOTICE, CONFIRM, now, subject=subject)
    if draft.answers.get("was") != was:
        answers = {
            "was": was,
            "audience": audience_to_json(notice.audience),
            "content": content_to_json(notice.content),
            "asks_receipt": notice.asks_receipt,
            "due_at": was["due_at"],
        }
        draft = await change_form(db, draft, now, step=CONFIRM, answers=answers)
    return await _still_asked(db, member, form_of(draft, member), now)


async def read_notice_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> NoticeForm:
    """The form, active and held. Raises NotAllowed, StaleForm, FormMoved."""
    check_officer(member)
    return form_of(await read_form(db, member, draft_id, version), member)


async def look_at_notice_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> NoticeForm:
    """The form, for looking only. Raises as reading it does."""
    check_officer(member)
    return form_of(await look_at_form(db, member, draft_id, version), member)


async def go_to(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    version: int | None,
    step: str,
    now: datetime,
    **answers: Any,
) -> NoticeForm:
    """Go to a step of the form and keep answers. Raises as reading it does."""
    form = await read_notice_form(db, member, draft_id, version)
    form = await change_notice(db, member, form, now, step, **answers)
    return await _still_asked(db, member, form, now)


async def go_onward(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    version: int | None,
    now: datetime,
    **answers: Any,
) -> NoticeForm:
    """Go to the preview, or to the content while there is none. Raises as reading the form does."""
    form = await read_notice_form(db, member, draft_id, version)
    return await change_notice(db, member, form, now, form.onward, **answers)


async def choose_audience(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    version: int | None,
    change: Callable[[Audience], Audience | None],
    now: datetime,
    *,
    step: str = "",
) -> NoticeForm:
    """Take what `change` makes of the audience chosen so far, None for nobody any more; then on to
    the step, or onward. Raises also NotAllowed, UnknownObligation for what cannot be chosen."""
    form = await read_notice_form(db, member, draft_id, version)
    audience = change(form.audience or Audience())
    if audience is not None:
        await check_audience(db, member, audience)
    kept = None if audience is None else audience_to_json(audience)
    onward = step or form.onward
    return await change_notice(db, member, form, now, onward, audience=kept, lost_duty=False)


async def change_content(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    change: Callable[[Content], Content],
    now: datetime,
    *,
    gathering: bool = False,
) -> NoticeForm:
    """Take the content that `change` makes of what there is so far; then on to the preview, while
    `gathering` not yet: more is to come.

    Raises NothingToSend, NoticeTooLong, FilesDoNotMix, AlbumFull; the form then stays as it was.
    """
    form = await read_notice_form(db, member, draft_id)
    content = change(form.content)
    if not content.is_empty:
        await draft_text(db, member, NoticeDraft(Audience(), content, form.asks_receipt))
    step = AUDIENCE if form.audience is None else CONTENT
    if form.audience is not None and not gathering and not content.is_empty:
        step = CONFIRM
    return await change_notice(db, member, form, now, step, content=content_to_json(content))


async def change_notice(
    db: AsyncSession, member: Member, form: NoticeForm, now: datetime, step: str, **answers: Any
) -> NoticeForm:
    """Keep a step and answers. Raises FormMoved."""
    return form_of(await change_form(db, form.draft, now, step=step, answers=answers), member)


async def remember_shown(db: AsyncSession, form: NoticeForm, message_ids: Sequence[int]) -> None:
    """Keep which messages show the preview, beside the form: its buttons stay good."""
    await keep_beside(db, form.draft, shown=list(message_ids))


async def submit_notice(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> int:
    """Send the notice, or keep it for its hour, and close the form; gives the notice's id.

    A second press finds no form and sends nothing. Raises as `send_notice`, `schedule_notice`.
    """
    form = await read_notice_form(db, member, draft_id, version)
    if form.notice_id is not None:
        notice_id, was = form.notice_id, form.draft.answers["was"]
        await change_scheduled(db, member, notice_id, was, form.notice, form.due_at, now)
    elif form.due_at is not None:
        notice_id = await schedule_notice(db, member, form.notice, form.due_at, now)
    else:
        notice_id = await send_notice(db, member, form.notice, now)
    await close_form(db, form.draft)
    return notice_id


async def _still_asked(
    db: AsyncSession, member: Member, form: NoticeForm, now: datetime
) -> NoticeForm:
    """Without conditions on duties that were withdrawn since: then who gets it is asked anew."""
    audience = form.audience
    if audience is None or not audience.undone:
        return form
    asked = {each.id for each in await asked_obligations(db, member)}
    if asked.issuperset(audience.undone):
        return form
    left = replace(audience, undone=tuple(each for each in audience.undone if each in asked))
    kept = None if left.is_everyone else audience_to_json(left)
    return await change_notice(db, member, form, now, AUDIENCE, audience=kept, lost_duty=True)


def form_of(draft: Draft, member: Member) -> NoticeForm:
    """The draft of a notice of the organisation the officer speaks in. Raises StaleForm."""
    organisation_id, _, notice_id = draft.subject.partition("-")
    if draft.form is not Form.NOTICE or organisation_id != str(
        check_officer(member).organisation_id
    ):
        raise StaleForm
    answers = draft.answers
    chosen, due_at = answers.get("audience"), answers.get("due_at")
    return NoticeForm(
        draft=draft,
        audience=None if chosen is None else audience_of_json(chosen),
        content=content_of_json(answers.get("content")),
        asks_receipt=bool(answers.get("asks_receipt")),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        notice_id=int(notice_id) if notice_id else None,
        find=str(answers.get("find") or ""),
        shown=tuple(answers.get("shown", [])),
        lost_duty=bool(answers.get("lost_duty")),
    )
