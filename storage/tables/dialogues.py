"""Half-filled forms."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.dialogues import Form
from storage.columns import Choice, Document, Moment, Words


class Dialogue(SQLModel, table=True):
    """A form someone is filling in: a row, never memory, so that a restart loses nothing.

    `subject` tells forms of one kind apart (an obligation's number, "" where one is enough).
    Only the `active` one receives what is typed; the others wait.
    """

    __table_args__ = (UniqueConstraint("member_id", "form", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    form: Form = Field(sa_type=Choice(Form))
    subject: str = Field(default="", sa_type=Words)
    step: str = Field(sa_type=Words)
    answers: dict[str, Any] = Field(sa_type=Document)
    version: int = Field(default=1)
    active: bool = Field(default=True)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    updated_at: datetime = Field(sa_type=Moment)
