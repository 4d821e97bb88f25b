"""What came in and is not done, what we owe people, and when we were not there to hear."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger
from sqlmodel import Field, Index, SQLModel, text

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
    """A message we owe one person, or one group: its name and values, worded when it is claimed.

    `organisation_id` is whose business it is, None where it may be several's: the day's reminder.
    `key` makes owing it twice impossible. `possibly_repeated` marks one whose sending was cut
    off by a crash, so that it may have arrived before. `due_at` and `sent_at` are campaign time;
    `claimed_at` and `retry_at` are the time of the machine, for leases and waits must not move
    with a rehearsal's clock. `telegram_message_id` is what it became in Telegram,
    `other_message_ids` the rest of an album or what was sent with it; `how` tells what was done
    where that is not plainly sending, `version` which one of a notice that was corrected.
    """

    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "lane",
            "due_at",
            sqlite_where=text("state IN ('waiting', 'claimed')"),
            postgresql_where=text("state IN ('waiting', 'claimed')"),
        ),
        Index(
            "ix_outbox_failed",
            "member_id",
            sqlite_where=text("state = 'failed'"),
            postgresql_where=text("state = 'failed'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    lane: Lane = Field(sa_type=Choice(Lane))
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    group_id: int | None = Field(default=None, foreign_key="groupchat.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
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
    other_message_ids: list[int] | None = Field(default=None, sa_type=Document)
    how: str = Field(default="", sa_type=Words)
    version: int | None = None
    error: str = Field(default="", sa_type=Words)


class Outage(SQLModel, table=True):
    """A stretch in which the program was not there to hear. Open (`ended_at` None) as it runs:
    `began_at` is then when it was last known to hear."""

    id: int | None = Field(default=None, primary_key=True)
    began_at: datetime = Field(sa_type=Moment)
    ended_at: datetime | None = Field(default=None, sa_type=Moment)
