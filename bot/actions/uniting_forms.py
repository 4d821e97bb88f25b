"""Half-filled forms that are about an organisation as such, when it becomes a part of another."""

from sqlalchemy import delete, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.rules.dialogues import Form
from storage.tables import Dialogue

OF_AN_ORGANISATION = (Form.ACCESS, Form.NOTICE, Form.UNIT_SHEET, Form.KNOWN_QUESTION)
"""The forms whose subject is the organisation, or begins with it."""


async def forms_in_the_way(db: AsyncSession, of_id: int, into_id: int) -> list[int]:
    """The forms, by id, that give way to a newer one that the same person has begun."""
    there = {(row.member_id, row.form, row.subject): row for row in await _forms(db, into_id)}
    older = []
    for row in await _forms(db, of_id):
        same = there.get((row.member_id, row.form, _moved(row.subject, into_id)))
        if same is not None:
            first = same if same.updated_at < row.updated_at else row
            assert first.id is not None
            older.append(first.id)
    return older


async def move_forms(db: AsyncSession, of_id: int, into_id: int) -> None:
    """Let the forms be about the other organisation; the older of two gives way."""
    older = await forms_in_the_way(db, of_id, into_id)
    await db.exec(delete(Dialogue).where(col(Dialogue.id).in_(older)))
    for row in await _forms(db, of_id):
        row.subject = _moved(row.subject, into_id)
    await db.flush()


async def _forms(db: AsyncSession, organisation_id: int) -> list[Dialogue]:
    subject = col(Dialogue.subject)
    about = or_(subject == str(organisation_id), subject.startswith(f"{organisation_id}-"))
    rows = await db.exec(select(Dialogue).where(col(Dialogue.form).in_(OF_AN_ORGANISATION), about))
    return list(rows.all())


def _moved(subject: str, into_id: int) -> str:
    _, dash, rest = subject.partition("-")
    return f"{into_id}{dash}{rest}"
