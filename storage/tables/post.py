"""What came in and is not done, what we owe people, and what an officer broadcasts."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, UniqueConstraint, text

from bot.rules.notices import NoticeState
from bot.rules.outbox import Lane, OutboxState
from storage.columns import Choice, Document, Moment, Words


class InboxUpdate(SQLModel, table=True):
    """An update Telegram was told we have; `done_at` is set with the action it caused."""

    __table_args__ = (
        Index(
            "ix_inbox_waiting",
            "update_id",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    body: dict[str, Any] = Field(sa_type=Document)
    received_at: datetime = Field(sa_type=Moment)
    attempts: int = Field(default=0)
    done_at: datetime | None = Field(default=None, sa_type=Moment)


class OutboxMessage(SQLModel, table=True):
    """A message we owe one person: its name and values, worded when it is claimed.

    `key` makes owing it twice impossible. `possibly_repeated` marks one whose sending was cut
    off by a crash, so that it may have arrived before. `due_at` and `sent_at` are campaign time;
    `claimed_at` and `retry_at` are the time of the machine, for leases and waits must not move
    with a rehearsal's clock.
    """

    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "lane",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'claimed')"),
            postgresql_where=text("state IN ('waiting', 'claimed')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    lane: Lane = Field(sa_type=Choice(Lane))
    member_id: int = Field(foreign_key="member.id", index=True)
    message: str = Field(sa_type=Words)
    details: dict[str, Any] = Field(sa_type=Document)
    key: str | None = Field(default=None, sa_type=Words, unique=True)
    notice_id: int | None = Field(default=None, foreign_key="notice.id", index=True)
    state: OutboxState = Field(default=OutboxState.WAITING, sa_type=Choice(OutboxState))
    due_at: datetime = Field(sa_type=Moment)
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    retry_at: datetime | None = Field(default=None, sa_type=Moment)
    attempts: int = Field(default=0)
    possibly_repeated: bool = Field(default=False)
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    telegram_message_id: int | None = Field(default=None, sa_type=BigInteger)
    error: str = Field(default="", sa_type=Words)


class Reminder(SQLModel, table=True):
    """A rung of the ladder that came due for a seat. The key makes planning repeatable."""

    __table_args__ = (UniqueConstraint("obligation_id", "deadline_on", "seat_id", "rung"),)

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id")
    deadline_on: date
    seat_id: int = Field(foreign_key="seat.id", index=True)
    rung: int
    owed_on: date = Field(index=True)


class PutOff(SQLModel, table=True):
    """«Để mai nhắc»: a person asked for the reminder to come again on a later day."""

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    until_on: date


class Notice(SQLModel, table=True):
    """A text an officer sends to an audience. Recorded once, fanned out into the outbox."""

    __table_args__ = (UniqueConstraint("organisation_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    number: int
    sender_id: int = Field(foreign_key="member.id")
    words: str = Field(sa_type=Words)
    audience: dict[str, Any] = Field(sa_type=Document)
    state: NoticeState = Field(sa_type=Choice(NoticeState))
    sent_at: datetime = Field(sa_type=Moment)
    progress_message_id: int | None = Field(default=None, sa_type=BigInteger)
