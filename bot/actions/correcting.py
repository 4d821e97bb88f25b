"""A notice corrected, withdrawn, or sent again to those it did not reach."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import (
    change_form,
    close_form,
    keep_beside,
    look_at_form,
    open_form,
    read_form,
)
from bot.actions.journal import note
from bot.actions.notices import held_notice, own_notice
from bot.messages.notice_text import frame_length
from bot.rules.contents import (
    Content,
    check_content,
    content_of_json,
    content_to_json,
    without_files,
)
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.members import Member, check_officer
from bot.rules.notices import (
    BEGUN,
    GOING_ON,
    NothingCorrected,
    NoticeMoved,
    NoticeState,
    NoticeText,
)
from storage.fanning import requeue_failed
from storage.tables import Notice, NoticeVersion

CONTENT, CONFIRM = "content", "confirm"


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """A correction being composed: what the notice says now, and what it is to say.

    `tells` when everybody who has it is told; `group` is the album that is coming in, `shown` are
    the messages of the preview that stands in the chat.
    """

    draft: Draft
    was: NoticeText
    content: Content
    tells: bool
    group: str = ""
    shown: tuple[int, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.content != self.was.content


async def open_correction(
    db: AsyncSession, member: Member, notice_id: int, now: datetime
) -> CorrectionForm:
    """The form that corrects a notice, begun before or new. Raises NotAllowed, NoticeMoved."""
    post = check_officer(member)
    notice = await _correctable(db, member, notice_id)
    subject = f"{post.organisation_id}-{notice_id}"
    draft = await open_form(db, member, Form.CORRECTION, CONTENT, now, subject=subject)
    if draft.answers.get("version") != notice.version:
        text = (await own_notice(db, member, notice_id)).text
        begun = {"content": content_to_json(text.content), "tells": True}
        # What was typed before a colleague's correction is held against that one now.
        answers = {**begun, **draft.answers, "version": notice.version}
        draft = await change_form(db, draft, now, step=CONTENT, answers=answers)
    return await _form(db, member, draft)


async def read_correction(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> CorrectionForm:
    """The form, active and held. Raises NotAllowed, StaleForm, FormMoved, NoticeMoved."""
    check_officer(member)
    return await _form(db, member, await read_form(db, member, draft_id, version))


async def look_at_correction(db: AsyncSession, member: Member, draft_id: int) -> CorrectionForm:
    """The form, for looking only. Raises as reading it does."""
    check_officer(member)
    return await _form(db, member, await look_at_form(db, member, draft_id))


async def change_correction(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    change: Callable[[Content], Content],
    now: datetime,
    *,
    brings_files: bool = False,
    group: str = "",
) -> CorrectionForm:
    """Take what `change` makes of the content. Files take the place of those there are, unless
    they belong to the album (`group`) that is coming in.

    Raises NothingToSend, NoticeTooLong, FilesDoNotMix, AlbumFull; the form then stays as it was.
    """
    form = await read_correction(db, member, draft_id)
    follows = bool(group) and group == form.group
    before = without_files(form.content) if brings_files and not follows else form.content
    content = check_content(change(before), _head(form.was, now))
    answers = {"content": content_to_json(content), "group": group}
    step = CONTENT if group else CONFIRM
    return await _form(
        db, member, await change_form(db, form.draft, now, step=step, answers=answers)
    )


async def go_to_correction(
    db: AsyncSession,
    member: Member,
    draft_id: int,
    version: int,
    now: datetime,
    *,
    toggle: bool = False,
) -> CorrectionForm:
    """On to the preview; with `toggle` it is chosen anew whether everybody is told."""
    form = await read_correction(db, member, draft_id, version)
    answers = {"tells": form.tells != toggle}
    changed = await change_form(db, form.draft, now, step=CONFIRM, answers=answers)
    return await _form(db, member, changed)


async def remember_correction_shown(
    db: AsyncSession, form: CorrectionForm, message_ids: Sequence[int]
) -> None:
    """Keep which messages show the preview, beside the form: its buttons stay good."""
    await keep_beside(db, form.draft, shown=list(message_ids))


async def submit_correction(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> int:
    """Put the new version in force and close the form; gives the notice's id.

    The old one is kept. Who has it not yet gets the new one only. Raises NothingCorrected,
    NoticeMoved, NothingToSend, NoticeTooLong.
    """
    form = await read_correction(db, member, draft_id, version)
    notice = await _correctable(db, member, form.was.id)
    if notice.version != form.was.version:
        raise NoticeMoved(form.was.id)
    if not form.is_changed:
        raise NothingCorrected
    check_content(form.content, _head(form.was, now))
    db.add(
        NoticeVersion(
            notice_id=form.was.id,
            version=notice.version,
            words=notice.words,
            content=notice.content,
            corrected_by=member.id,
            corrected_at=now,
            tells=form.tells,
        )
    )
    before = {"version": notice.version, "words": notice.words}
    notice.version += 1
    notice.words = form.content.to_list
    notice.content = content_to_json(form.content)
    notice.followed_to = 0
    after = {"version": notice.version, "words": notice.words, "tells": form.tells}
    note(db, member, "notice corrected", str(notice.number), now=now, before=before, after=after)
    await close_form(db, form.draft)
    return form.was.id


async def withdraw_notice(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> None:
    """Take a notice back from whoever has it; nobody else gets it. Raises NotAllowed,
    NoticeMoved."""
    notice = await _correctable(db, member, notice_id)
    notice.withdrawn_at, notice.withdrawn_by = now, member.id
    notice.followed_to = 0
    if notice.state in GOING_ON:
        notice.state, notice.fanned_to = NoticeState.STOPPED, None
    note(db, member, "notice withdrawn", str(notice.number), now=now)


async def send_to_failed(db: AsyncSession, member: Member, notice_id: int, now: datetime) -> int:
    """Try again with everybody it failed with, but for those who have blocked the bot; how many.

    Raises NotAllowed, NoticeMoved.
    """
    notice = await held_notice(db, member, notice_id, NoticeState.DONE, NoticeState.STOPPED)
    count = await requeue_failed(db, notice_id, notice.organisation_id)
    if count:
        if notice.withdrawn_at is None:
            notice.state, notice.ended_at = NoticeState.SENDING, None
        after = {"count": count}
        note(db, member, "notice sent again", str(notice.number), now=now, after=after)
    return count


async def _correctable(db: AsyncSession, member: Member, notice_id: int) -> Notice:
    notice = await held_notice(db, member, notice_id, *BEGUN)
    if notice.withdrawn_at is not None:
        raise NoticeMoved(notice_id)
    return notice


async def _form(db: AsyncSession, member: Member, draft: Draft) -> CorrectionForm:
    organisation_id, _, notice_id = draft.subject.partition("-")
    own = str(check_officer(member).organisation_id)
    if draft.form is not Form.CORRECTION or organisation_id != own:
        raise StaleForm
    notice = await own_notice(db, member, int(notice_id))
    if notice.text.version != draft.answers.get("version") or notice.withdrawn_at is not None:
        raise NoticeMoved(notice.id)
    return CorrectionForm(
        draft=draft,
        was=notice.text,
        content=content_of_json(draft.answers["content"]),
        tells=bool(draft.answers["tells"]),
        group=str(draft.answers.get("group", "")),
        shown=tuple(draft.answers.get("shown", [])),
    )


def corrected_text(form: CorrectionForm, now: datetime) -> NoticeText:
    """The new version as it would look; its buttons belong to no notice yet."""
    version = form.was.version + 1
    return replace(form.was, id=0, content=form.content, version=version, corrected_at=now)


def _head(was: NoticeText, now: datetime) -> int:
    return frame_length(replace(was, corrected_at=now))


async def old_versions(
    db: AsyncSession, member: Member, notice_id: int
) -> list[tuple[int, str, datetime]]:
    """The versions before the one in force, the newest first: number, words, until when it
    stood. Raises NotAllowed."""
    await own_notice(db, member, notice_id)
    rows = await db.exec(
        select(NoticeVersion.version, NoticeVersion.words, NoticeVersion.corrected_at)
        .where(col(NoticeVersion.notice_id) == notice_id)
        .order_by(col(NoticeVersion.version).desc())
    )
    return list(rows.all())
