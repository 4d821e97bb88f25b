"""Questions answered for everybody, when an organisation becomes a part of another."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.folding import fold
from bot.rules.uniting import free_name
from storage.known_questions import questions_of
from storage.tables import KnownQuestion


async def move_known_questions(db: AsyncSession, of_id: int, into_id: int, of: str) -> None:
    """Let them be the other organisation's; one that both have says whose it was behind it.

    Both answers stay, and whoever asks is shown both questions to choose from.
    """
    taken = {fold(question) for question in (await questions_of(db, into_id)).values()}
    own = select(KnownQuestion).where(col(KnownQuestion.organisation_id) == of_id)
    for row in (await db.exec(own.order_by(col(KnownQuestion.id)))).all():
        row.question = free_name(row.question, of, taken)
        row.folded = fold(row.question)
        row.organisation_id = into_id
        taken.add(row.folded)
    await db.flush()
