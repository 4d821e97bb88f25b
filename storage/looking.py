"""Narrow reads: statements built once and rows instead of entities, for what is read all the time.

Building a statement costs several times what SQLite needs to answer it, and an entity as much
again.
"""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Executable, Row
from sqlmodel.ext.asyncio.session import AsyncSession

AnyRow = Row[*tuple[Any, ...]]


async def look(db: AsyncSession, statement: Executable, **values: Any) -> Sequence[AnyRow]:
    """The rows of a statement that was built with `bindparam`s; what is changed is seen."""
    if db.new or db.dirty or db.deleted:
        await db.flush()
    options = {"compiled_cache": _COMPILED.setdefault(statement, _Compiled())}
    # In one step: every step of an asynchronous session costs as much as the reading itself.
    return await db.run_sync(
        lambda at: at.connection().execute(statement, values, execution_options=options).all()
    )


class _Compiled:
    """What one statement compiles to for the engine in use.

    SQLAlchemy's own cache hashes the whole statement whenever it looks for it.
    """

    def __init__(self) -> None:
        self._held: tuple[Any, Any] = None, None

    def get(self, key: tuple[Any, ...]) -> Any:
        dialect, compiled = self._held
        return compiled if dialect is key[0] else None

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        self._held = key[0], compiled


_COMPILED: WeakKeyDictionary[Executable, _Compiled] = WeakKeyDictionary()
