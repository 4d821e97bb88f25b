"""Column types that keep the database honest: aware moments, composed text, choices as words."""

import unicodedata
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, String, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

Chosen = TypeVar("Chosen", bound=StrEnum)

Document = JSON().with_variant(JSONB(), "postgresql")
"""A JSON value; on PostgreSQL the binary kind."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. A naive one is refused: it would be a guess."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Words(TypeDecorator[str]):
    """Text composed to NFC on its way in, so that equal words are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        # PostgreSQL refuses NUL in text, SQLite would cut the value there.
        return unicodedata.normalize("NFC", value).replace("\x00", "")


class Choice(TypeDecorator[Chosen]):
    """A StrEnum stored as its word, readable in any database client."""

    impl = String
    cache_ok = True

    def __init__(self, choices: type[Chosen]) -> None:
        super().__init__(32)
        self.choices = choices

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.choices(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> Chosen | None:
        return None if value is None else self.choices(value)
