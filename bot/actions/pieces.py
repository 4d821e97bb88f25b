"""Texts too long for their field, which phones send in pieces: no piece passes for the whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.contributions import Refused
from bot.rules.dialogues import AnswerTooLong, Draft, NoRoomLeft
from storage.locking import hold
from storage.tables import Dialogue

REFUSED = "refused"


@contextmanager
def below_words(before: str) -> Iterator[None]:
    """Tell of words too long for what stands above them that those above are kept."""
    try:
        yield
    except AnswerTooLong as error:
        if before.strip():
            raise NoRoomLeft(error.length, error.most) from None
        raise


def check_piece(draft: Draft, text: str, message_id: int, most: int) -> None:
    """Raise AnswerTooLong for the next piece of a text that was refused to the same person."""
    if found := draft.answers.get(REFUSED, {}).get(str(draft.member_id)):
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
        refused = row.answers.get(REFUSED, {})
        own = {str(draft.member_id): [message_id, error.length]}
        row.answers = {**row.answers, REFUSED: {**refused, **own}}
