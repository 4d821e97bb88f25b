"""Alembic's entry: it runs on the connection that storage.schema hands over."""

from typing import Literal

from alembic import context
from sqlalchemy import JSON
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - registers the tables
from storage.columns import Choice, Moment, Words

PLAIN = {
    Moment: "sa.DateTime(timezone=True)",
    Words: "sa.Text()",
    Choice: "sa.String(32)",
    JSON: "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')",
}


def render_item(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our column types as the plain ones below them: a migration outlives our code."""
    return PLAIN.get(type(item), False) if kind == "type" else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    # SQLite alters tables by making them anew.
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
