"""What officers broadcast, in every version, and who said to have received it."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.notices import NoticeState
from storage.columns import Choice, Document, Moment, Words


class Notice(SQLModel, table=True):
    """What an officer sends to an audience. Recorded once, fanned out into the outbox.

    `words` are its text without formatting, `content` all of it; `version` rises with every
    correction. `due_at` is when a scheduled one goes out, `sent_at` when it began to (or was
    scheduled); `fanned_to` is the last member it has been owed to while that is going on, None
    before and after. `followed_to` is the last of its messages that a correction or withdrawal has
    been owed after, likewise. Progress is shown in a message of one officer's chat. One of an
    organisation that was merged since was `number_then` of `issuer_id`.
    """

    __table_args__ = (UniqueConstraint("organisation_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    number: int
    sender_id: int = Field(foreign_key="member.id")
    words: str = Field(sa_type=Words)
    audience: dict[str, Any] = Field(sa_type=Document)
    state: NoticeState = Field(sa_type=Choice(NoticeState))
    sent_at: datetime = Field(sa_type=Moment)
    progress_member_id: int | None = Field(default=None, foreign_key="member.id")
    progress_message_id: int | None = Field(default=None, sa_type=BigInteger)
    content: dict[str, Any] | None = Field(default=None, sa_type=Document)
    version: int = Field(default=1)
    asks_receipt: bool = Field(default=False)
    due_at: datetime | None = Field(default=None, sa_type=Moment)
    fanned_to: int | None = None
    followed_to: int | None = None
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_at: datetime | None = Field(default=None, sa_type=Moment)
    withdrawn_by: int | None = Field(default=None, foreign_key="member.id")
    issuer_id: int | None = Field(default=None, foreign_key="organisation.id")
    number_then: int | None = None


class NoticeUnit(SQLModel, table=True):
    """A unit a notice was for when it was sent, whether or not anybody speaks for it."""

    notice_id: int = Field(primary_key=True, foreign_key="notice.id")
    unit_id: int = Field(primary_key=True, foreign_key="unit.id", index=True)


class NoticeVersion(SQLModel, table=True):
    """A notice as it stood before a correction took its place.

    `tells` when everybody who had it is told of the correction, not only those who had
    acknowledged it.
    """

    __table_args__ = (UniqueConstraint("notice_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id")
    version: int
    words: str = Field(sa_type=Words)
    content: dict[str, Any] | None = Field(default=None, sa_type=Document)
    corrected_by: int = Field(foreign_key="member.id")
    corrected_at: datetime = Field(sa_type=Moment)
    tells: bool = Field(default=False)


class Acknowledgement(SQLModel, table=True):
    """«Đã nhận»: a person said to have received a notice, in this version of it."""

    notice_id: int = Field(primary_key=True, foreign_key="notice.id")
    member_id: int = Field(primary_key=True, foreign_key="member.id", index=True)
    version: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)


class SavedAudience(SQLModel, table=True):
    """An audience kept under a name, to be written to again."""

    __table_args__ = (UniqueConstraint("organisation_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    name: str = Field(sa_type=Words)
    folded: str = Field(sa_type=Words)
    audience: dict[str, Any] = Field(sa_type=Document)
    made_by: int = Field(foreign_key="member.id")
    made_at: datetime = Field(sa_type=Moment)
