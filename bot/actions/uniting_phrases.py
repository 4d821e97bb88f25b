"""The words of an organisation that becomes a part of another."""

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.phrases import keep_newest, phrase_rows, unheard_rows


async def move_phrases(db: AsyncSession, of_id: int, into_id: int) -> None:
    """Let phrases mean there what they meant; where both have one, the other organisation's stays.

    So with the lines that were not understood, of which the newest of both are kept.
    """
    for rows in (phrase_rows, unheard_rows):
        there = {row.words for row in await rows(db, into_id)}
        for row in await rows(db, of_id):
            if row.words in there:
                await db.delete(row)
            else:
                row.organisation_id = into_id
    await db.flush()
    await keep_newest(db, into_id)
