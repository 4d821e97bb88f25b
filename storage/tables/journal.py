"""Who changed what, and when."""

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.columns import Document, Moment, Words


class AuditEntry(SQLModel, table=True):
    """One act that changed something. `member_id` is None for the program itself."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    at: datetime = Field(sa_type=Moment)
    act: str = Field(sa_type=Words)
    subject: str = Field(sa_type=Words)
    before: dict[str, Any] | None = Field(default=None, sa_type=Document)
    after: dict[str, Any] | None = Field(default=None, sa_type=Document)
