"""Texts too long for their field, which phones send in pieces: no piece passes for the whole."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.contributions import Refused
from bot.rules.dialogues import AnswerTooLong, Draft
from storage.locking import hold
from storage.tables import Dialogue

REFUSED = "refused"


def check_piece(draft: Draft, text: str, message_id: int, most: int) -> None:
    """Raise AnswerTooLong for the next piece of a text that was refused."""
    if found := draft.answers.get(REFUSED):
        refused = Refused(*found)
        if refused.continues(message_id):
            raise AnswerTooLong(refused.length + len(text), most)


async def remember_refused(
    db: AsyncSession, draft: Draft, message_id: int, error: AnswerTooLong
) -> None:
    """Keep which message was refused, beside the form: its buttons stay good."""
    await hold(db, Dialogue, draft.id)
    row = await db.get(Dialogue, draft.id, populate_existing=True)
    if row is not None:
        row.answers = {**row.answers, REFUSED: [message_id, error.length]}
