"""Narrow reads: statements built once and rows instead of entities, for what is read all the time.

Building a statement costs several times what SQLite needs to answer it, and an entity as much
again.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Row
from sqlmodel.ext.asyncio.session import AsyncSession

AnyRow = Row[*tuple[Any, ...]]


async def look(db: AsyncSession, statement: Executable, **values: Any) -> Sequence[AnyRow]:
    """The rows of a statement that was built with `bindparam`s; what is changed is seen."""
    if db.new or db.dirty or db.deleted:
        await db.flush()
    # In one step: every step of an asynchronous session costs as much as the reading itself.
    return await db.run_sync(lambda at: at.connection().execute(statement, values).all())
