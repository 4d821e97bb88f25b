"""Reminders that came due, and what people and officers said about when."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from bot.rules.calls import CallOutcome, CallReason
from storage.columns import Choice, Moment, Words


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


class Promise(SQLModel, table=True):
    """«Sẽ gửi ngày 8/6»: the day on which a unit said it would hand something in, the newest one.

    `by_office` when an officer wrote down what was said on the telephone.
    """

    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    obligation_id: int = Field(primary_key=True, foreign_key="obligation.id", index=True)
    promised_on: date
    member_id: int = Field(foreign_key="member.id")
    by_office: bool = Field(default=False)
    promised_at: datetime = Field(sa_type=Moment)


class Call(SQLModel, table=True):
    """What came of an officer's telephone call to a unit about an obligation."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    outcome: CallOutcome = Field(sa_type=Choice(CallOutcome))
    promised_on: date | None = None
    words: str = Field(default="", sa_type=Words)
    at: datetime = Field(sa_type=Moment)


class CallNeed(SQLModel, table=True):
    """A unit came onto the officers' call list, once for each deadline and reason.

    `deadline_on` is the last valid day in force, or the day promised that was not kept.
    """

    unit_id: int = Field(primary_key=True, foreign_key="unit.id")
    obligation_id: int = Field(primary_key=True, foreign_key="obligation.id", index=True)
    deadline_on: date = Field(primary_key=True)
    reason: CallReason = Field(primary_key=True, sa_type=Choice(CallReason))
    since_on: date
