"""Keeping two people from changing one thing at once."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession


async def hold(db: AsyncSession, table: type[SQLModel], id_: int | None) -> None:
    """Let others wait who would hold this row, until the transaction ends.

    To be called before looking at what is about to change: whoever waited then sees what the
    other did. On SQLite a transaction has the whole database to itself anyway.
    """
    row = SQLModel.metadata.tables[str(table.__tablename__)]
    # NO KEY: rows that refer to this one may still be added meanwhile.
    await db.exec(select(row.c.id).where(row.c.id == id_).with_for_update(key_share=True))


def is_doubled(error: IntegrityError) -> bool:
    """Whether it says that somebody else put the same thing there a moment ago."""
    is_unique_violation = getattr(error.orig, "sqlstate", None) == "23505"
    return is_unique_violation or "UNIQUE constraint failed" in str(error.orig)
