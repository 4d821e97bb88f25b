"""Questions that officers have answered for everybody: kept, changed, deleted, found again."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.asking import alike
from bot.rules.contributions import check_body
from bot.rules.dialogues import StaleForm, check_words
from bot.rules.folding import fold
from bot.rules.known_questions import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    AlreadyKnown,
    KnownQuestionView,
)
from bot.rules.members import Member, NotAllowed, check_officer
from storage.known_questions import id_of_folded, id_of_thread, questions_of, view_by_id
from storage.locking import hold
from storage.tables import KnownQuestion, Organisation


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept on a line: the answer, or the questions it may have asked, best first."""

    surely: KnownQuestionView | None = None
    perhaps: tuple[tuple[int, str], ...] = ()


async def known_questions(db: AsyncSession, member: Member) -> list[tuple[int, str]]:
    """The questions of the officer's organisation by id, the newest first. Raises NotAllowed."""
    return list((await questions_of(db, check_officer(member).organisation_id)).items())


async def read_known(db: AsyncSession, member: Member, question_id: int) -> KnownQuestionView:
    """One of the member's organisation. Raises NotAllowed; StaleForm when it was deleted."""
    if member.post is None:
        raise NotAllowed
    view = await view_by_id(db, question_id)
    if view is None:
        raise StaleForm
    if view.organisation_id != member.post.organisation_id:
        raise NotAllowed
    return view


async def find_known(db: AsyncSession, member: Member, text: str) -> Found:
    """What the officers of the member's organisation have answered to such a line before."""
    if member.post is None:
        return Found()
    kept = await questions_of(db, member.post.organisation_id)
    found = alike(text, kept)
    surely = await view_by_id(db, found.surely) if found.surely is not None else None
    return Found(surely, tuple((id_, kept[id_]) for id_ in found.perhaps))


async def keep_question(
    db: AsyncSession,
    member: Member,
    question: str,
    answer: str,
    now: datetime,
    *,
    contribution_id: int | None = None,
) -> KnownQuestionView:
    """Keep an answer for everybody of the organisation.

    Raises NotAllowed, AlreadyKnown, EmptyAnswer, AnswerTooLong.
    """
    post = check_officer(member)
    asked, said = check_question(question), check_body(answer, ANSWER_LENGTH)
    await hold(db, Organisation, post.organisation_id)
    made = await id_of_thread(db, contribution_id) if contribution_id is not None else None
    if known := made or await id_of_folded(db, post.organisation_id, fold(asked)):
        raise AlreadyKnown(known)
    row = KnownQuestion(
        organisation_id=post.organisation_id,
        question=asked,
        folded=fold(asked),
        answer=said,
        answered_by=member.id,
        answered_at=now,
        contribution_id=contribution_id,
    )
    db.add(row)
    await db.flush()
    assert row.id is not None
    note(db, member, "known question kept", asked, now=now, after={"answer": said})
    return await read_known(db, member, row.id)


async def change_known(
    db: AsyncSession,
    member: Member,
    question_id: int,
    now: datetime,
    *,
    question: str | None = None,
    answer: str | None = None,
) -> KnownQuestionView:
    """Put the question or the answer otherwise. Raises as keeping one does, and StaleForm.

    The day of the answer is that of its words: another question above them leaves it.
    """
    row = await _own(db, member, question_id)
    if question is not None and (asked := check_question(question)) != row.question:
        known = await id_of_folded(db, row.organisation_id, fold(asked))
        if known not in (None, question_id):
            raise AlreadyKnown(known)
        before = {"question": row.question}
        note(db, member, "known question changed", asked, now=now, before=before)
        row.question, row.folded = asked, fold(asked)
    if answer is not None and (said := check_body(answer, ANSWER_LENGTH)) != row.answer:
        before, after = {"answer": row.answer}, {"answer": said}
        act = "known question answered anew"
        note(db, member, act, row.question, now=now, before=before, after=after)
        row.answer, row.answered_by, row.answered_at = said, member.id, now
    await db.flush()
    return await read_known(db, member, question_id)


async def forget_known(db: AsyncSession, member: Member, question_id: int, now: datetime) -> None:
    """Answer with it no more; the journal keeps its words. Raises NotAllowed, StaleForm."""
    row = await _own(db, member, question_id)
    before = {"answer": row.answer}
    note(db, member, "known question deleted", row.question, now=now, before=before)
    await db.delete(row)


async def known_from(db: AsyncSession, member: Member, contribution_id: int) -> int | None:
    """The one that was made of a thread of the officer's organisation. Raises NotAllowed."""
    check_officer(member)
    return await id_of_thread(db, contribution_id)


def check_question(text: str) -> str:
    """A question, tidy, on one line. Raises EmptyAnswer, also without a letter, AnswerTooLong."""
    return check_words(check_body(text, max(len(text), 1)), QUESTION_LENGTH)


async def _own(db: AsyncSession, member: Member, question_id: int) -> KnownQuestion:
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    row = await db.get(KnownQuestion, question_id, populate_existing=True)
    if row is None:
        raise StaleForm
    if row.organisation_id != post.organisation_id:
        raise NotAllowed
    return row
