"""Queries on an organisation's phrases, and on the lines that were not understood there."""

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.phrases import MOST_UNHEARD, Unheard
from bot.rules.phrases import Phrase as PhraseValue
from storage.tables import Phrase, UnheardLine


async def phrases_of(db: AsyncSession, organisation_id: int) -> list[PhraseValue]:
    """What officers said, in order."""
    rows = await phrase_rows(db, organisation_id)
    return [PhraseValue(row.id or 0, row.typed, row.words, row.means) for row in rows]


async def phrase_rows(db: AsyncSession, organisation_id: int) -> list[Phrase]:
    """The rows, in order."""
    own = select(Phrase).where(col(Phrase.organisation_id) == organisation_id)
    return list((await db.exec(own.order_by(col(Phrase.id)))).all())


async def unheard_of(db: AsyncSession, organisation_id: int) -> list[Unheard]:
    """What was not understood, the newest first."""
    rows = await unheard_rows(db, organisation_id)
    return [Unheard(row.id or 0, row.line, row.times) for row in rows]


async def unheard_rows(db: AsyncSession, organisation_id: int) -> list[UnheardLine]:
    """The rows, the newest first."""
    own = select(UnheardLine).where(col(UnheardLine.organisation_id) == organisation_id)
    newest = own.order_by(col(UnheardLine.last_at).desc(), col(UnheardLine.id).desc())
    return list((await db.exec(newest)).all())


async def keep_newest(db: AsyncSession, organisation_id: int) -> None:
    """Forget the lines beyond the number that is kept."""
    rows = await unheard_rows(db, organisation_id)
    old = [row.id for row in rows[MOST_UNHEARD:]]
    if old:
        await db.exec(delete(UnheardLine).where(col(UnheardLine.id).in_(old)))
