"""Queries on the questions that officers have answered for everybody."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.known_questions import KnownQuestionView
from storage.tables import KnownQuestion, Member, Organisation


async def questions_of(db: AsyncSession, organisation_id: int) -> dict[int, str]:
    """What an organisation has an answer to: the questions by id, the newest first."""
    columns = select(KnownQuestion.id, KnownQuestion.question)
    own = columns.where(col(KnownQuestion.organisation_id) == organisation_id)
    rows = await db.exec(own.order_by(col(KnownQuestion.id).desc()))
    return {id_: question for id_, question in rows if id_ is not None}


async def view_by_id(db: AsyncSession, question_id: int) -> KnownQuestionView | None:
    """One of them with its answer; None when it is not there."""
    rows = await db.exec(
        select(KnownQuestion, Organisation.name, Member.name)
        .join(Organisation, col(Organisation.id) == col(KnownQuestion.organisation_id))
        .join(Member, col(Member.id) == col(KnownQuestion.answered_by))
        .where(col(KnownQuestion.id) == question_id)
    )
    found = rows.first()
    if found is None:
        return None
    row, organisation, member = found
    return KnownQuestionView(
        id=question_id,
        organisation_id=row.organisation_id,
        organisation=organisation,
        question=row.question,
        answer=row.answer,
        member=member,
        answered_at=row.answered_at,
    )


async def id_of_folded(db: AsyncSession, organisation_id: int, folded: str) -> int | None:
    """The one an organisation keeps under this very question."""
    same = (
        col(KnownQuestion.organisation_id) == organisation_id,
        col(KnownQuestion.folded) == folded,
    )
    return (await db.exec(select(KnownQuestion.id).where(*same))).first()


async def id_of_thread(db: AsyncSession, contribution_id: int) -> int | None:
    """The one that was made of the thread under a contribution."""
    made = col(KnownQuestion.contribution_id) == contribution_id
    return (await db.exec(select(KnownQuestion.id).where(made))).first()
