"""Inserting what may be there already."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

Insert = postgresql.Insert | sqlite.Insert


def insert_new(db: AsyncSession, table: type[SQLModel]) -> Insert:
    """INSERT … ON CONFLICT DO NOTHING in the words of the session's engine."""
    if db.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table).on_conflict_do_nothing()
    return sqlite.insert(table).on_conflict_do_nothing()
