"""The form in which an officer keeps an answer for everybody, or changes one that is kept.

It begins empty, with a thread's question and answer, or with what is kept; nothing of it is read
by anybody else before it is saved. Answers: `question`, `answer`, and `was_question`, `was_answer`
as they stood when the form began. The subject is the organisation, "keep-" with a contribution, or
"change-" with a known question.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.contributions import read_contribution
from bot.actions.dialogues import change_form, close_form, open_form, read_form
from bot.actions.known_questions import change_known, check_question, keep_question, read_known
from bot.actions.pieces import below_words, check_piece
from bot.rules.contributions import check_body
from bot.rules.dialogues import Draft, Form, StaleForm
from bot.rules.known_questions import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    KnownQuestionView,
    private_parts,
)
from bot.rules.members import Member, check_officer

QUESTION, ANSWER, REVIEW = "question", "answer", "review"
KEEP, CHANGE = "keep", "change"


@dataclass(frozen=True, slots=True)
class KnownForm:
    """The form as it stands; `asks` is what it waits for, `private` what should be taken out."""

    draft: Draft
    private: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        return str(self.draft.answers.get(QUESTION, ""))

    @property
    def answer(self) -> str:
        return str(self.draft.answers.get(ANSWER, ""))

    @property
    def asks(self) -> str:
        return self.draft.step


async def start_adding(db: AsyncSession, member: Member, now: datetime) -> KnownForm:
    """Begin a question typed by hand, or go on. Raises NotAllowed."""
    organisation_id = check_officer(member).organisation_id
    draft = await open_form(
        db, member, Form.KNOWN_QUESTION, QUESTION, now, subject=str(organisation_id)
    )
    return await _at(db, member, draft, _next(draft.answers), now)


async def start_keeping(
    db: AsyncSession, member: Member, contribution_id: int, now: datetime
) -> KnownForm:
    """Begin with what a unit asked and an officer answered, or go on. Raises NotAllowed."""
    check_officer(member)
    view = await read_contribution(db, member, contribution_id)
    answers = {QUESTION: " ".join(view.words.split()), ANSWER: view.last_answer}
    subject = f"{KEEP}-{contribution_id}"
    draft = await open_form(
        db, member, Form.KNOWN_QUESTION, REVIEW, now, subject=subject, answers=answers
    )
    return await _at(db, member, draft, _next(draft.answers), now)


async def start_changing(
    db: AsyncSession, member: Member, question_id: int, field: str, now: datetime
) -> KnownForm:
    """Begin to change a field of what is kept. Raises NotAllowed, StaleForm."""
    check_officer(member)
    view = await read_known(db, member, question_id)
    kept = {QUESTION: view.question, ANSWER: view.answer}
    subject = f"{CHANGE}-{question_id}"
    draft = await open_form(
        db, member, Form.KNOWN_QUESTION, _field(field), now, subject=subject, answers=_begun(kept)
    )
    # Left half-filled, it holds what a colleague may have changed since.
    untouched = [name for name in kept if draft.answers[name] == draft.answers[f"was_{name}"]]
    fresh = _begun({name: kept[name] for name in untouched})
    draft = await change_form(db, draft, now, step=field, answers=fresh)
    return await _form(db, member, draft)


async def read_known_form(db: AsyncSession, member: Member, draft_id: int) -> KnownForm:
    """The officer's form. Raises NotAllowed, StaleForm."""
    return await _form(db, member, await _own(db, member, draft_id))


async def go_to_field(
    db: AsyncSession, member: Member, draft_id: int, field: str, now: datetime
) -> KnownForm:
    """Ask for the question or the answer anew; with "", on to what is still open, or the review."""
    draft = await _own(db, member, draft_id)
    step = _field(field) if field else _next(draft.answers)
    return await _at(db, member, draft, step, now)


async def take_words(
    db: AsyncSession, member: Member, draft_id: int, text: str, message_id: int, now: datetime
) -> KnownForm:
    """What was typed: the field asked for; at the review more of the answer.

    Raises EmptyAnswer, AnswerTooLong.
    """
    draft = await _own(db, member, draft_id)
    if draft.step == QUESTION:
        check_piece(draft, text, message_id, QUESTION_LENGTH)
        answers = {QUESTION: check_question(text)}
    else:
        check_piece(draft, text, message_id, ANSWER_LENGTH)
        said = check_body(text, ANSWER_LENGTH)
        before = str(draft.answers.get(ANSWER, "")) if draft.step == REVIEW else ""
        with below_words(before):
            answers = {ANSWER: check_body(f"{before}\n{said}", ANSWER_LENGTH)}
    step = _next(draft.answers | answers)
    return await _form(db, member, await change_form(db, draft, now, step=step, answers=answers))


async def save(
    db: AsyncSession, member: Member, draft_id: int, version: int, now: datetime
) -> KnownQuestionView:
    """Let everybody of the organisation have it, and close the form.

    Of what is kept only the field that was changed here is changed: a colleague may have changed
    the other. Raises NotAllowed, StaleForm, AlreadyKnown.
    """
    draft = await _own(db, member, draft_id, version)
    if _next(draft.answers) != REVIEW:
        raise StaleForm
    act, id_ = _subject(draft)
    question, answer = draft.answers[QUESTION], draft.answers[ANSWER]
    if act == CHANGE:
        changed = {
            name: draft.answers[name]
            for name in (QUESTION, ANSWER)
            if draft.answers[name] != draft.answers.get(f"was_{name}")
        }
        view = await change_known(db, member, id_, now, **changed)
    else:
        thread = id_ if act == KEEP else None
        view = await keep_question(db, member, question, answer, now, contribution_id=thread)
    await close_form(db, draft)
    return view


async def _own(
    db: AsyncSession, member: Member, draft_id: int, version: int | None = None
) -> Draft:
    """The officer's form, if they speak from the organisation it was begun in."""
    draft = await read_form(db, member, draft_id, version)
    if draft.form is not Form.KNOWN_QUESTION:
        raise StaleForm
    act, id_ = _subject(draft)
    if act == KEEP:
        check_officer(member)
        await read_contribution(db, member, id_)
    elif act == CHANGE:
        check_officer(member)
        await read_known(db, member, id_)
    else:
        check_officer(member, id_)
    return draft


async def _at(
    db: AsyncSession, member: Member, draft: Draft, step: str, now: datetime
) -> KnownForm:
    if draft.step != step:
        draft = await change_form(db, draft, now, step=step)
    return await _form(db, member, draft)


async def _form(db: AsyncSession, member: Member, draft: Draft) -> KnownForm:
    act, id_ = _subject(draft)
    if act != KEEP:
        return KnownForm(draft)
    view = await read_contribution(db, member, id_)
    form = KnownForm(draft)
    private = private_parts(form.question, form.answer, view.unit, view.member)
    return replace(form, private=private)


def _next(answers: dict[str, str]) -> str:
    """What is still to be typed, or to be put more shortly, else the review."""
    if not 0 < len(answers.get(QUESTION, "")) <= QUESTION_LENGTH:
        return QUESTION
    return REVIEW if answers.get(ANSWER) else ANSWER


def _begun(kept: dict[str, str]) -> dict[str, str]:
    """What is kept, and once more as it was, to tell what will have been changed."""
    return {**kept, **{f"was_{name}": words for name, words in kept.items()}}


def _field(field: str) -> str:
    if field not in (QUESTION, ANSWER):
        raise StaleForm
    return field


def _subject(draft: Draft) -> tuple[str, int]:
    """What the form does, and with which thread or question; "" with the organisation to add."""
    act, _, id_ = draft.subject.rpartition("-")
    return act, int(id_)
