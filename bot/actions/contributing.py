"""The form of a contribution: its answers kept one by one until it is sent.

Answers: `title`, `person` and `words` as far as they are given, "" where skipped. The form is its
writer's own, for one unit and one kind.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.dialogues import change_form, open_form, read_form
from bot.actions.pieces import check_piece
from bot.rules.contributions import (
    FIELDS,
    MOST,
    SKIPPABLE,
    ContributionDraft,
    ContributionKind,
    Field,
    check_body,
)
from bot.rules.dialogues import Draft, Form, StaleForm, check_words
from bot.rules.members import Member, check_manager

REVIEW = "review"


@dataclass(frozen=True, slots=True)
class ContributionForm:
    """The form as it stands; `asks` is the question it is at, None at the review."""

    draft: Draft
    content: ContributionDraft
    asks: Field | None


async def start_contribution(
    db: AsyncSession, member: Member, kind: ContributionKind, now: datetime, words: str = ""
) -> ContributionForm:
    """Open the form of a kind for the member's unit, as it was left or empty.

    `words` typed before it was open join those it holds. Raises AnswerTooLong.
    """
    _, unit_id = check_manager(member)
    draft = await open_form(
        db, member, Form.CONTRIBUTION, FIELDS[kind][0], now, subject=f"{unit_id}-{kind}"
    )
    if words and words not in draft.answers.get(Field.WORDS, ""):
        together = _together(draft, words)
        draft = await _answer(db, draft, Field.WORDS, together, now)
    return form_of(draft)


async def read_contribution_form(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> ContributionForm:
    """The member's form. Raises StaleForm when it is gone or of another unit, FormMoved."""
    _, unit_id = check_manager(member)
    draft = await read_form(db, member, draft_id, version)
    if draft.form is not Form.CONTRIBUTION or draft.unit_id != unit_id:
        raise StaleForm
    return form_of(draft)


async def take_answer(
    db: AsyncSession, member: Member, draft_id: int, text: str, message_id: int, now: datetime
) -> ContributionForm:
    """The answer to the question the form is at; at the review, more words below those there.

    Raises EmptyAnswer, AnswerTooLong.
    """
    form = await read_contribution_form(db, member, draft_id)
    field = form.asks or Field.WORDS
    check_piece(form.draft, text, message_id, MOST[field])
    if form.asks is None:
        answer = _together(form.draft, check_body(text, MOST[field]))
    elif field is Field.WORDS:
        answer = check_body(text, MOST[field])
    else:
        answer = check_words(text, MOST[field])
    return form_of(await _answer(db, form.draft, field, answer, now))


async def skip_field(
    db: AsyncSession, member: Member, draft_id: int, field: Field, now: datetime
) -> ContributionForm:
    """Leave a field empty. Raises StaleForm for one that must be answered."""
    form = await read_contribution_form(db, member, draft_id)
    if (form.content.kind, field) not in SKIPPABLE:
        raise StaleForm
    return form_of(await _answer(db, form.draft, field, "", now))


async def go_to_field(
    db: AsyncSession, member: Member, draft_id: int, field: Field | None, now: datetime
) -> ContributionForm:
    """Ask for one field anew; with None, on to the review or the first question still open."""
    form = await read_contribution_form(db, member, draft_id)
    if field is None:
        step = _next(form.content.kind, form.draft.answers)
    elif field in FIELDS[form.content.kind]:
        step = field
    else:
        raise StaleForm
    return form_of(await change_form(db, form.draft, now, step=step))


def form_of(draft: Draft) -> ContributionForm:
    """What a draft of this form holds."""
    kind = ContributionKind(draft.subject.partition("-")[2])
    step = draft.step or _next(kind, draft.answers)
    return ContributionForm(
        draft=draft,
        content=ContributionDraft(
            kind, **{field: str(draft.answers.get(field, "")) for field in Field}
        ),
        asks=Field(step) if step in FIELDS[kind] else None,
    )


async def _answer(
    db: AsyncSession, draft: Draft, field: Field, answer: str, now: datetime
) -> Draft:
    answers = {**draft.answers, str(field): answer}
    step = _next(ContributionKind(draft.subject.partition("-")[2]), answers)
    return await change_form(db, draft, now, step=step, answers={str(field): answer})


def _next(kind: ContributionKind, answers: dict[str, str]) -> str:
    """The first question without an answer, else the review."""
    return next((field for field in FIELDS[kind] if field not in answers), REVIEW)


def _together(draft: Draft, words: str) -> str:
    before = str(draft.answers.get(Field.WORDS, ""))
    return check_body(f"{before}\n{words}", MOST[Field.WORDS])
