"""Half-filled forms."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.dialogues import Form
from storage.columns import Choice, Document, Moment, Words


class Dialogue(SQLModel, table=True):
    """A form being filled in: a row, never memory, so that a restart loses nothing.

    It belongs to a person (`member_id`), or to a unit and so to everyone who speaks for it
    (`unit_id`): never to both. `subject` tells forms of one kind apart (an obligation's number, ""
    where one is enough).
    """

    __table_args__ = (
        UniqueConstraint("member_id", "form", "subject"),
        UniqueConstraint("unit_id", "form", "subject"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    unit_id: int | None = Field(default=None, foreign_key="unit.id", index=True)
    form: Form = Field(sa_type=Choice(Form))
    subject: str = Field(default="", sa_type=Words)
    answers: dict[str, Any] = Field(sa_type=Document)
    version: int = Field(default=1)
    updated_at: datetime = Field(sa_type=Moment)


class Place(SQLModel, table=True):
    """Where one person is in a form: the question they see, the message that shows it.

    Only the `active` place receives what they type; the others wait.
    """

    dialogue_id: int = Field(primary_key=True, foreign_key="dialogue.id", ondelete="CASCADE")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    step: str = Field(sa_type=Words)
    active: bool = Field(default=True)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
